import { piWords } from "./pi_words.ts";

/** The alphabet of bcrypt's base 64. */
const BCRYPT_ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const ROUNDS = 16;
const TEXT = "OrpheanBeholderScryDoubt";

/**
 * @returns The checksum of bcrypt (N. Provos and D. Mazières, "A Future-Adaptable Password Scheme").
 * @param settings.salt 22 characters of bcrypt's base 64.
 * @param settings.cost The logarithm to base 2 of the number of rounds.
 */
export function bcrypt(
  password: string,
  settings: { readonly salt: string; readonly cost: number },
): string {
  const key = new Uint8Array([...new TextEncoder().encode(password), 0]).subarray(0, 72);
  const salt = decode(settings.salt).subarray(0, 16);
  const cipher = new Blowfish();
  cipher.expand(key, salt);
  for (let round = 2 ** settings.cost; round > 0; round--) {
    cipher.expand(key);
    cipher.expand(salt);
  }
  const words = wordsOf(new TextEncoder().encode(TEXT));
  for (let i = 0; i < words.length; i += 2) {
    for (let times = 0; times < 64; times++) cipher.encrypt(words, i);
  }
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => view.setUint32(i * 4, word));
  return encode(bytes.subarray(0, 23));
}

/** @returns `salt` with the bits of its last character that mean nothing set to zero. */
export function repairSalt(salt: string): string {
  const last = BCRYPT_ALPHABET.indexOf(salt.charAt(21));
  return salt.slice(0, 21) + BCRYPT_ALPHABET.charAt(last & 0x30);
}

class Blowfish {
  readonly #subkeys: Uint32Array;
  readonly #boxes: Uint32Array;

  constructor() {
    const words = piWords(ROUNDS + 2 + 4 * 256);
    this.#subkeys = words.slice(0, ROUNDS + 2);
    this.#boxes = words.slice(ROUNDS + 2);
  }

  /** Mixes the key, and the salt if there is one, into the state. */
  expand(key: Uint8Array, salt?: Uint8Array): void {
    const subkeys = this.#subkeys;
    let at = 0;
    for (let i = 0; i < subkeys.length; i++) {
      let word = 0;
      for (let byte = 0; byte < 4; byte++) {
        word = (word << 8) | (key[at] ?? 0);
        at = (at + 1) % key.length;
      }
      subkeys[i] = (subkeys[i] ?? 0) ^ word;
    }
    const salts = salt === undefined ? new Uint32Array(4) : wordsOf(salt);
    const block = new Uint32Array(2);
    let used = 0;
    for (const table of [subkeys, this.#boxes]) {
      for (let i = 0; i < table.length; i += 2) {
        block[0] = (block[0] ?? 0) ^ (salts[used] ?? 0);
        block[1] = (block[1] ?? 0) ^ (salts[used + 1] ?? 0);
        used = (used + 2) % 4;
        this.encrypt(block, 0);
        table[i] = block[0] ?? 0;
        table[i + 1] = block[1] ?? 0;
      }
    }
  }

  /** Encrypts the two words at `at` in place. */
  encrypt(words: Uint32Array, at: number): void {
    const subkeys = this.#subkeys;
    const boxes = this.#boxes;
    let left = words[at] ?? 0;
    let right = words[at + 1] ?? 0;
    for (let round = 0; round < ROUNDS; round++) {
      left ^= subkeys[round] ?? 0;
      const sum = (boxes[left >>> 24] ?? 0) + (boxes[256 + ((left >>> 16) & 255)] ?? 0);
      const mixed = sum ^ (boxes[512 + ((left >>> 8) & 255)] ?? 0);
      right ^= mixed + (boxes[768 + (left & 255)] ?? 0);
      const swapped = left;
      left = right;
      right = swapped;
    }
    words[at] = right ^ (subkeys[ROUNDS + 1] ?? 0);
    words[at + 1] = left ^ (subkeys[ROUNDS] ?? 0);
  }
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(i * 4));
}

function encode(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const count = Math.min(3, bytes.length - i) + 1;
    for (let j = 0; j < count; j++) text += BCRYPT_ALPHABET.charAt((group >>> (18 - 6 * j)) & 63);
  }
  return text;
}

function decode(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 4) {
    let group = 0;
    for (let j = 0; j < 4; j++) {
      group = (group << 6) | Math.max(0, BCRYPT_ALPHABET.indexOf(text.charAt(i + j) || "."));
    }
    bytes.push((group >>> 16) & 255, (group >>> 8) & 255, group & 255);
  }
  return Uint8Array.from(bytes);
}
