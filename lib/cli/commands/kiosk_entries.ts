import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { atOption } from "../kiosk/entry_argument.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk entries`: all entries and why some are closed. */
export const kioskEntries = defineCommand({
  words: ["kiosk", "entries"],
  brief: "Show what may be started, and why not",
  examples: [
    { line: "shep kiosk entries", does: "Now" },
    { line: "shep kiosk entries --at 2026-12-24T15:00", does: "What would be open then" },
  ],
  parser: object({
    at: atOption(),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { showEntries } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await showEntries(app, options);
  },
});
