import type { App } from "../app.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { commandSecrets } from "./command_secrets.ts";
import { inputs, readContent, tellPerson, writeContent } from "./vault_content.ts";
import { vaultWith } from "./open_vault.ts";
import type { VaultArguments } from "./vault_options.ts";

/** What `shep vault decrypt` was asked for. */
export interface DecryptArguments extends VaultArguments {
  readonly files: readonly string[];
  readonly output?: string | undefined;
}

/** @returns The exit code of `shep vault decrypt`. */
export async function decryptFiles(app: App, given: DecryptArguments): Promise<number> {
  const paths = inputs(given);
  const config = openConfig(app);
  const secrets = await commandSecrets(app, given, { config, asks: "once" });
  const vault = vaultWith(secrets, config);
  for (const path of paths) {
    const text = new TextDecoder().decode(readContent(app, path));
    writeContent(app, vault.open(text, path).plain, {
      path: given.output ?? path,
      replacement: { mode: 0o600, oldContent: "left" },
    });
  }
  tellPerson(app, "Decryption successful");
  return EXIT.ok;
}
