import type { Write } from "./effect.ts";
import type { EntryId } from "./id.ts";
import type { Ledger } from "./ledger.ts";
import type { EntryKindTag, Policy } from "./policy.ts";
import type { SessionState } from "./session.ts";
import type { BootTime, WallTime } from "./time.ts";
import type { ClockState } from "./trusted_clock.ts";

/** All that the core knows. */
export interface CoreState {
  readonly policy: Policy;
  /** What the host can start. */
  readonly kinds: ReadonlySet<EntryKindTag>;
  readonly clock: ClockState;
  readonly session: SessionState;
  readonly ledger: Ledger;
  readonly store: StoreState;
  readonly phase: "serving" | "shutting_down";
  readonly availability: AvailabilityState;
  /** When the clock was kept last. */
  readonly savedAt: BootTime;
}

/** Whether what happens can be kept. */
export type StoreState =
  | { readonly kind: "ok" }
  /** `missed` is what could not be written yet. */
  | { readonly kind: "unavailable"; readonly error: string; readonly missed: readonly Write[] };

/** What clients were told last about entries. */
export interface AvailabilityState {
  readonly enabled: ReadonlySet<EntryId>;
  /** When that may change by itself; `undefined` if never. */
  readonly changesAt: WallTime | undefined;
}
