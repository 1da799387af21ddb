import { DEFAULT_LABEL } from "../../engine/vault/vault.ts";
import type { Config } from "../config/config.ts";
import type { VaultArguments } from "./vault_options.ts";

/** Where a vault password comes from. */
export type SecretSource =
  | { readonly kind: "file"; readonly label: string | undefined; readonly path: string }
  /** `named` questions say the label. */
  | { readonly kind: "prompt"; readonly label: string; readonly question: "plain" | "named" };

/** What the configuration and the command line say, in the order in which passwords are tried. */
export function secretSources(config: Config, given: VaultArguments): readonly SecretSource[] {
  const usual = usualLabel(config);
  const configured = config.text("DEFAULT_VAULT_PASSWORD_FILE");
  const files = [...given.vaultPasswordFiles, ...configured === undefined ? [] : [configured]];
  const sources: SecretSource[] = [
    ...config.list("DEFAULT_VAULT_IDENTITY_LIST").map((id) => secretSource(id, usual)),
    ...given.vaultIds.map((id) => secretSource(id, usual)),
    ...files.map((path): SecretSource => ({ kind: "file", label: usual, path })),
  ];
  if (given.askVaultPass || config.flag("DEFAULT_ASK_VAULT_PASS")) sources.push(asked(usual));
  return sources;
}

/** @returns The label of passwords and vaults that have none. */
export function usualLabel(config: Config): string {
  return config.text("DEFAULT_VAULT_IDENTITY") ?? DEFAULT_LABEL;
}

/** @returns The source that `[LABEL@]SOURCE` names. */
export function secretSource(id: string, usual: string): SecretSource {
  const at = id.indexOf("@");
  const label = at < 0 ? undefined : id.slice(0, at);
  const source = id.slice(at + 1);
  if (source !== "prompt") return { kind: "file", label, path: source };
  return { kind: "prompt", label: label || usual, question: "named" };
}

/** @returns What is asked for where nothing else is said. */
export function asked(usual: string): SecretSource {
  return { kind: "prompt", label: usual, question: "plain" };
}
