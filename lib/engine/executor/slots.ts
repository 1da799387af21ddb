/** Room for work: what comes when it is full waits its turn, first come, first served. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #next = 0;
  #free: number;

  /** @param count How many may work at a time; at least 1. */
  constructor(count: number) {
    this.#free = count;
  }

  /** Does `work` as soon as there is room. */
  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** The room goes to who has waited longest, and is free only if nobody has. */
  #leave(): void {
    const next = this.#waiting[this.#next];
    if (next === undefined) {
      this.#free++;
      return;
    }
    this.#next++;
    if (this.#next === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#next = 0;
    }
    next();
  }
}
