import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption, textOption } from "../options.ts";

/** `shep kiosk usage`: what was used. */
export const kioskUsage = defineCommand({
  words: ["kiosk", "usage"],
  brief: "Show how long what was used, and what is left",
  examples: [
    { line: "shep kiosk usage --from 2026-11-16 --to 2026-11-22", does: "A week" },
  ],
  parser: object({
    from: textOption(["--from"], "DATE", "The first day. Default: today"),
    to: textOption(["--to"], "DATE", "The last day. Default: today"),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { showUsage } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await showUsage(app, options);
  },
});
