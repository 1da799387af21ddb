import type { BudgetId, EntryId } from "./id.ts";
import type { EntryKindTag } from "./policy.ts";
import type { WallTime } from "./time.ts";

/** Why an entry can't be started now; durations in milliseconds. */
export type Reason =
  | { readonly code: "unknown_entry" }
  | { readonly code: "disabled"; readonly reason: string | undefined }
  | { readonly code: "unsupported_kind"; readonly kind: EntryKindTag }
  | { readonly code: "outside_time_window"; readonly nextWindowStart: WallTime | undefined }
  | {
    readonly code: "quota_exhausted";
    readonly budget: BudgetId;
    readonly used: number;
    readonly quota: number;
    /** When there will be some again by itself, if it ever is. */
    readonly resetsAt: WallTime | undefined;
  }
  | { readonly code: "cooldown_active"; readonly availableAt: WallTime }
  | {
    readonly code: "session_active";
    readonly entryId: EntryId;
    /** Until its deadline; `undefined` if it has none. */
    readonly remaining: number | undefined;
  }
  /** What was used so far is not known, so nothing may start. */
  | { readonly code: "store_unavailable" }
  | { readonly code: "shutting_down" };
