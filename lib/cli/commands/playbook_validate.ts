import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { option } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { formatOption, pluginOptions, textsOption } from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep playbook validate`: all that is wrong with playbooks, without running them. */
export const playbookValidate = defineCommand({
  words: ["playbook", "validate"],
  brief: "Find all that is wrong with playbooks",
  details: "Looks at all files they load: syntax, keywords, modules and their arguments, " +
    "templates, missing files. Exits with 4 if there are errors",
  examples: [
    { line: "shep playbook validate -f site.yml", does: "Every finding with its place" },
    { line: "shep p validate -f site.yml --format json", does: "The same for an editor" },
  ],
  parser: merge(
    object({
      files: multiple(
        option("-f", "--file", string({ metavar: "PLAYBOOK" }), {
          description: text("A playbook; repeatable"),
        }),
        { min: 1, errors: { tooFew: text("Name a playbook with -f") } },
      ),
      extraVars: textsOption(
        ["-e", "--extra-vars"],
        "VARS",
        "Variables that names of files and roles are made of",
      ),
      format: formatOption(["text", "json"]),
    }),
    vaultOptions(),
    pluginOptions(),
  ),
  permissions: ["run"],
  async run(app, options) {
    const { validatePlaybooks } = await app.load<
      typeof import("../playbooks/validate_playbooks.ts")
    >(
      "lib/cli/playbooks/validate_playbooks.ts",
    );
    return await validatePlaybooks(app, options);
  },
});
