import { merge, object } from "@optique/core/constructs";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { pluginOptions, switchOption } from "../options.ts";

/** `shep plugin trust`: lets a plugin of someone else run, as it is now. */
export const pluginTrust = defineCommand({
  words: ["plugin", "trust"],
  brief: "Let a plugin of someone else run, as it is now",
  details: "Trust is by name and by the content of all files: it ends when one of them changes",
  examples: [
    { line: "shep plugin trust weather", does: "After you have read its files" },
    { line: "shep plugin trust weather --remove", does: "Take that back" },
  ],
  parser: merge(
    object({
      name: argument(string({ metavar: "NAME" }), { description: text("The plugin's name") }),
      remove: switchOption(["--remove"], "Trust it no longer"),
    }),
    pluginOptions(),
  ),
  permissions: ["write"],
  async run(app, options) {
    const { trustPlugin } = await app.load<typeof import("../plugins/trust_plugin.ts")>(
      "lib/cli/plugins/trust_plugin.ts",
    );
    return await trustPlugin(app, options);
  },
});
