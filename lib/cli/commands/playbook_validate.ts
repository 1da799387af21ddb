import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { FINDING_FORMATS } from "../findings/formats.ts";
import {
  formatOption,
  inventoryOption,
  pluginOptions,
  switchOption,
  textsOption,
} from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep playbook validate`: all that is wrong with playbooks, without running them. */
export const playbookValidate = defineCommand({
  words: ["playbook", "validate"],
  brief: "Find all that is wrong with playbooks",
  details: "Looks at all files they load: syntax, keywords, modules and their arguments, " +
    "templates, variables, handlers, missing files. Without a path it looks at all playbooks and " +
    "roles of the working folder. Exits with 0 if there are no errors (with --strict: no warnings " +
    "either) and with 4 if there are. A comment '# shep: ignore RULE' keeps a finding back, " +
    "'# shep: ignore-file RULE' all of its file",
  examples: [
    { line: "shep playbook validate site.yml", does: "Every finding with its place" },
    { line: "shep p validate -i hosts.yml", does: "All of a project, undefined variables too" },
    {
      line: "shep p validate . --format sarif --strict",
      does: "For a program that checks changes",
    },
    { line: "shep explain yaml-mode", does: "What a rule is about" },
  ],
  parser: merge(
    object({
      named: multiple(
        argument(string({ metavar: "PATH" }), {
          description: text("Playbooks, and folders with playbooks or roles. Default: ."),
        }),
      ),
      files: textsOption(["-f", "--file"], "PLAYBOOK", "A playbook; repeatable"),
      inventory: inventoryOption(),
      strict: switchOption(["--strict"], "Exit with 4 if there are only warnings, too"),
      extraVars: textsOption(
        ["-e", "--extra-vars"],
        "VARS",
        "Variables that names of files and roles are made of",
      ),
      format: formatOption(FINDING_FORMATS),
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
    const { named, files, ...rest } = options;
    return await validatePlaybooks(app, { ...rest, paths: [...named, ...files] });
  },
});
