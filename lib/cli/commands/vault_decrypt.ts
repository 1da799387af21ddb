import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { textOption } from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep vault decrypt`: Ansible's `ansible-vault decrypt`. */
export const vaultDecrypt = defineCommand({
  words: ["vault", "decrypt"],
  brief: "Decrypt files",
  examples: [
    { line: "shep vault decrypt secrets.yml", does: "Replaces the vault by what is in it" },
    { line: "shep vault decrypt secrets.yml --output -", does: "Shows it and leaves the vault" },
  ],
  parser: merge(
    object({
      files: multiple(
        argument(string({ metavar: "FILE" }), {
          description: text("Vaults; the standard input if left out"),
        }),
      ),
      output: textOption(["--output"], "FILE", "Write the result there; - is the standard output"),
    }),
    vaultOptions(),
  ),
  permissions: ["run", "write"],
  async run(app, options) {
    const { decryptFiles } = await app.load<typeof import("../vault/decrypt_files.ts")>(
      "lib/cli/vault/decrypt_files.ts",
    );
    return await decryptFiles(app, options);
  },
});
