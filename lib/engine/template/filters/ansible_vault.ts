import type { Value } from "../../../base/value.ts";
import { Vault } from "../../vault/vault.ts";
import { VaultError } from "../../vault/vault_error.ts";
import { isVaultText } from "../../vault/vault_text.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import type { RenderContext } from "../context.ts";
import { FilterError } from "../errors.ts";
import { pythonType } from "../python_type.ts";
import { toText } from "../text.ts";
import { Undefined } from "../undefined.ts";

/** Ansible's filters that encrypt and decrypt. The first argument of each is the input. */
export const ANSIBLE_VAULT_FILTERS: Builtins = {
  unvault: Builtin.of("vault secret vaultid?", (_, vault, secret) => {
    const password = text(secret, "Secret passed is required to be as string, instead we got");
    const data = text(vault, "Vault should be in the form of a string, instead we got");
    return isVaultText(data) ? decrypt(data, password) : data;
  }),
  vault: Builtin.of(
    "data secret salt? vaultid?",
    (context, data, secret, salt = null, id = "filter_default") => {
      const plain = new TextEncoder().encode(text(data, "Can only vault strings, instead we got"));
      const password = text(secret, "Secret passed is required to be a string, instead we got");
      const label = toText(id) || "default";
      return new Vault({ secrets: [], tries: "all" }).seal(plain, {
        secret: { label, password: new TextEncoder().encode(password) },
        salt: salt === null ? randomSalt(context) : new TextEncoder().encode(toText(salt)),
      });
    },
  ),
};

function decrypt(vault: string, password: string): string {
  const secret = { label: "default", password: new TextEncoder().encode(password) };
  try {
    const { plain } = new Vault({ secrets: [secret], tries: "all" }).open(vault.trim());
    return new TextDecoder().decode(plain);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new FilterError(`Unable to decrypt: ${error.message}`, { cause: error });
  }
}

function randomSalt(context: RenderContext): Uint8Array {
  const { random } = context.environment.options;
  if (random === undefined) {
    throw new FilterError("Cannot make a salt: this environment has no randomness");
  }
  return random.bytes(32);
}

function text(value: Value, complaint: string): string {
  if (typeof value === "string") return value;
  if (value instanceof Undefined) return value.fail();
  throw new FilterError(`${complaint}: <class '${pythonType(value)}'>`);
}
