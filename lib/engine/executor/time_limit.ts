import type { Keywords } from "./keywords.ts";
import type { TimeLimit } from "./timeout.ts";

/** @returns The time a task may take, by `timeout` or by `async` with a `poll` that waits. */
export function timeLimit(
  keywords: Keywords,
  action: string,
): Pick<TimeLimit, "seconds" | "message"> | undefined {
  const seconds = keywords.int("async") ?? 0;
  const timeout = keywords.int("timeout") ?? 0;
  // How long a task in the background may take is looked after there.
  if (timeout > 0 && (seconds <= 0 || timeout <= seconds)) {
    const message = `The ${action} action failed to execute in the expected time frame ` +
      `(${timeout}) and was terminated`;
    return { seconds: timeout, message };
  }
  return undefined;
}

/** @returns How often a task is tried: `retries` counts those after the first; three if not said. */
export function triesOf(retries: number | undefined): number {
  if (retries === undefined) return 3;
  return retries <= 0 ? 1 : retries + 1;
}
