/**
 * Where randomness comes from. The real one is `lib/system/random.ts`, the one for tests
 * `lib/system/fake_random.ts`.
 */
export interface Random {
  /** @returns `length` random bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /**
   * @returns An integer from 0 to `limit` - 1, each equally likely.
   * @throws {RangeError} If `limit` is not an integer from 1 to 2^32.
   */
  below(limit: number): number;
}
