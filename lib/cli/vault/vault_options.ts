import { object } from "@optique/core/constructs";
import { switchOption, textsOption } from "../options.ts";

/** What the command line says about vault passwords. */
export interface VaultArguments {
  readonly vaultIds: readonly string[];
  readonly vaultPasswordFiles: readonly string[];
  readonly askVaultPass: boolean;
}

/** @returns The parsers of the options about vault passwords, for all commands that open vaults. */
export function vaultOptions() {
  return object("Vaults", {
    vaultIds: textsOption(
      ["--vault-id"],
      "LABEL@SOURCE",
      "Where a vault password comes from: a file, a program, or 'prompt'; repeatable",
    ),
    vaultPasswordFiles: textsOption(
      ["--vault-password-file", "--vault-pass-file"],
      "FILE",
      "The file with a vault password, or the program that prints it; repeatable",
    ),
    askVaultPass: switchOption(
      ["-J", "--ask-vault-password", "--ask-vault-pass"],
      "Ask for the vault password",
    ),
  });
}
