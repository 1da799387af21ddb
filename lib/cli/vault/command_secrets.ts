import type { VaultSecret } from "../../engine/vault/vault.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import type { Config } from "../config/config.ts";
import { EXIT } from "../exit_code.ts";
import { readSecrets } from "./read_secrets.ts";
import { asked, type SecretSource, secretSources, usualLabel } from "./secret_source.ts";
import type { VaultArguments } from "./vault_options.ts";

/**
 * Reads the passwords for a command that works on vaults; asks if the command line and the
 * configuration name none.
 *
 * @param asks `twice` is for passwords that things are to be encrypted with.
 * @throws {CommandError} If there is none.
 */
export async function commandSecrets(
  app: App,
  given: VaultArguments,
  { config, asks }: { readonly config: Config; readonly asks: "once" | "twice" },
): Promise<readonly VaultSecret[]> {
  const usual = usualLabel(config);
  const unusable = given.vaultIds.find((id) => id.includes(";"));
  if (unusable !== undefined) {
    throw new CommandError(
      `'${unusable}' is not a valid vault id. The character ';' is not allowed in vault ids`,
      { exitCode: EXIT.options },
    );
  }
  const named = secretSources(config, given);
  const sources: readonly SecretSource[] = named.length > 0 ? named : [asked(usual)];
  return await readSecrets(app, sources, { asks, usual });
}

/**
 * @param label What `--encrypt-vault-id` says.
 * @returns The password to encrypt with.
 * @throws {CommandError} If it is not clear which one that is.
 */
export function encryptingSecret(
  secrets: readonly VaultSecret[],
  label: string | undefined,
): VaultSecret {
  const labels = secrets.map((secret) => secret.label);
  if (label !== undefined) {
    const meant = secrets.find((secret) => secret.label === label);
    if (meant !== undefined) return meant;
    const known = labels.map((one) => `'${one}'`).join(", ");
    throw new CommandError(
      `Did not find a match for --encrypt-vault-id=${label} in the known vault-ids [${known}]`,
    );
  }
  const [only, another] = secrets;
  if (only !== undefined && another === undefined) return only;
  throw new CommandError(
    `The vault-ids ${labels.join(",")} are available to encrypt. ` +
      "Specify the vault-id to encrypt with --encrypt-vault-id",
    { exitCode: EXIT.options },
  );
}
