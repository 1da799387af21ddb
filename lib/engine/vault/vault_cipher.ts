import { nodeCrypto } from "../../base/node_crypto.ts";
import type { VaultParts } from "./vault_text.ts";

/** PBKDF2's rounds, as Ansible has them since format 1.1. */
const ROUNDS = 10_000;

/** Bytes of a key, and of AES's counter block. */
const KEY_LENGTH = 32;
const BLOCK_LENGTH = 16;

/** What a password and a salt come to. */
interface Keys {
  readonly cipher: Uint8Array;
  readonly hmac: Uint8Array;
  readonly counter: Uint8Array;
}

/**
 * AES256 as vaults have it: keys by PBKDF2-HMAC-SHA256, AES-256 in counter mode on text that is
 * padded nevertheless (PKCS #7), and an HMAC-SHA256 of the ciphertext.
 *
 * Keys cost some 15 ms each by intent. They are kept, so that what shares salt and password is
 * decrypted at the price of one.
 */
export class VaultCipher {
  readonly #keys = new Map<string, Keys>();

  /** @param options.salt 32 random bytes, different for every vault. */
  encrypt(plain: Uint8Array, { password, salt }: {
    readonly password: Uint8Array;
    readonly salt: Uint8Array;
  }): VaultParts {
    const keys = this.#keysOf(password, salt);
    const missing = BLOCK_LENGTH - plain.length % BLOCK_LENGTH;
    const padded = new Uint8Array(plain.length + missing).fill(missing);
    padded.set(plain);
    const ciphertext = inCounterMode(padded, keys);
    return { salt, hmac: hmacOf(ciphertext, keys), ciphertext };
  }

  /** @returns The plain content, or `undefined` if the password is another one. */
  decrypt(parts: VaultParts, password: Uint8Array): Uint8Array | undefined {
    const keys = this.#keysOf(password, parts.salt);
    const expected = hmacOf(parts.ciphertext, keys);
    if (parts.hmac.length !== expected.length) return undefined;
    if (!nodeCrypto().timingSafeEqual(expected, parts.hmac)) return undefined;
    const padded = inCounterMode(parts.ciphertext, keys);
    const missing = padded.at(-1) ?? 0;
    if (missing < 1 || missing > BLOCK_LENGTH || missing > padded.length) return undefined;
    return padded.subarray(0, padded.length - missing);
  }

  #keysOf(password: Uint8Array, salt: Uint8Array): Keys {
    const name = `${salt.toHex()} ${password.toHex()}`;
    let keys = this.#keys.get(name);
    if (keys === undefined) {
      const length = 2 * KEY_LENGTH + BLOCK_LENGTH;
      const bytes = nodeCrypto().pbkdf2Sync(password, salt, ROUNDS, length, "sha256");
      keys = {
        cipher: bytes.subarray(0, KEY_LENGTH),
        hmac: bytes.subarray(KEY_LENGTH, 2 * KEY_LENGTH),
        counter: bytes.subarray(2 * KEY_LENGTH),
      };
      this.#keys.set(name, keys);
    }
    return keys;
  }
}

/** Counter mode is its own inverse. */
function inCounterMode(content: Uint8Array, { cipher, counter }: Keys): Uint8Array {
  return new Uint8Array(
    nodeCrypto().createCipheriv("aes-256-ctr", cipher, counter).update(content),
  );
}

function hmacOf(ciphertext: Uint8Array, { hmac }: Keys): Uint8Array {
  return new Uint8Array(nodeCrypto().createHmac("sha256", hmac).update(ciphertext).digest());
}
