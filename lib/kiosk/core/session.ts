import type { HostHandle, RequestId, SessionId } from "./id.ts";
import type { Entry } from "./policy.ts";
import type { BootTime, Now, WallTime } from "./time.ts";

/**
 * The life of a session. One at a time; the diagram, whose edges `transition.ts` alone makes:
 *
 * ```text
 * idle ──launch──► launching ──spawned──► running ──warning──► warned
 *                      │                     │                   │
 *                      │ stop, deadline ─────┴───────┬───────────┘
 *                      │                             ▼
 *                      └──spawn failed──► ended ◄─ expiring      (ended ──launch──► launching)
 * ```
 *
 * From running and warned an exit leads to ended at once.
 */
export type SessionState = Idle | Launching | Running | Warned | Expiring | Ended;

/** Nothing has run since the daemon's state began. */
export interface Idle {
  readonly kind: "idle";
}

/** Approved and being started by the host. */
export interface Launching {
  readonly kind: "launching";
  readonly session: Session;
  /** Who waits for the outcome; nobody after a restart of the daemon. */
  readonly request: RequestId | undefined;
}

/** It runs, and no warning was given yet. */
export interface Running {
  readonly kind: "running";
  readonly session: Session;
  readonly handle: HostHandle;
}

/** It runs, and at least one warning was given. */
export interface Warned {
  readonly kind: "warned";
  readonly session: Session;
  readonly handle: HostHandle;
}

/** It was told to end, and is told again until nothing of it is left. */
export interface Expiring {
  readonly kind: "expiring";
  readonly session: Session;
  /** `undefined` while the host has not finished starting it. */
  readonly handle: HostHandle | undefined;
  readonly reason: EndReason;
  /** When it is told next, and by force. */
  readonly forceAt: BootTime;
  /** Commands that are answered when it has ended. */
  readonly waiting: readonly RequestId[];
}

/** The last session, when none runs. */
export interface Ended {
  readonly kind: "ended";
  readonly sessionId: SessionId;
  readonly entry: Entry;
  readonly reason: EndReason;
  readonly endedAt: WallTime;
  /** How long it ran, as it was booked. */
  readonly ran: number;
}

/** One run of an entry, with the plan that was fixed when it was approved. */
export interface Session {
  readonly id: SessionId;
  /** As it was in the policy at launch: a reload does not touch it. */
  readonly entry: Entry;
  /** When it was approved; `wall` is the trusted one. */
  readonly startedAt: Now;
  readonly end: PlannedEnd;
  /** `before` of warnings that were given. */
  readonly warned: readonly number[];
  /** `before` of warnings that never had a moment: the session was shorter from the start. */
  readonly skipped: readonly number[];
  /** Up to when its time was booked; `wall` is the trusted one. */
  readonly bookedUntil: Now;
  /** What was booked so far. */
  readonly booked: number;
}

/** When a session has to end: at the earlier of the two; never if it has neither. */
export interface PlannedEnd {
  /** How long it may run, counted from its start. Suspended time counts if the policy says so. */
  readonly runFor: number | undefined;
  readonly countSuspend: boolean;
  /** The end of its window. Time in suspend always counts. */
  readonly closesAt: BootTime | undefined;
  /** What an admin added, contained in both. */
  readonly extended: number;
}

/** Why a session ended. */
export type EndReason =
  | { readonly type: "expired" }
  | { readonly type: "user_stop" }
  | { readonly type: "admin_stop" }
  | { readonly type: "policy_stop" }
  | { readonly type: "service_shutdown" }
  | { readonly type: "process_exited"; readonly exitCode: number | undefined }
  | { readonly type: "launch_failed"; readonly error: string };
