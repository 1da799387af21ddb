import type { Clock } from "../../base/clock.ts";
import type { HostHandle } from "../core/id.ts";
import type { SessionTree } from "./session_tree.ts";

/** What is watched, and who is told. */
export interface SessionWatchOptions {
  readonly handle: HostHandle;
  readonly tree: SessionTree;
  /** The exit code of the first process, once it has ended. */
  readonly ended: Promise<number | undefined>;
  /** Resolves when all output was kept. */
  readonly output: Promise<void>;
  readonly clock: Clock;
  /** Called once, when no process of the session is left and its control group is gone. */
  readonly onEmpty: (exitCode: number | undefined) => void;
}

/** Milliseconds between two looks at a session whose first process has ended. */
const FIRST_LOOK = 10;
const LAST_LOOK = 500;
/** Between two looks at one that has no control group: those who part from it must be known. */
const LEARN_EVERY = 2000;
/** How long output is waited for that nobody of the session can be writing any more. */
const LAST_WORDS = 1000;

/**
 * Finds out when nothing of a session is left. While its first process runs this costs nothing, or
 * a look now and then where there is no control group.
 */
export class SessionWatch implements AsyncDisposable {
  readonly handle: HostHandle;
  readonly tree: SessionTree;
  readonly #options: SessionWatchOptions;
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;
  #pause = new AbortController();
  #delay = FIRST_LOOK;
  #hasLeaderEnded = false;

  constructor(options: SessionWatchOptions) {
    this.handle = options.handle;
    this.tree = options.tree;
    this.#options = options;
    this.#done = this.#run();
  }

  /** Looks at once, as something was done to the session. */
  hurry(): void {
    this.#delay = FIRST_LOOK;
    this.#pause.abort();
  }

  /** Stops watching; the session is let be. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#pause.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    let exitCode: number | undefined;
    this.#options.ended.then((code) => {
      exitCode = code;
      this.#hasLeaderEnded = true;
      this.hurry();
    });
    do {
      await this.#wait();
      if (this.#stop.signal.aborted) return;
    } while (!await this.#isOver());
    await this.#sleep(LAST_WORDS, this.#options.output);
    await this.tree.remove().catch(() => {
      // An empty group that stays does no harm: the next session has one of its own.
    });
    this.#options.onEmpty(exitCode);
  }

  async #isOver(): Promise<boolean> {
    try {
      return await this.tree.isEmpty() && this.#hasLeaderEnded;
    } catch {
      // Whether it is over could not be found out, as when no more processes can be started.
      return false;
    }
  }

  async #wait(): Promise<void> {
    const isQuiet = !this.#hasLeaderEnded && this.tree.hasGroup;
    if (!this.#pause.signal.aborted) {
      await (isQuiet ? this.#paused() : this.#sleep(this.#nextDelay(), this.#paused()));
    }
    this.#pause = new AbortController();
  }

  #nextDelay(): number {
    if (!this.#hasLeaderEnded) return LEARN_EVERY;
    const delay = this.#delay;
    this.#delay = Math.min(LAST_LOOK, delay * 2);
    return delay;
  }

  /** Resolves at the next reason to look. */
  #paused(): Promise<void> {
    const { signal } = this.#pause;
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  }

  /** Waits for `milliseconds`, or until `other` resolves. */
  async #sleep(milliseconds: number, other: Promise<void>): Promise<void> {
    const stop = new AbortController();
    const slept = this.#options.clock.sleep(milliseconds, { signal: stop.signal }).catch(() => {});
    await Promise.race([slept, other]);
    stop.abort();
  }
}
