/** Left rotations of the four rounds (RFC 1321). */
const ROTATIONS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]] as const;

/** The integer parts of 2^32 × |sin(i + 1)|. */
const SINES = Int32Array.from(
  { length: 64 },
  (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))),
);

/**
 * Ansible's results name the MD5 of what was written, which Web Crypto does not offer; it guards
 * nothing.
 *
 * @returns The MD5 of `bytes` in hexadecimal (RFC 1321).
 */
export function md5(bytes: Uint8Array): string {
  const words = padded(bytes);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < words.length; at += 16) addBlock(state, words.subarray(at, at + 16));
  return new Uint8Array(state.buffer).toHex();
}

/** A one bit, zeros, and the length in bits, so that blocks of 64 bytes are full. */
function padded(bytes: Uint8Array): Int32Array {
  const size = ((bytes.length + 8) >> 6) + 1 << 6;
  const result = new Uint8Array(size);
  result.set(bytes);
  result[bytes.length] = 0x80;
  new DataView(result.buffer).setBigUint64(size - 8, BigInt(bytes.length) * 8n, true);
  return new Int32Array(result.buffer);
}

function addBlock(state: Int32Array, block: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const [mixed, word] = round === 0
      ? [(b & c) | (~b & d), i]
      : round === 1
      ? [(d & b) | (~d & c), (5 * i + 1) & 15]
      : round === 2
      ? [b ^ c ^ d, (3 * i + 5) & 15]
      : [c ^ (b | ~d), (7 * i) & 15];
    const sum = (a + mixed + (SINES[i] ?? 0) + (block[word] ?? 0)) | 0;
    const by = ROTATIONS[round]?.[i & 3] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << by) | (sum >>> (32 - by)))) | 0];
  }
  state.set([(state[0] ?? 0) + a, (state[1] ?? 0) + b, (state[2] ?? 0) + c, (state[3] ?? 0) + d]);
}
