import type { Random } from "../base/random.ts";

/** Randomness for tests: the same seed gives the same sequence (xorshift32). */
export class FakeRandom implements Random {
  #state: number;

  /** @param seed Any integer but a multiple of 2^32. */
  constructor(seed = 1) {
    this.#state = seed >>> 0;
    if (this.#state === 0) {
      throw new RangeError("Cannot seed with zero: the sequence stays at zero");
    }
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.#next() & 0xff);
  }

  below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) {
      throw new RangeError(`Cannot pick a random integer below ${limit}: not from 1 to 2^32`);
    }
    return this.#next() % limit;
  }

  #next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state >>> 0;
    return this.#state;
  }
}
