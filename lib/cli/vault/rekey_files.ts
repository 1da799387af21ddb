import type { VaultSecret } from "../../engine/vault/vault.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { commandSecrets, encryptingSecret } from "./command_secrets.ts";
import { readSecrets } from "./read_secrets.ts";
import { asked, type SecretSource, secretSource, usualLabel } from "./secret_source.ts";
import { readContent, writeContent } from "./vault_content.ts";
import { vaultWith } from "./open_vault.ts";
import type { VaultArguments } from "./vault_options.ts";

/** What `shep vault rekey` was asked for. */
export interface RekeyArguments extends VaultArguments {
  readonly files: readonly string[];
  readonly encryptVaultId?: string | undefined;
  readonly newVaultId?: string | undefined;
  readonly newVaultPasswordFile?: string | undefined;
}

/** @returns The exit code of `shep vault rekey`. */
export async function rekeyFiles(app: App, given: RekeyArguments): Promise<number> {
  const config = openConfig(app);
  const secrets = await commandSecrets(app, given, { config, asks: "once" });
  const secret = await newSecret(app, given);
  const vault = vaultWith(secrets, config);
  // All are opened before the first is written: a wrong password leaves no half.
  const opened = given.files.map((path) => ({
    path,
    plain: vault.open(new TextDecoder().decode(readContent(app, path)), path).plain,
  }));
  for (const { path, plain } of opened) {
    const text = vault.seal(plain, { secret, salt: app.system.random.bytes(32) });
    writeContent(app, new TextEncoder().encode(text), {
      path,
      replacement: { mode: "kept", oldContent: "left" },
    });
  }
  app.err("Rekey successful\n");
  return EXIT.ok;
}

async function newSecret(app: App, given: RekeyArguments): Promise<VaultSecret> {
  const { newVaultId, newVaultPasswordFile, encryptVaultId } = given;
  if (newVaultId !== undefined && newVaultPasswordFile !== undefined) {
    throw new CommandError(
      "Cannot rekey: --new-vault-password-file is not allowed with --new-vault-id",
      {
        exitCode: EXIT.failed,
      },
    );
  }
  const usual = usualLabel(openConfig(app));
  const secrets = await readSecrets(app, [newSource(given, usual)], { asks: "twice", usual });
  return encryptingSecret(secrets, encryptVaultId);
}

function newSource(
  { newVaultId, newVaultPasswordFile }: RekeyArguments,
  usual: string,
): SecretSource {
  if (newVaultId !== undefined) return secretSource(newVaultId, usual);
  if (newVaultPasswordFile === undefined) return asked(usual);
  return { kind: "file", label: usual, path: newVaultPasswordFile };
}
