import { nodeCrypto } from "./node_crypto.ts";

/** The alphabet of crypt's base 64. */
export const CRYPT_ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The `$5$` and `$6$` schemes of `crypt(3)`. */
export type ShaScheme = "sha256" | "sha512";

const ORDER_256 = [
  [0, 10, 20],
  [21, 1, 11],
  [12, 22, 2],
  [3, 13, 23],
  [24, 4, 14],
  [15, 25, 5],
  [6, 16, 26],
  [27, 7, 17],
  [18, 28, 8],
  [9, 19, 29],
];
const ORDER_MD5 = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5]];

/**
 * @returns The checksum of SHA-crypt (U. Drepper, "Unix crypt using SHA-256 and SHA-512").
 */
export function shaCrypt(
  scheme: ShaScheme,
  password: string,
  settings: { readonly salt: string; readonly rounds: number },
): string {
  const encoder = new TextEncoder();
  const [key, salt] = [encoder.encode(password), encoder.encode(settings.salt)];
  const digest = (...parts: readonly Uint8Array[]) => hash(scheme, parts);
  const b = digest(key, salt, key);
  const first: Uint8Array[] = [key, salt, repeated(b, key.length)];
  for (let length = key.length; length > 0; length >>= 1) first.push(length & 1 ? b : key);
  let a = digest(...first);
  const p = repeated(digest(...Array<Uint8Array>(key.length).fill(key)), key.length);
  const times = 16 + (a[0] ?? 0);
  const s = repeated(digest(...Array<Uint8Array>(times).fill(salt)), salt.length);
  for (let round = 0; round < settings.rounds; round++) {
    const parts = [round & 1 ? p : a];
    if (round % 3 !== 0) parts.push(s);
    if (round % 7 !== 0) parts.push(p);
    parts.push(round & 1 ? a : p);
    a = digest(...parts);
  }
  if (scheme === "sha256") return encode(a, ORDER_256) + encodeTail(a, [31, 30], 3);
  const order = Array.from({ length: 21 }, (_, i) => {
    const triple = [i, i + 21, i + 42];
    const turn = i % 3;
    return [...triple.slice(turn), ...triple.slice(0, turn)];
  });
  return encode(a, order) + encodeTail(a, [63], 2);
}

/** The schemes of MD5-crypt: of crypt(3), and of Apache. */
export type Md5Magic = "$1$" | "$apr1$";

/** @returns The checksum of MD5-crypt (P.-H. Kamp, FreeBSD). */
export function md5Crypt(password: string, saltText: string, magic: Md5Magic = "$1$"): string {
  const encoder = new TextEncoder();
  const [key, salt] = [encoder.encode(password), encoder.encode(saltText)];
  const digest = (...parts: readonly Uint8Array[]) => hash("md5", parts);
  const b = digest(key, salt, key);
  const first: Uint8Array[] = [key, encoder.encode(magic), salt, repeated(b, key.length)];
  for (let length = key.length; length > 0; length >>= 1) {
    first.push(length & 1 ? new Uint8Array(1) : key.subarray(0, 1));
  }
  let a = digest(...first);
  for (let round = 0; round < 1000; round++) {
    const parts = [round & 1 ? key : a];
    if (round % 3 !== 0) parts.push(salt);
    if (round % 7 !== 0) parts.push(key);
    parts.push(round & 1 ? a : key);
    a = digest(...parts);
  }
  return encode(a, ORDER_MD5) + encodeTail(a, [11], 2);
}

function hash(algorithm: string, parts: readonly Uint8Array[]): Uint8Array {
  const state = nodeCrypto().createHash(algorithm);
  for (const part of parts) state.update(part);
  return state.digest();
}

/** @returns `length` bytes of `block`, repeated as often as that takes. */
function repeated(block: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length);
  for (let i = 0; i < length; i += block.length) {
    result.set(block.subarray(0, Math.min(block.length, length - i)), i);
  }
  return result;
}

function encode(bytes: Uint8Array, order: readonly (readonly number[])[]): string {
  return order.map((triple) => encodeTail(bytes, triple, 4)).join("");
}

/** Encodes the bytes at `indexes`, the highest first, as `count` characters. */
function encodeTail(bytes: Uint8Array, indexes: readonly number[], count: number): string {
  let value = indexes.reduce((sum, index) => (sum << 8) | (bytes[index] ?? 0), 0);
  let text = "";
  for (let i = 0; i < count; i++) {
    text += CRYPT_ALPHABET.charAt(value & 63);
    value >>= 6;
  }
  return text;
}
