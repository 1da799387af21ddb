import type { Clock } from "../base/clock.ts";

/** The clock of this computer. */
export const clock: Clock = {
  wallNow: () => Date.now(),
  monotonicNow: () => performance.now(),
  sleep,
};

function sleep(
  milliseconds: number,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    function onAbort() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
