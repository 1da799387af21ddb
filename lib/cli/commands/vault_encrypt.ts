import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { textOption } from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep vault encrypt`: Ansible's `ansible-vault encrypt`. */
export const vaultEncrypt = defineCommand({
  words: ["vault", "encrypt"],
  brief: "Encrypt files",
  details: "The files are replaced, and their plain content is overwritten on the disk",
  examples: [
    { line: "shep vault encrypt group_vars/all/secrets.yml", does: "Asks for the new password" },
    {
      line: "shep vault encrypt --vault-id prod@pw.txt secrets.yml",
      does: "A labelled one, from a file",
    },
  ],
  parser: merge(
    object({
      files: multiple(
        argument(string({ metavar: "FILE" }), {
          description: text("What to encrypt; the standard input if left out"),
        }),
      ),
      output: textOption(["--output"], "FILE", "Write the result there; - is the standard output"),
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
    const { encryptFiles } = await app.load<typeof import("../vault/encrypt_files.ts")>(
      "lib/cli/vault/encrypt_files.ts",
    );
    return await encryptFiles(app, options);
  },
});
