import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import type { Given } from "./given.ts";
import type { VaultAction, VaultKey } from "./vault_grammars.ts";

/** Does what an action of `ansible-vault` does. @returns The exit code. */
export async function runVault(
  app: App,
  action: VaultAction,
  given: Given<VaultKey>,
): Promise<number> {
  const options = {
    files: given.operands,
    output: given.text("output"),
    encryptVaultId: given.text("encryptVaultId"),
    newVaultId: given.text("newVaultId"),
    newVaultPasswordFile: given.text("newVaultPasswordFile"),
    vaultIds: given.texts("vaultIds"),
    vaultPasswordFiles: given.texts("vaultPasswordFiles"),
    askVaultPass: given.flag("askVaultPass"),
  };
  switch (action) {
    case "create":
      return await create(app, options);
    case "decrypt":
      return await (await app.load<typeof import("../vault/decrypt_files.ts")>(
        "lib/cli/vault/decrypt_files.ts",
      )).decryptFiles(app, options);
    case "edit":
      return await (await app.load<typeof import("../vault/edit_files.ts")>(
        "lib/cli/vault/edit_files.ts",
      )).editFiles(app, options);
    case "view":
      return await (await app.load<typeof import("../vault/view_files.ts")>(
        "lib/cli/vault/view_files.ts",
      )).viewFiles(app, options);
    case "encrypt":
      return await (await app.load<typeof import("../vault/encrypt_files.ts")>(
        "lib/cli/vault/encrypt_files.ts",
      )).encryptFiles(app, options);
    case "encrypt_string":
      return await (await app.load<typeof import("../vault/encrypt_strings.ts")>(
        "lib/cli/vault/encrypt_strings.ts",
      )).encryptStrings(app, {
        ...options,
        strings: given.operands,
        names: given.texts("names"),
        stdinName: given.text("stdinName"),
        prompt: given.flag("prompt"),
        showInput: given.flag("showInput"),
      });
    case "rekey":
      return await (await app.load<typeof import("../vault/rekey_files.ts")>(
        "lib/cli/vault/rekey_files.ts",
      )).rekeyFiles(app, options);
    default:
      return action satisfies never;
  }
}

async function create(
  app: App,
  options: {
    readonly files: readonly string[];
    readonly encryptVaultId: string | undefined;
    readonly vaultIds: readonly string[];
    readonly vaultPasswordFiles: readonly string[];
    readonly askVaultPass: boolean;
  },
): Promise<number> {
  const [file, ...more] = options.files;
  if (file === undefined || more.length > 0) {
    throw new CommandError("ansible-vault create can take only one filename argument", {
      exitCode: EXIT.options,
    });
  }
  const { createFile } = await app.load<typeof import("../vault/create_file.ts")>(
    "lib/cli/vault/create_file.ts",
  );
  return await createFile(app, { ...options, file });
}
