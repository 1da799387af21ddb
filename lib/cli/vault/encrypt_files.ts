import type { App } from "../app.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { commandSecrets, encryptingSecret } from "./command_secrets.ts";
import { inputs, readContent, tellPerson, writeContent } from "./vault_content.ts";
import { vaultWith } from "./open_vault.ts";
import type { VaultArguments } from "./vault_options.ts";

/** What `shep vault encrypt` was asked for. */
export interface EncryptArguments extends VaultArguments {
  readonly files: readonly string[];
  readonly output?: string | undefined;
  readonly encryptVaultId?: string | undefined;
}

/** @returns The exit code of `shep vault encrypt`. */
export async function encryptFiles(app: App, given: EncryptArguments): Promise<number> {
  const config = openConfig(app);
  const paths = inputs(given);
  const secrets = await commandSecrets(app, given, { config, asks: "twice" });
  const label = given.encryptVaultId ?? config.text("DEFAULT_VAULT_ENCRYPT_IDENTITY");
  const secret = encryptingSecret(secrets, label);
  const vault = vaultWith(secrets, config);
  for (const path of paths) {
    const salt = app.system.random.bytes(32);
    const text = vault.seal(readContent(app, path), { secret, salt });
    writeContent(app, new TextEncoder().encode(text), {
      path: given.output ?? path,
      replacement: {
        mode: 0o600,
        oldContent: given.output === undefined ? "shredded" : "left",
      },
    });
  }
  tellPerson(app, "Encryption successful");
  return EXIT.ok;
}
