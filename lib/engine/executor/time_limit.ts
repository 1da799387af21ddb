import type { Keywords } from "./keywords.ts";
import type { TimeLimit } from "./timeout.ts";

/** @returns The time a task may take by `timeout`, unless `async` gives it less. */
export function timeLimit(
  keywords: Keywords,
  action: string,
): Pick<TimeLimit, "seconds" | "message"> | undefined {
  const background = keywords.int("async") ?? 0;
  const timeout = keywords.int("timeout") ?? 0;
  // How long a task in the background may take is looked after there.
  if (timeout <= 0 || (background > 0 && background < timeout)) return undefined;
  const message = `The ${action} action failed to execute in the expected time frame ` +
    `(${timeout}) and was terminated`;
  return { seconds: timeout, message };
}

/** @returns How often a task is tried: `retries` counts those after the first; three if not said. */
export function triesOf(retries: number | undefined): number {
  if (retries === undefined) return 3;
  return retries <= 0 ? 1 : retries + 1;
}
