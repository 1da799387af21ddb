import type { Random } from "../../base/random.ts";
import { FilterError } from "./errors.ts";
import { nodeCrypto } from "./node_crypto.ts";

/** Format 1.1 and 1.2 of ansible-vault: PBKDF2-HMAC-SHA256, AES-256 in counter mode, HMAC. */
const HEADER = "$ANSIBLE_VAULT";
const ITERATIONS = 10_000;
const LINE = 80;

/** How a text is encrypted. */
export interface VaultSettings {
  readonly secret: string;
  /** The label that is written into the header. */
  readonly id: string;
  /** Random if left out. */
  readonly salt: string | undefined;
  readonly random: Random | undefined;
}

/** @returns Whether `text` is the text of a vault. */
export function isVaultText(text: string): boolean {
  return text.startsWith(HEADER);
}

/** @returns `text` encrypted. @throws {FilterError} If a salt is needed and there is no chance. */
export function encryptVault(text: string, settings: VaultSettings): string {
  const salt = saltOf(settings);
  const { key, signingKey, counter } = keys(settings.secret, salt);
  const plain = new TextEncoder().encode(text);
  const padding = 16 - (plain.length % 16);
  const padded = new Uint8Array(plain.length + padding).fill(padding);
  padded.set(plain);
  const cipher = nodeCrypto().createCipheriv("aes-256-ctr", key, counter);
  const encrypted = new Uint8Array([...cipher.update(padded), ...cipher.final()]);
  const inner = [salt.toHex(), sign(signingKey, encrypted), encrypted.toHex()].join("\n");
  const body = new TextEncoder().encode(inner).toHex();
  const lines = body.match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  const plainId = settings.id === "" || settings.id === "default";
  const header = plainId ? `${HEADER};1.1;AES256` : `${HEADER};1.2;AES256;${settings.id}`;
  return `${[header, ...lines].join("\n")}\n`;
}

/** @returns The plain text of a vault. @throws {FilterError} If the secret is wrong. */
export function decryptVault(vault: string, secret: string): string {
  const [header = "", ...lines] = vault.trim().split(/\r?\n/);
  if (!/^\$ANSIBLE_VAULT;1\.[12];AES256(?:;|$)/.test(header.trim())) {
    throw new FilterError(`Unable to decrypt: ${header.trim()} is no vault of format 1.1 or 1.2`);
  }
  const failure = new FilterError(
    "Unable to decrypt: Decryption failed (no vault secrets were found that could decrypt)",
  );
  try {
    const body = Uint8Array.fromHex(lines.map((line) => line.trim()).join(""));
    const [salt = "", signature = "", data = ""] = new TextDecoder().decode(body).split("\n");
    const encrypted = Uint8Array.fromHex(data);
    const { key, signingKey, counter } = keys(secret, Uint8Array.fromHex(salt));
    if (sign(signingKey, encrypted) !== signature) throw failure;
    const cipher = nodeCrypto().createDecipheriv("aes-256-ctr", key, counter);
    const padded = new Uint8Array([...cipher.update(encrypted), ...cipher.final()]);
    return new TextDecoder().decode(padded.subarray(0, -(padded.at(-1) ?? 0)));
  } catch (error) {
    if (error instanceof SyntaxError) throw failure;
    throw error;
  }
}

function saltOf(settings: VaultSettings): Uint8Array {
  if (settings.salt !== undefined) return new TextEncoder().encode(settings.salt);
  if (settings.random === undefined) {
    throw new FilterError("Cannot make a salt: this environment has no randomness");
  }
  return settings.random.bytes(32);
}

function keys(
  secret: string,
  salt: Uint8Array,
): { readonly key: Uint8Array; readonly signingKey: Uint8Array; readonly counter: Uint8Array } {
  const bytes = nodeCrypto().pbkdf2Sync(secret, salt, ITERATIONS, 80, "sha256");
  return {
    key: bytes.subarray(0, 32),
    signingKey: bytes.subarray(32, 64),
    counter: bytes.subarray(64, 80),
  };
}

function sign(key: Uint8Array, data: Uint8Array): string {
  return nodeCrypto().createHmac("sha256", key).update(data).digest("hex");
}
