import { merge, object } from "@optique/core/constructs";
import { option } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { formatOption, pluginOptions } from "../options.ts";

/** `shep playbook show`: the structure of one playbook file. */
export const playbookShow = defineCommand({
  words: ["playbook", "show"],
  brief: "Show the structure of a playbook",
  details: "Nothing is loaded or evaluated: it shows what the file itself says",
  examples: [
    { line: "shep playbook show -f site.yml", does: "Plays, tasks and handlers" },
    { line: "shep p show -f site.yml --format json", does: "All that was read, with positions" },
  ],
  parser: merge(
    object({
      file: option("-f", "--file", string({ metavar: "PLAYBOOK" }), {
        description: text("The playbook"),
      }),
      format: formatOption(["text", "json"]),
    }),
    pluginOptions(),
  ),
  // Its plugin may be chosen to be a process.
  permissions: ["run"],
  async run(app, options) {
    const { showPlaybook } = await app.load<typeof import("../playbooks/show_playbook.ts")>(
      "lib/cli/playbooks/show_playbook.ts",
    );
    return await showPlaybook(app, options);
  },
});
