import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { configOption } from "../kiosk/config_option.ts";
import { formatOption, textOption } from "../options.ts";

/** `shep daemon simulate`: what a policy would open when. */
export const daemonSimulate = defineCommand({
  words: ["daemon", "simulate"],
  brief: "Show what a kiosk's policy would open when",
  details: "Times are those of the policy's zone; what has been used is not known here",
  examples: [
    { line: "shep daemon simulate -c kiosk.toml", does: "The next seven days" },
    {
      line: "shep daemon simulate -c kiosk.toml --from 2026-12-21 --to 2026-12-27",
      does: "Christmas week",
    },
  ],
  parser: object({
    config: configOption(),
    from: textOption(["--from"], "DATE", "The first day. Default: today"),
    to: textOption(["--to"], "DATE", "The last day. Default: six days after the first"),
    format: formatOption(["text", "json"]),
  }),
  async run(app, options) {
    const { simulatePolicy } = await app.load<typeof import("../kiosk/simulate_policy.ts")>(
      "lib/cli/kiosk/simulate_policy.ts",
    );
    return simulatePolicy(app, options);
  },
});
