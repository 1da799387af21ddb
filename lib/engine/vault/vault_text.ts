import { VAULT_MARK } from "../../source/vault_header.ts";
import { VaultError } from "./vault_error.ts";

/** What a vault consists of once its text is taken apart. */
export interface VaultParts {
  /** The id in the header of format 1.2: which password was meant; nothing vouches for it. */
  readonly label?: string;
  readonly salt: Uint8Array;
  /** HMAC-SHA256 of the ciphertext. */
  readonly hmac: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** Characters of a line of hexadecimal digits. */
const LINE_LENGTH = 80;

/** @returns Whether `text` claims to be a vault: the mark at its very start, and ASCII alone. */
export function isVaultText(text: string): boolean {
  return text.startsWith(VAULT_MARK) && /^[\0-\x7f]*$/.test(text);
}

/** @returns Whether the content of a file claims to be a vault. */
export function isVaultFile(content: Uint8Array): boolean {
  for (let at = 0; at < VAULT_MARK.length; at++) {
    if (content[at] !== VAULT_MARK.charCodeAt(at)) return false;
  }
  return content.every((byte) => byte < 0x80);
}

/**
 * Takes a vault of format 1.1 or 1.2 apart: a header `$ANSIBLE_VAULT;VERSION;AES256[;LABEL]` and
 * lines of hexadecimal digits, which stand for `salt \n hmac \n ciphertext`, each once more in
 * hexadecimal digits.
 *
 * @throws {VaultError} If it is none.
 */
export function parseVaultText(text: string): VaultParts {
  const [header = "", ...lines] = text.split(/\r\n|[\r\n]/);
  const [, version, cipher, label] = header.split(";").map((part) => part.trim());
  if (version === undefined || cipher === undefined) {
    throw new VaultError(`Vault envelope format error: the header lacks a version or a cipher`);
  }
  if (cipher !== "AES256") throw new VaultError(`${cipher} cipher could not be found`);
  const inner = new TextDecoder().decode(fromHex(lines.map((line) => line.trim()).join("")));
  const [salt, hmac, ciphertext, rest] = inner.split("\n");
  if (salt === undefined || hmac === undefined || ciphertext === undefined || rest !== undefined) {
    throw new VaultError("Vault vaulttext format error: expected salt, HMAC and ciphertext");
  }
  const parts = { salt: fromHex(salt), hmac: fromHex(hmac), ciphertext: fromHex(ciphertext) };
  return label === undefined || label === "" ? parts : { ...parts, label };
}

/** @returns The text of a vault, in format 1.2 if it has a label, with a line break at its end. */
export function formatVaultText({ label, salt, hmac, ciphertext }: VaultParts): string {
  const header = label === undefined
    ? `${VAULT_MARK};1.1;AES256`
    : `${VAULT_MARK};1.2;AES256;${label}`;
  const inner = [salt, hmac, ciphertext].map((part) => part.toHex()).join("\n");
  const digits = new TextEncoder().encode(inner).toHex();
  const lines = [header];
  for (let at = 0; at < digits.length; at += LINE_LENGTH) {
    lines.push(digits.slice(at, at + LINE_LENGTH));
  }
  return `${lines.join("\n")}\n`;
}

function fromHex(digits: string): Uint8Array {
  try {
    return Uint8Array.fromHex(digits);
  } catch (cause) {
    const what = digits.length % 2 === 1 ? "Odd-length string" : "Non-hexadecimal digit found";
    throw new VaultError(`Vault format unhexlify error: ${what}`, { cause });
  }
}
