import { merge, object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import { formatOption, pluginOptions } from "../options.ts";

/** `shep plugin ls`: all plugins, what they offer and what they may touch. */
export const pluginLs = defineCommand({
  words: ["plugin", "ls"],
  brief: "List plugins, what they offer and what they may touch",
  examples: [
    { line: "shep plugin ls", does: "Those that came with shep, and those found in folders" },
    { line: "shep plugin ls --format json", does: "The same for programs" },
  ],
  parser: merge(object({ format: formatOption(["text", "json"]) }), pluginOptions()),
  async run(app, options) {
    const { listPlugins } = await app.load<typeof import("../plugins/list_plugins.ts")>(
      "lib/cli/plugins/list_plugins.ts",
    );
    return await listPlugins(app, options);
  },
});
