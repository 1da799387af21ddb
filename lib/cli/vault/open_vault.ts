import type { Masker } from "../../base/mask.ts";
import { secretTexts } from "../../engine/vault/secret_texts.ts";
import { type Opened, Vault, type VaultSecret } from "../../engine/vault/vault.ts";
import { isVaultFile, isVaultText } from "../../engine/vault/vault_text.ts";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { readSecrets } from "./read_secrets.ts";
import { secretSources, usualLabel } from "./secret_source.ts";
import type { VaultArguments } from "./vault_options.ts";

/**
 * Turns encrypted texts and files into plain ones for a run, which must not show what comes out.
 *
 * All throw a `VaultError` in Ansible's words if no password opens what is a vault.
 */
export interface RunVault {
  /** @returns The plain text of `!vault` text. */
  decryptText(text: string): string;
  /** @returns The text of a file of variables, tasks or hosts, decrypted if it is a vault. */
  decryptVars(text: string, path: string): string;
  /** @returns The content of any file, decrypted if it is a vault. */
  decryptFile(content: Uint8Array, path?: string): Uint8Array;
}

/** What a vault is opened with. */
export interface OpenVaultOptions {
  readonly config: Config;
  /** Learns all that came out of vaults. */
  readonly masker: Masker;
}

/**
 * Reads all vault passwords that there are.
 *
 * @throws {CommandError} If none of the sources of passwords gives one.
 */
export async function openVault(
  app: App,
  given: VaultArguments,
  { config, masker }: OpenVaultOptions,
): Promise<RunVault> {
  const secrets = await readSecrets(app, secretSources(config, given), {
    asks: "once",
    usual: usualLabel(config),
  });
  for (const { password } of secrets) masker.add(textOf(password));
  return runVault(vaultWith(secrets, config), masker);
}

/** @returns What opens vaults with these passwords, tried as the configuration says. */
export function vaultWith(secrets: readonly VaultSecret[], config: Config): Vault {
  return new Vault({
    secrets,
    tries: config.flag("DEFAULT_VAULT_ID_MATCH") ? "labelled" : "all",
    defaultLabel: usualLabel(config),
  });
}

/** @returns The vault as a run sees it. */
export function runVault(vault: Vault, masker: Masker): RunVault {
  const told = new Set<Opened>();
  /** What was opened before is known to the masker. */
  const open = (text: string, file: string | undefined, secrets: SecretsOf) => {
    const opened = vault.open(text, file);
    const plain = textOf(opened.plain);
    if (!told.has(opened)) {
      told.add(opened);
      for (const secret of secrets(plain)) masker.add(secret);
    }
    return { plain, bytes: opened.plain };
  };
  return {
    decryptText: (text) => open(text, undefined, (plain) => [plain]).plain,
    decryptVars: (text, path) => isVaultText(text) ? open(text, path, secretTexts).plain : text,
    decryptFile: (content, path) =>
      isVaultFile(content) ? open(textOf(content), path, (plain) => [plain]).bytes : content,
  };
}

type SecretsOf = (plain: string) => Iterable<string>;

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
