import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { atOption, entryArgument } from "../kiosk/entry_argument.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk explain`: where the numbers of an entry come from. */
export const kioskExplain = defineCommand({
  words: ["kiosk", "explain"],
  brief: "Tell why an entry is open or closed, and for how long",
  examples: [
    { line: "shep kiosk explain minecraft", does: "Every number, and where it comes from" },
  ],
  parser: object({
    entry: entryArgument(),
    at: atOption(),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { explainEntry } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await explainEntry(app, options);
  },
});
