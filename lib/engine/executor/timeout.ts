import type { Clock } from "../../base/clock.ts";
import { TaskError } from "./task_error.ts";

/** How long something may take, and by which clock. */
export interface TimeLimit {
  readonly seconds: number;
  /** What the failure says. */
  readonly message: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Runs `work` and aborts its signal when the time is up. What comes next must not meet what is still
 * at work, so that is waited for, but not for ever.
 *
 * @throws {TaskError} If the time was up.
 */
export async function withTimeout<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  { seconds, message, clock, signal }: TimeLimit,
): Promise<Result> {
  const done = new AbortController();
  const late = new AbortController();
  const wait = (milliseconds: number) => clock.sleep(milliseconds, { signal: done.signal });
  const limit = async (): Promise<never> => {
    await wait(seconds * 1000);
    late.abort(new TaskError(message));
    await wait(ENDING_MS);
    throw late.signal.reason;
  };
  try {
    return await Promise.race([work(AbortSignal.any([signal, late.signal])), limit()]);
  } finally {
    done.abort();
    // Whatever it came to, it was too late.
    late.signal.throwIfAborted();
  }
}

/** Milliseconds that work has to end: a little more than a connection takes to end a task. */
const ENDING_MS = 12_000;
