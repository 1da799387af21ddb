import type { Keywords } from "./keywords.ts";
import type { TimeLimit } from "./timeout.ts";

/** @returns The time a task may take, by `timeout` or by `async` with a `poll` that waits. */
export function timeLimit(
  keywords: Keywords,
  action: string,
): Pick<TimeLimit, "seconds" | "message"> | undefined {
  const seconds = keywords.int("async") ?? 0;
  const timeout = keywords.int("timeout") ?? 0;
  if (timeout > 0 && (seconds <= 0 || timeout <= seconds)) {
    const message = `The ${action} action failed to execute in the expected time frame ` +
      `(${timeout}) and was terminated`;
    return { seconds: timeout, message };
  }
  if (seconds <= 0) return undefined;
  const message = `async task did not complete within the requested time - ${seconds}s`;
  return { seconds, message };
}

/** @returns How often a task is tried: `retries` counts those after the first; three if not said. */
export function triesOf(retries: number | undefined): number {
  if (retries === undefined) return 3;
  return retries <= 0 ? 1 : retries + 1;
}
