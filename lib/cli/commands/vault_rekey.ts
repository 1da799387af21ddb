import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { textOption } from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep vault rekey`: Ansible's `ansible-vault rekey`. */
export const vaultRekey = defineCommand({
  words: ["vault", "rekey"],
  brief: "Give vaults another password",
  examples: [
    { line: "shep vault rekey secrets.yml", does: "Asks for the old password and for the new one" },
    {
      line: "shep vault rekey --vault-id old.txt --new-vault-id prod@new.txt secrets.yml",
      does: "With a new label",
    },
  ],
  parser: merge(
    object({
      files: multiple(
        argument(string({ metavar: "FILE" }), { description: text("Vaults") }),
        { min: 1, errors: { tooFew: text("Name a file") } },
      ),
      encryptVaultId: textOption(
        ["--encrypt-vault-id"],
        "LABEL",
        "Which of the passwords to encrypt with",
      ),
      newVaultId: textOption(
        ["--new-vault-id"],
        "LABEL@SOURCE",
        "Where the new password comes from",
      ),
      newVaultPasswordFile: textOption(
        ["--new-vault-password-file"],
        "FILE",
        "The file with the new password, or the program that prints it",
      ),
    }),
    vaultOptions(),
  ),
  permissions: ["run", "write"],
  async run(app, options) {
    const { rekeyFiles } = await app.load<typeof import("../vault/rekey_files.ts")>(
      "lib/cli/vault/rekey_files.ts",
    );
    return await rekeyFiles(app, options);
  },
});
