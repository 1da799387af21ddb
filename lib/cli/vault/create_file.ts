import { nameOf } from "../../base/posix_path.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { commandSecrets, encryptingSecret } from "./command_secrets.ts";
import { edited } from "./edited.ts";
import { writeContent } from "./vault_content.ts";
import { vaultWith } from "./open_vault.ts";
import type { VaultArguments } from "./vault_options.ts";

/** What `shep vault create` was asked for. */
export interface CreateArguments extends VaultArguments {
  readonly file: string;
  readonly encryptVaultId?: string | undefined;
}

/** @returns The exit code of `shep vault create`. */
export async function createFile(app: App, given: CreateArguments): Promise<number> {
  const { file } = given;
  const config = openConfig(app);
  if (app.system.files.status(file) !== undefined) {
    throw new CommandError(`${file} exists, please use 'edit' instead`);
  }
  const secrets = await commandSecrets(app, given, { config, asks: "twice" });
  const label = given.encryptVaultId ?? config.text("DEFAULT_VAULT_ENCRYPT_IDENTITY");
  const secret = encryptingSecret(secrets, label);
  const content = await edited(app, new Uint8Array(), nameOf(file));
  const vault = vaultWith(secrets, config);
  const text = vault.seal(content, { secret, salt: app.system.random.bytes(32) });
  writeContent(app, new TextEncoder().encode(text), {
    path: file,
    replacement: { mode: 0o600, oldContent: "left" },
  });
  return EXIT.ok;
}
