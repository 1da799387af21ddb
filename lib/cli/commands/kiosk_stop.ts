import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption, switchOption } from "../options.ts";

/** `shep kiosk stop`: ends what is running. */
export const kioskStop = defineCommand({
  words: ["kiosk", "stop"],
  brief: "End what is running",
  examples: [
    { line: "shep kiosk stop", does: "Asks it to end, and makes it when it does not" },
    { line: "shep kiosk stop --force", does: "Makes it end at once" },
  ],
  parser: object({
    force: switchOption(["--force"], "Do not ask first"),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { stopSession } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await stopSession(app, options);
  },
});
