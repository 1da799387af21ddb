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
 * Runs `work` and aborts its signal when the time is up.
 *
 * @throws {TaskError} If the time was up.
 */
export async function withTimeout<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  { seconds, message, clock, signal }: TimeLimit,
): Promise<Result> {
  const done = new AbortController();
  const late = new AbortController();
  const isLate = clock.sleep(seconds * 1000, { signal: done.signal }).then(() => {
    const error = new TaskError(message);
    late.abort(error);
    throw error;
  });
  isLate.catch(() => {});
  try {
    return await Promise.race([work(AbortSignal.any([signal, late.signal])), isLate]);
  } finally {
    done.abort();
  }
}
