import { merge, object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { RULES } from "../../engine/checks/rules.ts";
import { defineCommand, text } from "../command.ts";
import {
  formatOption,
  inventoryOption,
  pluginOptions,
  textOption,
  textsOption,
} from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep explain`: what a rule of `shep playbook validate` is about, or where a value comes from. */
export const explain = defineCommand({
  words: ["explain"],
  brief: "Explain a rule of validate, or a host's variable",
  details: "Without a name it lists all rules; with --host the name is that of a variable",
  examples: [
    { line: "shep explain", does: "All rules, each in one line" },
    { line: "shep explain yaml-mode", does: "Why it matters, wrong and right" },
    {
      line: "shep explain port --host web1 -i hosts.yml -f site.yml",
      does: "Every place that sets it, and which one wins",
    },
  ],
  parser: merge(
    object({
      name: optional(
        argument(ruleName(), { description: text("The name of a rule or a variable") }),
      ),
      host: textOption(["--host"], "HOST", "The host whose variable is explained"),
      file: textOption(["-f", "--file"], "PLAYBOOK", "The playbook whose variables count, too"),
      inventory: inventoryOption(),
      extraVars: textsOption(
        ["-e", "--extra-vars"],
        "VARS",
        "Variables that win over all others: key=value, YAML, JSON, or @FILE; repeatable",
      ),
      format: formatOption(["text", "json"]),
    }),
    vaultOptions(),
    pluginOptions(),
  ),
  // Inventories and passwords may be programs.
  permissions: ["run"],
  async run(app, { name, host, ...options }) {
    if (name !== undefined && host !== undefined) {
      const { explainVariable } = await app.load<
        typeof import("../variables/explain_variable.ts")
      >("lib/cli/variables/explain_variable.ts");
      return await explainVariable(app, { ...options, name, host });
    }
    const { explainRule } = await app.load<typeof import("../findings/explain_rule.ts")>(
      "lib/cli/findings/explain_rule.ts",
    );
    return explainRule(app, { name, format: options.format });
  },
});

/** Any name is taken, so that one that is none gets a hint; a shell completes those of rules. */
function ruleName() {
  return {
    ...string({ metavar: "NAME" }),
    *suggest(prefix: string) {
      for (const rule of Object.keys(RULES)) {
        if (rule.startsWith(prefix)) yield { kind: "literal" as const, text: rule };
      }
    },
  };
}
