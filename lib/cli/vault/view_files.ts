import type { App } from "../app.ts";
import { openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { commandSecrets } from "./command_secrets.ts";
import { inputs, readContent } from "./vault_content.ts";
import { vaultWith } from "./open_vault.ts";
import type { VaultArguments } from "./vault_options.ts";

/** What `shep vault view` was asked for. */
export interface ViewArguments extends VaultArguments {
  readonly files: readonly string[];
}

/** @returns The exit code of `shep vault view`. */
export async function viewFiles(app: App, given: ViewArguments): Promise<number> {
  const config = openConfig(app);
  const secrets = await commandSecrets(app, given, { config, asks: "once" });
  const vault = vaultWith(secrets, config);
  for (const path of inputs(given)) {
    const text = new TextDecoder().decode(readContent(app, path));
    app.system.terminal.write("stdout", vault.open(text, path).plain);
  }
  return EXIT.ok;
}
