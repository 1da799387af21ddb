import type { Clock } from "../../base/clock.ts";
import { TemplateLimitError } from "./errors.ts";

/** What a template may use before it is stopped. */
export interface Limits {
  /** Macros, includes, blocks, recursive loops and templates in variables inside each other. */
  readonly depth: number;
  /** UTF-16 units of text that one template may produce. */
  readonly output: number;
  /** Loop rounds and macro calls. */
  readonly steps: number;
  /** How long it may take, in milliseconds. */
  readonly time: number;
  /** What measures that; looked at every 4,096 steps. Without it there is no limit of time. */
  readonly clock?: Pick<Clock, "monotonicNow">;
}

/** Generous enough for every honest template. */
export const DEFAULT_LIMITS: Limits = {
  depth: 200,
  output: 256 * 1024 * 1024,
  steps: 50_000_000,
  time: 120_000,
};

/** What has been used so far, shared by all templates of one rendering. */
export class Budget {
  readonly #limits: Limits;
  #depth = 0;
  #steps = 0;
  #start: number | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts one step. @throws {TemplateLimitError} If there were too many. */
  step(): void {
    const steps = ++this.#steps;
    if ((steps & 4095) !== 0) return;
    if (steps > this.#limits.steps) {
      throw new TemplateLimitError(
        `Cannot render the template: it took more than ${this.#limits.steps} steps`,
      );
    }
    this.#checkTime();
  }

  /** Runs `body` one level deeper. @throws {TemplateLimitError} If that is too deep. */
  nested<T>(body: () => T): T {
    this.enter();
    try {
      return body();
    } finally {
      this.leave();
    }
  }

  /** Goes one level deeper; `leave()` must follow. */
  enter(): void {
    if (++this.#depth > this.#limits.depth) {
      this.#depth--;
      throw new TemplateLimitError(
        `recursive loop detected: the template is more than ${this.#limits.depth} levels deep`,
      );
    }
  }

  leave(): void {
    this.#depth--;
  }

  /** @throws {TemplateLimitError} If `text` is longer than a template may produce. */
  checkOutput(text: string): void {
    if (text.length > this.#limits.output) {
      throw new TemplateLimitError(
        `Cannot render the template: its output is longer than ${this.#limits.output} characters`,
      );
    }
  }

  #checkTime(): void {
    const { clock, time } = this.#limits;
    if (clock === undefined) return;
    const now = clock.monotonicNow();
    this.#start ??= now;
    if (now - this.#start > time) {
      throw new TemplateLimitError(
        `Cannot render the template: it took longer than ${time / 1000} seconds`,
      );
    }
  }
}
