import type { BudgetState } from "./budget.ts";
import type { BudgetId, EntryId } from "./id.ts";
import type { WallTime } from "./time.ts";

/** What was used, as decisions need it. */
export interface Ledger {
  /** Budgets and the daily quotas of entries. One that is missing was never used. */
  readonly budgets: ReadonlyMap<BudgetId, BudgetState>;
  /** The last day on which each entry ran. */
  readonly usage: ReadonlyMap<EntryId, Usage>;
  /** Until when each entry has to wait. */
  readonly cooldowns: ReadonlyMap<EntryId, WallTime>;
}

/** How long an entry ran on a day. */
export interface Usage {
  /** The date on which the day began, such as `2026-11-22`. */
  readonly day: string;
  readonly milliseconds: number;
}
