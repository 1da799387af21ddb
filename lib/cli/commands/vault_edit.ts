import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep vault edit`: Ansible's `ansible-vault edit`. */
export const vaultEdit = defineCommand({
  words: ["vault", "edit"],
  brief: "Edit what is in vaults, with $EDITOR",
  details: "The plain text is in a folder of your own meanwhile, and is overwritten afterwards",
  examples: [
    { line: "EDITOR=nano shep vault edit secrets.yml", does: "Password and label stay" },
  ],
  parser: merge(
    object({
      files: multiple(
        argument(string({ metavar: "FILE" }), { description: text("Vaults") }),
        { min: 1, errors: { tooFew: text("Name a file") } },
      ),
    }),
    vaultOptions(),
  ),
  permissions: ["run", "write"],
  async run(app, options) {
    const { editFiles } = await app.load<typeof import("../vault/edit_files.ts")>(
      "lib/cli/vault/edit_files.ts",
    );
    return await editFiles(app, options);
  },
});
