import type { Clock } from "../base/clock.ts";

/** A clock for tests: time stands still until the test moves it. */
export class FakeClock implements Clock {
  #wall: number;
  #monotonic = 0;
  #sleepers: Sleeper[] = [];

  /** @param wall The first wall time in milliseconds since 1970; 2026-01-01T00:00:00Z if left out. */
  constructor(wall: number = Date.UTC(2026, 0, 1)) {
    this.#wall = wall;
  }

  wallNow(): number {
    return this.#wall;
  }

  monotonicNow(): number {
    return this.#monotonic;
  }

  sleep(milliseconds: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper: Sleeper = { until: this.#monotonic + Math.max(0, milliseconds), wake };
      const leave = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      function wake() {
        signal?.removeEventListener("abort", leave);
        resolve();
      }
      signal?.addEventListener("abort", leave, { once: true });
      this.#sleepers.push(sleeper);
    });
  }

  /** How many callers are asleep. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /**
   * Lets `milliseconds` pass on both clocks. Sleepers wake in the order of their time, each with the
   * clock at its time, and what they do next has run up to its next wait when this resolves.
   */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#monotonic + milliseconds;
    await settle();
    while (true) {
      const next = this.#sleepers
        .filter((sleeper) => sleeper.until <= end)
        .reduce<Sleeper | undefined>((a, b) => a && a.until <= b.until ? a : b, undefined);
      if (!next) break;
      this.#sleepers = this.#sleepers.filter((other) => other !== next);
      this.#moveTo(Math.max(next.until, this.#monotonic));
      next.wake();
      await settle();
    }
    this.#moveTo(end);
  }

  /** Sets the wall clock, as a person or NTP does; monotonic time does not notice. */
  setWall(wall: number): void {
    this.#wall = wall;
  }

  #moveTo(monotonic: number): void {
    this.#wall += monotonic - this.#monotonic;
    this.#monotonic = monotonic;
  }
}

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/** Lets all promise reactions that are ready run: a macrotask comes after every microtask. */
function settle(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    port2.close();
    resolve();
  };
  port2.postMessage(undefined);
  return promise;
}
