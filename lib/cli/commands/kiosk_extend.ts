import { object } from "@optique/core/constructs";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk extend`: more time for what is running. */
export const kioskExtend = defineCommand({
  words: ["kiosk", "extend"],
  brief: "Give what is running more time",
  examples: [
    { line: "shep kiosk extend 15m", does: "A quarter of an hour more, beyond any limit" },
  ],
  parser: object({
    by: argument(string({ metavar: "DURATION" }), {
      description: text("How much more, such as 15m or 1h30m"),
    }),
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { extendSession } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await extendSession(app, options);
  },
});
