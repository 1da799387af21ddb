import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk state`: state of the kiosk. */
export const kioskState = defineCommand({
  words: ["kiosk", "state"],
  brief: "Show what is running and what may be started",
  examples: [
    { line: "shep kiosk state", does: "What is running, and all entries" },
  ],
  parser: object({
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { showState } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await showState(app, options);
  },
});
