import type { BudgetState } from "./budget.ts";
import type { ClockState } from "./trusted_clock.ts";
import type { StopMode } from "./event.ts";
import type { BudgetId, EntryId, HostHandle, RequestId, SessionId } from "./id.ts";
import type { Severity } from "./policy.ts";
import type { Reason } from "./reason.ts";
import type { EndReason, Session, SessionState } from "./session.ts";
import type { WallTime } from "./time.ts";

/**
 * What is to be done, in this order. If a `persist` fails, the daemon drops the `spawn` that follows
 * it, carries out the rest, and tells the core both with `store_failed`.
 */
export type Effect =
  /** In one transaction, durable before the next effect. */
  | { readonly kind: "persist"; readonly writes: readonly Write[] }
  /** Answered by `spawned` or `spawn_failed`. */
  | { readonly kind: "spawn"; readonly session: Session }
  /** After a restart: take over what is left of a session. Answered by `spawned` or `exited`. */
  | {
    readonly kind: "adopt";
    readonly session: Session;
    readonly handle: HostHandle | undefined;
  }
  /** Told, not waited for; `exited` says when it worked. */
  | {
    readonly kind: "stop";
    readonly sessionId: SessionId;
    readonly handle: HostHandle;
    readonly mode: StopMode;
  }
  | { readonly kind: "answer"; readonly request: RequestId; readonly answer: CoreAnswer }
  /** To all who listen. */
  | { readonly kind: "tell"; readonly notice: Notice };

/** What is kept; values are absolute, so that a write may be repeated. */
export type Write =
  | {
    readonly kind: "usage";
    readonly entryId: EntryId;
    /** The date on which the day began, such as `2026-11-22`. */
    readonly day: string;
    readonly milliseconds: number;
  }
  | { readonly kind: "budget"; readonly budgetId: BudgetId; readonly state: BudgetState }
  | { readonly kind: "cooldown"; readonly entryId: EntryId; readonly until: WallTime }
  | { readonly kind: "session"; readonly state: SessionState }
  | { readonly kind: "clock"; readonly clock: ClockState }
  | { readonly kind: "audit"; readonly at: WallTime; readonly fact: AuditFact };

/** One line of the audit log; each part is a JSON value. */
export interface AuditFact {
  /** What happened, such as `session_started` or `command`. */
  readonly type: string;
  readonly [key: string]: AuditValue;
}

/** What an audit log can hold. */
export type AuditValue =
  | string
  | number
  | boolean
  | null
  | readonly AuditValue[]
  | { readonly [key: string]: AuditValue };

/** The answer to a command. */
export type CoreAnswer =
  | {
    readonly kind: "approved";
    readonly sessionId: SessionId;
    readonly deadline: WallTime | undefined;
  }
  | { readonly kind: "denied"; readonly reasons: readonly Reason[] }
  | { readonly kind: "launch_failed"; readonly error: string }
  | { readonly kind: "stopped" }
  | {
    readonly kind: "extended";
    readonly deadline: WallTime | undefined;
    /** Limits that the new deadline goes beyond. */
    readonly beyond: readonly Bound["kind"][];
  }
  | { readonly kind: "no_active_session" }
  | { readonly kind: "invalid"; readonly message: string }
  | { readonly kind: "reloaded"; readonly entryCount: number }
  | { readonly kind: "clock_accepted"; readonly wall: WallTime };

/** What bounds the run of an entry. */
export type Bound =
  | { readonly kind: "max_run"; readonly milliseconds: number }
  | { readonly kind: "window"; readonly milliseconds: number; readonly closesAt: WallTime }
  | { readonly kind: "budget"; readonly milliseconds: number; readonly budget: BudgetId };

/** What clients are told without having asked. */
export type Notice =
  | {
    readonly kind: "session_started";
    readonly session: Session;
    readonly deadline: WallTime | undefined;
  }
  | {
    readonly kind: "warning_issued";
    readonly sessionId: SessionId;
    /** The threshold, in milliseconds. */
    readonly before: number;
    readonly remaining: number;
    readonly severity: Severity;
    readonly message: string | undefined;
  }
  | {
    readonly kind: "session_extended";
    readonly sessionId: SessionId;
    readonly deadline: WallTime;
  }
  | {
    readonly kind: "session_expiring";
    readonly sessionId: SessionId;
    readonly reason: EndReason;
  }
  | {
    readonly kind: "session_ended";
    readonly sessionId: SessionId;
    readonly entryId: EntryId;
    readonly reason: EndReason;
    readonly ran: number;
  }
  | { readonly kind: "policy_reloaded"; readonly entryCount: number }
  /** Reasons other than a running session came or went. */
  | { readonly kind: "availability_changed"; readonly entryId: EntryId; readonly enabled: boolean }
  /** `by` is how far the clock went from where it should be. */
  | { readonly kind: "clock_stepped"; readonly by: number }
  /** The state that clients see has changed otherwise. */
  | { readonly kind: "state_changed" };
