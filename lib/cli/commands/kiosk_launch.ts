import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { entryArgument } from "../kiosk/entry_argument.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk launch`: starts an entry. */
export const kioskLaunch = defineCommand({
  words: ["kiosk", "launch"],
  brief: "Start an entry, if nothing is against it",
  details: "Exits with 1 if it may not be started",
  examples: [
    { line: "shep kiosk launch minecraft", does: "Until when it may run, or why it may not" },
  ],
  parser: object({
    entry: entryArgument(),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { launchEntry } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await launchEntry(app, options);
  },
});
