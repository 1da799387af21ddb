import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk accept-clock`: the computer's clock is right. */
export const kioskAcceptClock = defineCommand({
  words: ["kiosk", "accept-clock"],
  brief: "Tell the daemon that the computer's clock is right",
  details: "A clock that was set is not believed until then, or until it is synchronised",
  examples: [
    { line: "shep kiosk accept-clock", does: "After the clock was set" },
  ],
  parser: object({
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { acceptClock } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await acceptClock(app, options);
  },
});
