import { object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { formatOption } from "../options.ts";

/** `shep module ls`: Ansible's `ansible-doc -l`. */
export const moduleLs = defineCommand({
  words: ["module", "ls"],
  brief: "List the task modules there are",
  examples: [{ line: "shep module ls", does: "Each with one line about it" }],
  parser: object({ format: formatOption(["text", "json"]) }),
  async run(app, options) {
    const { listModules } = await app.load<typeof import("../modules/list_modules.ts")>(
      "lib/cli/modules/list_modules.ts",
    );
    return await listModules(app, options);
  },
});
