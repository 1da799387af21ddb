import { runsDryAfter } from "./budget.ts";
import {
  bookableSince,
  countedSince,
  deadlineOf,
  deadlineWall,
  remainingOf,
  warningsAhead,
} from "./deadline.ts";
import type { HostEvent, StopMode } from "./event.ts";
import type { RequestId, SessionId } from "./id.ts";
import { accountsOf, book, coolDown } from "./ledger.ts";
import type { Warning } from "./policy.ts";
import type { EndReason, Session } from "./session.ts";
import { bootTime, type Now, SECOND, wallTime } from "./time.ts";
import { isActive, withSession } from "./transition.ts";
import { trustedWall } from "./trusted_clock.ts";
import type { Turn } from "./turn.ts";
import { warningText } from "./warning_text.ts";

/** How much time may be lost when the daemon is killed. */
export const BOOK_EVERY = SECOND;

/** How often what does not end is ended by force again. */
const FORCE_EVERY = SECOND;

/** Books what ran up to `until`: if it is at least `BOOK_EVERY`, or whatever it is. */
export function bookRun(turn: Turn, when: "when_due" | "now", until: Now = turn.now): void {
  const { session: state, policy, ledger, clock } = turn.state;
  if (!isActive(state) || state.kind === "launching") return;
  if (state.kind === "expiring" && state.handle === undefined) return;
  const { session } = state;
  const { bookedUntil } = session;
  if (until.boot - bookedUntil.boot < (when === "when_due" ? BOOK_EVERY : 0)) return;
  const { used, awake } = bookableSince(session, bookedUntil, until);
  const counted = Math.round(used);
  const span = { from: bookedUntil.wall, to: wallTime(bookedUntil.wall + counted) };
  const earning = used === 0 ? 0 : awake / used;
  turn.take(book(ledger, policy, { entry: session.entry, span, earning }));
  const booked = {
    ...session,
    bookedUntil: { ...until, wall: trustedWall(clock, until) },
    booked: session.booked + counted,
  };
  const isResumed = until.suspended > bookedUntil.suspended;
  turn.enter(withSession(state, isResumed ? tightened(turn, booked) : booked));
}

/** The host has started the session, or taken it over. */
export function spawned(
  turn: Turn,
  { sessionId, handle }: Extract<HostEvent, { readonly kind: "spawned" }>,
): void {
  const state = turn.state.session;
  if (!isActive(state) || state.session.id !== sessionId) {
    // Nobody answers for it any more, so it must not run.
    return turn.do({ kind: "stop", sessionId, handle, mode: "force" });
  }
  switch (state.kind) {
    case "launching": {
      const { session, request } = state;
      const deadline = deadlineWall(session, turn.now, turn.wall);
      turn.enter({ kind: "running", session, handle });
      bookRun(turn, "now");
      turn.tell({ kind: "session_started", session, deadline });
      return turn.answer(request, { kind: "approved", sessionId, deadline });
    }
    case "running":
    case "warned":
      return turn.enter({ ...state, handle });
    case "expiring": {
      const { grace } = state.session.entry.limits;
      const mode = grace === 0 ? "force" : "graceful";
      const forceAt = bootTime(turn.now.boot + (grace || FORCE_EVERY));
      turn.enter({ ...state, handle, forceAt });
      bookRun(turn, "now");
      return turn.do({ kind: "stop", sessionId, handle, mode });
    }
    default:
      return state satisfies never;
  }
}

/** Nothing of a session is left. One that was told to end ended for the reason it was told. */
export function ended(turn: Turn, sessionId: SessionId, why: EndReason): void {
  const before = turn.state.session;
  if (!isActive(before) || before.session.id !== sessionId) return;
  bookRun(turn, "now");
  const state = turn.state.session;
  if (!isActive(state)) return;
  const { entry, booked } = state.session;
  const hasRun = why.type !== "launch_failed";
  const reason = state.kind === "expiring" && hasRun ? state.reason : why;
  const { cooldown } = entry.limits;
  if (hasRun && cooldown !== undefined) {
    turn.take(coolDown(turn.state.ledger, entry.id, wallTime(turn.wall + cooldown)));
  }
  turn.enter({ kind: "ended", sessionId, entry, reason, endedAt: turn.wall, ran: booked });
  const ran = Math.round(booked);
  turn.audit({
    type: "session_ended",
    session_id: sessionId,
    entry_id: entry.id,
    reason: reason.type,
    ran_ms: ran,
  });
  turn.tell({ kind: "session_ended", sessionId, entryId: entry.id, reason, ran });
  if (state.kind === "launching" && reason.type === "launch_failed") {
    turn.answer(state.request, { kind: "launch_failed", error: reason.error });
  } else if (state.kind === "launching") {
    turn.answer(state.request, { kind: "launch_failed", error: "It ended at once" });
  } else if (state.kind === "expiring") {
    for (const request of state.waiting) turn.answer(request, { kind: "stopped" });
  }
}

