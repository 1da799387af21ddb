import { object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { formatOption } from "../options.ts";

/** `shep module doc`: Ansible's `ansible-doc`. */
export const moduleDoc = defineCommand({
  words: ["module", "doc"],
  brief: "Tell what a task module does and accepts",
  examples: [
    { line: "shep module doc copy", does: "Options, examples and results" },
    { line: "shep module doc copy file --format json", does: "The same of two, for programs" },
  ],
  parser: object({
    names: multiple(
      argument(string({ metavar: "MODULE" }), { description: text("Names of modules") }),
      { min: 1, errors: { tooFew: text("Name a module") } },
    ),
    format: formatOption(["text", "json"]),
  }),
  async run(app, options) {
    const { showModules } = await app.load<typeof import("../modules/show_modules.ts")>(
      "lib/cli/modules/show_modules.ts",
    );
    return await showModules(app, options);
  },
});
