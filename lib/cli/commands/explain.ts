import { object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { RULES } from "../../engine/checks/rules.ts";
import { defineCommand, text } from "../command.ts";
import { formatOption } from "../options.ts";

/** `shep explain`: what a rule of `shep playbook validate` is about. */
export const explain = defineCommand({
  words: ["explain"],
  brief: "Explain a rule of playbook validate",
  details: "Without a name it lists all rules",
  examples: [
    { line: "shep explain", does: "All rules, each in one line" },
    { line: "shep explain yaml-mode", does: "Why it matters, wrong and right" },
  ],
  parser: object({
    name: optional(argument(ruleName(), { description: text("The name of a rule") })),
    format: formatOption(["text", "json"]),
  }),
  async run(app, options) {
    const { explainRule } = await app.load<typeof import("../findings/explain_rule.ts")>(
      "lib/cli/findings/explain_rule.ts",
    );
    return explainRule(app, options);
  },
});

/** Any name is taken, so that one that is none gets a hint; a shell completes those of rules. */
function ruleName() {
  return {
    ...string({ metavar: "RULE" }),
    *suggest(prefix: string) {
      for (const rule of Object.keys(RULES)) {
        if (rule.startsWith(prefix)) yield { kind: "literal" as const, text: rule };
      }
    },
  };
}
