/** Sizes of the generator's state, as its authors name them. */
const N = 624;
const M = 397;

/** Python's `random.Random`: the Mersenne Twister MT19937, seeded as Python seeds it. */
export class MersenneTwister {
  readonly #state = new Uint32Array(N);
  #index = N;

  /** @param key The seed as 32-bit words, the lowest first. */
  constructor(key: readonly number[]) {
    const state = this.#state;
    this.#seed(19650218);
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      const previous = at(state, i - 1);
      state[i] = (at(state, i) ^ Math.imul(previous ^ (previous >>> 30), 1664525)) +
        (key[j] ?? 0) + j;
      i++;
      j++;
      if (i >= N) {
        state[0] = at(state, N - 1);
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      const previous = at(state, i - 1);
      state[i] = (at(state, i) ^ Math.imul(previous ^ (previous >>> 30), 1566083941)) - i;
      i++;
      if (i >= N) {
        state[0] = at(state, N - 1);
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  /** @returns An integer from 0 to before `limit`, as Python's `_randbelow()`. */
  below(limit: number): number {
    if (limit <= 1) return 0;
    const bits = limit.toString(2).length;
    let value = this.#bits(bits);
    while (value >= limit) value = this.#bits(bits);
    return value;
  }

  #bits(count: number): number {
    if (count <= 32) return this.#next() >>> (32 - count);
    const low = this.#next();
    return (this.#next() >>> (64 - count)) * 0x1_0000_0000 + low;
  }

  #seed(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < N; i++) {
      const previous = at(state, i - 1);
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  #next(): number {
    if (this.#index >= N) this.#twist();
    let y = at(this.#state, this.#index++);
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    for (let i = 0; i < N; i++) {
      const y = (at(state, i) & 0x80000000) | (at(state, (i + 1) % N) & 0x7fffffff);
      state[i] = at(state, (i + M) % N) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }
}

function at(state: Uint32Array, index: number): number {
  return state[index] ?? 0;
}
