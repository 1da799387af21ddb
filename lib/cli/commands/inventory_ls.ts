import { merge, object } from "@optique/core/constructs";
import { defineCommand } from "../command.ts";
import {
  formatOption,
  inventoryOption,
  pluginOptions,
  textOption,
  textsOption,
  verbosityOption,
} from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep inventory ls`: hosts and groups; as JSON what `ansible-inventory --list` prints. */
export const inventoryLs = defineCommand({
  words: ["inventory", "ls"],
  brief: "List hosts and groups",
  details: "With --format json or yaml it prints what ansible-inventory --list prints",
  examples: [
    { line: "shep inventory ls -i hosts.yml", does: "Hosts with their addresses, and groups" },
    { line: "shep i ls -i hosts.yml --verbose", does: "Their variables and members too" },
    { line: "shep i ls -i hosts.yml --format json", does: "The same for programs" },
  ],
  parser: merge(
    object({
      inventory: inventoryOption(),
      limit: textOption(["-l", "--limit"], "PATTERN", "Show these hosts alone"),
      extraVars: textsOption(["-e", "--extra-vars"], "VARS", "Variables of all hosts"),
      format: formatOption(["text", "json", "yaml"]),
      verbosity: verbosityOption(),
    }),
    vaultOptions(),
    pluginOptions(),
  ),
  permissions: ["run"],
  async run(app, options) {
    const { listInventory } = await app.load<typeof import("../inventory/list_inventory.ts")>(
      "lib/cli/inventory/list_inventory.ts",
    );
    return await listInventory(app, options);
  },
});
