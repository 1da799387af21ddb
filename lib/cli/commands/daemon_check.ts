import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { configOption } from "../kiosk/config_option.ts";
import { formatOption } from "../options.ts";

/** `shep daemon check`: all that is wrong with a policy. */
export const daemonCheck = defineCommand({
  words: ["daemon", "check"],
  brief: "Find all that is wrong with a kiosk's policy",
  details: "Exits with 0 if there are no errors and with 4 if there are",
  examples: [
    { line: "shep daemon check -c kiosk.toml", does: "Every finding with its place" },
    { line: "shep daemon check -c kiosk.toml --format json", does: "The same for an editor" },
  ],
  parser: object({ config: configOption(), format: formatOption(["text", "json"]) }),
  async run(app, options) {
    const { checkPolicy } = await app.load<typeof import("../kiosk/check_policy.ts")>(
      "lib/cli/kiosk/check_policy.ts",
    );
    return checkPolicy(app, options);
  },
});
