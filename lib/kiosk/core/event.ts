import type { EntryId, HostHandle, RequestId, SessionId } from "./id.ts";
import type { Write } from "./effect.ts";
import type { Policy } from "./policy.ts";

/** Something that happened, as the core is told. */
export type CoreEvent =
  | CommandEvent
  | HostEvent
  /** The moment that `nextWake` named has come; too early or too late does no harm. */
  | { readonly kind: "tick" }
  /** A `persist` was not carried out. Nothing starts until the store has recovered. */
  | {
    readonly kind: "store_failed";
    readonly error: string;
    /** What could not be written. */
    readonly writes: readonly Write[];
    /** The session whose `spawn` was dropped for it. */
    readonly dropped?: SessionId;
  }
  /** The store can be written again. */
  | { readonly kind: "store_recovered" }
  /** The daemon is about to end: it lets the session end first. */
  | { readonly kind: "shutdown" };

/** What a client asked for; the daemon has checked that it may. */
export type CommandEvent =
  | {
    readonly kind: "launch";
    readonly entryId: EntryId;
    /** The id of the session, if there will be one. */
    readonly sessionId: SessionId;
    readonly request: RequestId;
  }
  | {
    readonly kind: "stop";
    readonly mode: StopMode;
    readonly by: "user" | "admin" | "policy";
    readonly request: RequestId;
  }
  | { readonly kind: "extend"; readonly by: number; readonly request: RequestId }
  /** `request` is missing if a signal asked for it. */
  | { readonly kind: "reload"; readonly policy: Policy; readonly request?: RequestId }
  /** The computer's clock is right, says an admin or time synchronisation. */
  | {
    readonly kind: "accept_clock";
    readonly by: "admin" | "synchronisation";
    readonly request?: RequestId;
  };

/** What the host tells of sessions. One about another session than the present is ignored. */
export type HostEvent =
  | { readonly kind: "spawned"; readonly sessionId: SessionId; readonly handle: HostHandle }
  | { readonly kind: "spawn_failed"; readonly sessionId: SessionId; readonly error: string }
  /** Nothing of the session is left, not only its first process. */
  | {
    readonly kind: "exited";
    readonly sessionId: SessionId;
    /** Of the first process; `undefined` if it is not known or a signal ended it. */
    readonly exitCode: number | undefined;
  };

/** How a session is ended: asked, or made to. */
export type StopMode = "graceful" | "force";
