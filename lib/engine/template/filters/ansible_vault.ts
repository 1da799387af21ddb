import { Builtin, type Builtins } from "../builtin.ts";
import { FilterError } from "../errors.ts";
import { pythonType } from "../python_type.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";
import { decryptVault, encryptVault, isVaultText } from "../vault_text.ts";
import type { Value } from "../../../base/value.ts";

/** Ansible's filters that encrypt and decrypt. The first argument of each is the input. */
export const ANSIBLE_VAULT_FILTERS: Builtins = {
  unvault: Builtin.of("vault secret vaultid?", (_, vault, secret) => {
    const password = text(secret, "Secret passed is required to be as string, instead we got");
    const data = text(vault, "Vault should be in the form of a string, instead we got");
    return isVaultText(data) ? decryptVault(data, password) : data;
  }),
  vault: Builtin.of(
    "data secret salt? vaultid?",
    (context, data, secret, salt = null, id = "filter_default") =>
      encryptVault(text(data, "Can only vault strings, instead we got"), {
        secret: text(secret, "Secret passed is required to be a string, instead we got"),
        id: toText(id),
        salt: salt === null ? undefined : toText(salt),
        random: context.environment.options.random,
      }),
  ),
};

function text(value: Value, complaint: string): string {
  if (typeof value === "string") return value;
  if (value instanceof Undefined) return value.fail();
  throw new FilterError(`${complaint}: <class '${pythonType(value)}'>`);
}
