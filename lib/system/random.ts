import type { Random } from "../base/random.ts";

/** Randomness of the operating system, fit for secrets. */
export const random: Random = { bytes, below };

/** `crypto.getRandomValues` gives no more than this at once. */
const MOST_AT_ONCE = 65_536;

function bytes(length: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(length);
  for (let start = 0; start < length; start += MOST_AT_ONCE) {
    crypto.getRandomValues(result.subarray(start, start + MOST_AT_ONCE));
  }
  return result;
}

function below(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) {
    throw new RangeError(`Cannot pick a random integer below ${limit}: not from 1 to 2^32`);
  }
  // Values at and above the last multiple of `limit` would make small results more likely.
  const end = 2 ** 32 - (2 ** 32 % limit);
  const draw = new Uint32Array(1);
  while (true) {
    const value = crypto.getRandomValues(draw)[0];
    if (value !== undefined && value < end) return value % limit;
  }
}
