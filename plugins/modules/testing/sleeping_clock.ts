import type { Clock } from "../../../lib/base/clock.ts";

/** @returns A clock whose time passes by sleeping alone, and at once. */
export function sleepingClock(): Clock {
  let now = 0;
  return {
    wallNow: () => now,
    monotonicNow: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  };
}
