import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep vault view`: Ansible's `ansible-vault view`. */
export const vaultView = defineCommand({
  words: ["vault", "view"],
  brief: "Show what is in vaults",
  examples: [
    { line: "shep vault view secrets.yml", does: "Asks for the password if nothing else says it" },
  ],
  parser: merge(
    object({
      files: multiple(
        argument(string({ metavar: "FILE" }), {
          description: text("Vaults; the standard input if left out"),
        }),
      ),
    }),
    vaultOptions(),
  ),
  permissions: ["run"],
  async run(app, options) {
    const { viewFiles } = await app.load<typeof import("../vault/view_files.ts")>(
      "lib/cli/vault/view_files.ts",
    );
    return await viewFiles(app, options);
  },
});