/** Tells the session to end. */
export function expire(
  turn: Turn,
  reason: EndReason,
  { mode: wanted, waiting }: { readonly mode: StopMode; readonly waiting: readonly RequestId[] },
): void {
  const state = turn.state.session;
  if (!isActive(state) || state.kind === "expiring") return;
  const { session } = state;
  const handle = state.kind === "launching" ? undefined : state.handle;
  if (state.kind === "launching") {
    turn.answer(state.request, { kind: "launch_failed", error: "It was stopped while it started" });
  }
  const { grace } = session.entry.limits;
  const mode = grace === 0 ? "force" : wanted;
  const patience = mode === "graceful" ? grace : FORCE_EVERY;
  const forceAt = bootTime(turn.now.boot + patience);
  turn.enter({ kind: "expiring", session, handle, reason, forceAt, waiting });
  turn.audit({ type: "session_expiring", session_id: session.id, reason: reason.type, mode });
  turn.tell({ kind: "session_expiring", sessionId: session.id, reason });
  if (handle !== undefined) turn.do({ kind: "stop", sessionId: session.id, handle, mode });
}

/** Ends the session whose time is over, and again by force what does not end. */
export function endIfOver(turn: Turn): void {
  const state = turn.state.session;
  if (!isActive(state)) return;
  if (state.kind !== "expiring") {
    const deadline = deadlineOf(state.session, turn.now);
    if (deadline !== undefined && deadline <= turn.now.boot) {
      expire(turn, { type: "expired" }, { mode: "graceful", waiting: [] });
    }
    return;
  }
  if (state.handle !== undefined && state.forceAt <= turn.now.boot) force(turn);
}

/** Ends by force what was told to end. */
export function force(turn: Turn): void {
  const state = turn.state.session;
  if (state.kind !== "expiring" || state.handle === undefined) return;
  turn.enter({ ...state, forceAt: bootTime(turn.now.boot + FORCE_EVERY) });
  const { handle, session } = state;
  turn.do({ kind: "stop", sessionId: session.id, handle, mode: "force" });
}

/** Gives each warning whose moment has come, once. */
export function warnIfDue(turn: Turn): void {
  const state = turn.state.session;
  if (state.kind !== "running" && state.kind !== "warned") return;
  const { session, handle } = state;
  const remaining = remainingOf(session, turn.now);
  if (remaining === undefined) return;
  const due = warningsAhead(session).filter(({ before }) => remaining <= before);
  if (due.length === 0) return;
  const warned = [...session.warned, ...due.map(({ before }) => before)];
  turn.enter({ kind: "warned", session: { ...session, warned }, handle });
  for (const warning of due) warn(turn, session, { warning, remaining });
}

function warn(
  turn: Turn,
  { id, entry }: Session,
  { warning, remaining }: { readonly warning: Warning; readonly remaining: number },
): void {
  const { before, severity } = warning;
  turn.audit({
    type: "warning_issued",
    session_id: id,
    threshold_ms: before,
    remaining_ms: Math.round(remaining),
  });
  const message = warningText(warning, entry, remaining);
  turn.tell({ kind: "warning_issued", sessionId: id, before, remaining, severity, message });
}

/**
 * While time in suspend does not count, days pass without being used: what was planned over several
 * days must not be had in one.
 */
function tightened(turn: Turn, session: Session): Session {
  if (session.end.countSuspend) return session;
  const { ledger, policy } = turn.state;
  const at = turn.wall;
  const left = accountsOf(ledger, policy, { entry: session.entry, at })
    .map(({ budget, state }) => runsDryAfter(budget, state, { days: policy, at }) ?? Infinity);
  const ran = countedSince(session, session.startedAt, turn.now);
  const most = ran + Math.min(Infinity, ...left) + session.end.extended;
  const runFor = Math.min(session.end.runFor ?? Infinity, most);
  return Number.isFinite(runFor) ? { ...session, end: { ...session.end, runFor } } : session;
}
