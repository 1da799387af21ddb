import type { WallTime } from "./time.ts";

/** What is known about a budget: its level is where it starts, less `used`, plus `gained`. */
export interface BudgetState {
  /** Milliseconds drained since the last reset. */
  readonly used: number;
  /** Milliseconds filled in since the last reset; never more than there was room for. */
  readonly gained: number;
  /** Up to when this holds. */
  readonly at: WallTime;
}
