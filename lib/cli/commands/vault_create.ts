import { merge, object } from "@optique/core/constructs";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { textOption } from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep vault create`: Ansible's `ansible-vault create`. */
export const vaultCreate = defineCommand({
  words: ["vault", "create"],
  brief: "Write a new vault, with $EDITOR",
  examples: [
    { line: "shep vault create secrets.yml", does: "Asks for the new password" },
  ],
  parser: merge(
    object({
      file: argument(string({ metavar: "FILE" }), { description: text("The file to make") }),
      encryptVaultId: textOption(
        ["--encrypt-vault-id"],
        "LABEL",
        "Which of the passwords to encrypt with",
      ),
    }),
    vaultOptions(),
  ),
  permissions: ["run", "write"],
  async run(app, options) {
    const { createFile } = await app.load<typeof import("../vault/create_file.ts")>(
      "lib/cli/vault/create_file.ts",
    );
    return await createFile(app, options);
  },
});
