/**
 * @returns The first `count` 32-bit words of the fraction of pi, which Blowfish starts from.
 *
 * Machin's formula: pi = 16 arctan(1/5) - 4 arctan(1/239).
 */
export function piWords(count: number): Uint32Array {
  // Some bits more, because each term is rounded.
  const bits = BigInt(count * 32 + 64);
  const pi = 16n * arctanInverse(5n, bits) - 4n * arctanInverse(239n, bits);
  const fraction = (pi - (3n << bits)) >> 64n;
  const words = new Uint32Array(count);
  const hex = fraction.toString(16).padStart(count * 8, "0");
  for (let i = 0; i < count; i++) words[i] = parseInt(hex.slice(i * 8, i * 8 + 8), 16);
  return words;
}

/** arctan(1/x) times 2**bits. */
function arctanInverse(x: bigint, bits: bigint): bigint {
  let power = (1n << bits) / x;
  let sum = power;
  for (let n = 3n; power !== 0n; n += 2n) {
    power /= -x * x;
    sum += power / n;
  }
  return sum;
}
