import { nameOf } from "../../base/posix_path.ts";
import { DEFAULT_LABEL } from "../../engine/vault/vault.ts";
import type { App } from "../app.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { commandSecrets } from "./command_secrets.ts";
import { edited } from "./edited.ts";
import { readContent, writeContent } from "./vault_content.ts";
import { vaultWith } from "./open_vault.ts";
import type { VaultArguments } from "./vault_options.ts";

/** What `shep vault edit` was asked for. */
export interface EditArguments extends VaultArguments {
  readonly files: readonly string[];
}

/** @returns The exit code of `shep vault edit`. */
export async function editFiles(app: App, given: EditArguments): Promise<number> {
  const config = openConfig(app);
  const secrets = await commandSecrets(app, given, { config, asks: "once" });
  const vault = vaultWith(secrets, config);
  for (const path of given.files) {
    const before = vault.open(new TextDecoder().decode(readContent(app, path)), path);
    const content = await edited(app, before.plain, nameOf(path));
    if (content.toHex() === before.plain.toHex()) continue;
    // It stays with its password and its label, whatever the label of the password is.
    const secret = { ...before.secret, label: before.label ?? DEFAULT_LABEL };
    const text = vault.seal(content, { secret, salt: app.system.random.bytes(32) });
    writeContent(app, new TextEncoder().encode(text), {
      path,
      replacement: { mode: "kept", oldContent: "left" },
    });
  }
  return EXIT.ok;
}
