import { merge, object } from "@optique/core/constructs";
import { optional } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import {
  inventoryOption,
  pluginOptions,
  switchOption,
  textOption,
  textsOption,
  verbosityOption,
} from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep inventory graph`: what `ansible-inventory --graph` prints. */
export const inventoryGraph = defineCommand({
  words: ["inventory", "graph"],
  brief: "Draw groups and their hosts as a tree",
  examples: [
    { line: "shep inventory graph -i hosts.yml", does: "All groups" },
    { line: "shep i graph -i hosts.yml web --vars", does: "One group, with variables" },
  ],
  parser: merge(
    object({
      group: optional(
        argument(string({ metavar: "GROUP" }), { description: text("Where the tree starts") }),
      ),
      inventory: inventoryOption(),
      limit: textOption(["-l", "--limit"], "PATTERN", "Show these hosts alone"),
      vars: switchOption(["--vars"], "Show variables too"),
      extraVars: textsOption(["-e", "--extra-vars"], "VARS", "Variables of all hosts"),
      verbosity: verbosityOption(),
    }),
    vaultOptions(),
    pluginOptions(),
  ),
  permissions: ["run"],
  async run(app, options) {
    const { graphInventory } = await app.load<typeof import("../inventory/graph_inventory.ts")>(
      "lib/cli/inventory/graph_inventory.ts",
    );
    return await graphInventory(app, options);
  },
});
