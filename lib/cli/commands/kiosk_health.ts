import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk health`: whether all parts work. */
export const kioskHealth = defineCommand({
  words: ["kiosk", "health"],
  brief: "Try whether the daemon works",
  details: "Exits with 1 if it is not ready",
  examples: [
    { line: "shep kiosk health", does: "What does not work, if anything" },
  ],
  parser: object({
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { showHealth } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await showHealth(app, options);
  },
});
