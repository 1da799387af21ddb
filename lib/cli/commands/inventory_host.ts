import { merge, object } from "@optique/core/constructs";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { inventoryOption, pluginOptions, textsOption, verbosityOption } from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep inventory host`: what `ansible-inventory --host` prints. */
export const inventoryHost = defineCommand({
  words: ["inventory", "host"],
  brief: "Show the variables of a host as JSON",
  examples: [{ line: "shep inventory host web1 -i hosts.yml", does: "All that web1 has" }],
  parser: merge(
    object({
      host: argument(string({ metavar: "HOST" }), { description: text("Its inventory name") }),
      inventory: inventoryOption(),
      extraVars: textsOption(["-e", "--extra-vars"], "VARS", "Variables of all hosts"),
      verbosity: verbosityOption(),
    }),
    vaultOptions(),
    pluginOptions(),
  ),
  permissions: ["run"],
  async run(app, options) {
    const { showHost } = await app.load<typeof import("../inventory/show_host.ts")>(
      "lib/cli/inventory/show_host.ts",
    );
    return await showHost(app, options);
  },
});
