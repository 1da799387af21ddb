import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { socketOption } from "../kiosk/socket_option.ts";
import { formatOption } from "../options.ts";

/** `shep kiosk reload`: the policy as it is now. */
export const kioskReload = defineCommand({
  words: ["kiosk", "reload"],
  brief: "Let the daemon read its policy again",
  examples: [
    {
      line: "shep kiosk reload",
      does: "All of the new policy, or none of it if anything is wrong",
    },
  ],
  parser: object({
    socket: socketOption(),
    format: formatOption(["text", "json"]),
  }),
  permissions: ["net", "write"],
  async run(app, options) {
    const { reloadPolicy } = await app.load<typeof import("../kiosk/ask_daemon.ts")>(
      "lib/cli/kiosk/ask_daemon.ts",
    );
    return await reloadPolicy(app, options);
  },
});
