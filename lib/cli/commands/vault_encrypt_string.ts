import { merge, object } from "@optique/core/constructs";
import { multiple } from "@optique/core/modifiers";
import { argument } from "@optique/core/primitives";
import { string } from "@optique/core/valueparser";
import { defineCommand, text } from "../command.ts";
import { switchOption, textOption, textsOption } from "../options.ts";
import { vaultOptions } from "../vault/vault_options.ts";

/** `shep vault encrypt-string`: Ansible's `ansible-vault encrypt_string`. */
export const vaultEncryptString = defineCommand({
  words: ["vault", "encrypt-string"],
  brief: "Encrypt texts, to be values in YAML",
  details:
    "Texts on the command line are seen by who lists processes: pipe them in, or use --prompt",
  examples: [
    { line: "shep vault encrypt-string --prompt --name db_password", does: "Asks for the text" },
    {
      line: "shep vault encrypt-string --stdin-name db_password < password.txt",
      does: "A variable from a file",
    },
  ],
  parser: merge(
    object({
      strings: multiple(
        argument(string({ metavar: "TEXT" }), {
          description: text("What to encrypt; - or none is the standard input"),
        }),
      ),
      names: textsOption(["-n", "--name"], "NAME", "The variable of the next TEXT; repeatable"),
      stdinName: textOption(["--stdin-name"], "NAME", "The variable of the standard input"),
      prompt: switchOption(["-p", "--prompt"], "Ask for the text"),
      showInput: switchOption(["--show-input"], "Show what is typed after --prompt"),
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
    const { encryptStrings } = await app.load<typeof import("../vault/encrypt_strings.ts")>(
      "lib/cli/vault/encrypt_strings.ts",
    );
    return await encryptStrings(app, options);
  },
});
