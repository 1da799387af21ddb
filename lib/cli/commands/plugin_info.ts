import { merge, object } from "@optique/core/constructs";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { formatOption, pluginOptions } from "../options.ts";

/** `shep plugin info`: all there is to know about one plugin before it runs. */
export const pluginInfo = defineCommand({
  words: ["plugin", "info"],
  brief: "Tell all about a plugin",
  examples: [{ line: "shep plugin info inventory", does: "Capabilities, permissions, modules" }],
  parser: merge(
    object({
      name: argument(string({ metavar: "NAME" }), { description: text("The plugin's name") }),
      format: formatOption(["text", "json"]),
    }),
    pluginOptions(),
  ),
  async run(app, options) {
    const { showPlugin } = await app.load<typeof import("../plugins/show_plugin.ts")>(
      "lib/cli/plugins/show_plugin.ts",
    );
    return await showPlugin(app, options);
  },
});
