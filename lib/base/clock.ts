/**
 * Time as the engine sees it. The real one is `lib/system/clock.ts`, the one for tests
 * `lib/system/fake_clock.ts`. Wall time says what a person's clock shows and may jump; monotonic
 * time measures how long something took and never goes back.
 */
export interface Clock {
  /** @returns Milliseconds since 1970-01-01T00:00:00Z, integral. */
  wallNow(): number;
  /** @returns Milliseconds since an arbitrary start, with a fraction. */
  monotonicNow(): number;
  /**
   * Resolves after `milliseconds`.
   *
   * @throws The signal's reason, as a rejection, as soon as the signal is aborted.
   */
  sleep(milliseconds: number, options?: { readonly signal?: AbortSignal }): Promise<void>;
}
