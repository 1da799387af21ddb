import { deadlineWall, extended, plannedEnd, remainingOf, skippedWarnings } from "./deadline.ts";
import { durationText } from "./duration_text.ts";
import type { Bound } from "./effect.ts";
import { boundsOf, evaluate, type Evaluation } from "./evaluate.ts";
import type { CommandEvent } from "./event.ts";
import type { EntryId } from "./id.ts";
import type { Reason } from "./reason.ts";
import type { Session } from "./session.ts";
import { expire, force } from "./session_step.ts";
import type { CoreState } from "./state.ts";
import { DAY, type Now } from "./time.ts";
import { isActive, withSession } from "./transition.ts";
import { trustedWall } from "./trusted_clock.ts";
import type { Turn } from "./turn.ts";

/** The longest time that is added at once. */
const MOST_AT_ONCE = DAY;

/** @returns Whether `entryId` can be started now, with all that speaks against it. */
export function evaluateLaunch(state: CoreState, entryId: EntryId, now: Now): Evaluation {
  const entry = state.policy.entries.get(entryId);
  if (!entry) return { reasons: [{ code: "unknown_entry" }], bounds: [] };
  const found = evaluate(state, entry, trustedWall(state.clock, now));
  const reasons = [...reasonsNow(state, now), ...found.reasons];
  return reasons.length > 0 ? { reasons, bounds: [] } : found;
}

/** Starts an entry, if nothing is against it. */
export function launch(
  turn: Turn,
  { entryId, sessionId, request }: Extract<CommandEvent, { readonly kind: "launch" }>,
): void {
  const { reasons, bounds } = evaluateLaunch(turn.state, entryId, turn.now);
  const entry = turn.state.policy.entries.get(entryId);
  if (reasons.length > 0 || entry === undefined) {
    turn.audit({
      type: "launch_denied",
      entry_id: entryId,
      reasons: reasons.map((one) => one.code),
    });
    return turn.answer(request, { kind: "denied", reasons });
  }
  const startedAt = turn.moment;
  const planned: Session = {
    id: sessionId,
    entry,
    startedAt,
    end: plannedEnd(bounds, startedAt, turn.state.policy.countSuspend),
    warned: [],
    skipped: [],
    bookedUntil: startedAt,
    booked: 0,
  };
  const session = { ...planned, skipped: skippedWarnings(planned, turn.now) };
  turn.enter({ kind: "launching", session, request });
  turn.audit({
    type: "session_started",
    session_id: sessionId,
    entry_id: entryId,
    request,
    deadline_ms: deadlineWall(session, turn.now, turn.wall) ?? null,
  });
  turn.do({ kind: "spawn", session });
}

/** Ends the session; asked twice, by force if the second one wants that. */
export function stop(
  turn: Turn,
  { mode, by, request }: Extract<CommandEvent, { readonly kind: "stop" }>,
): void {
  const state = turn.state.session;
  if (!isActive(state)) return turn.answer(request, { kind: "no_active_session" });
  if (state.kind !== "expiring") {
    return expire(turn, { type: `${by}_stop` }, { mode, waiting: [request] });
  }
  turn.enter({ ...state, waiting: [...state.waiting, request] });
  if (mode === "force") force(turn);
}

/** Gives the session more time, beyond any limit: the answer says which. */
export function extend(
  turn: Turn,
  { by, request }: Extract<CommandEvent, { readonly kind: "extend" }>,
): void {
  const state = turn.state.session;
  if (!isActive(state) || state.kind === "expiring") {
    return turn.answer(request, { kind: "no_active_session" });
  }
  if (!(by > 0 && by <= MOST_AT_ONCE)) {
    const message = `Cannot extend by ${by} milliseconds: more than 0 and at most ` +
      `${durationText(MOST_AT_ONCE)} is possible`;
    return turn.answer(request, { kind: "invalid", message });
  }
  const session = extended(state.session, by, turn.now);
  const deadline = deadlineWall(session, turn.now, turn.wall);
  turn.enter(withSession(state, session));
  const beyond = deadline === undefined ? [] : boundsBeyond(turn, session);
  turn.audit({
    type: "session_extended",
    session_id: session.id,
    by_ms: by,
    deadline_ms: deadline ?? null,
    beyond,
  });
  if (deadline !== undefined) {
    turn.tell({ kind: "session_extended", sessionId: session.id, deadline });
    turn.tell({ kind: "state_changed" });
  }
  turn.answer(request, { kind: "extended", deadline, beyond });
}

/** Takes another policy; the session keeps its plan, unless that policy says that it has to end. */
export function reload(
  turn: Turn,
  { policy, request }: Extract<CommandEvent, { readonly kind: "reload" }>,
): void {
  const entryCount = policy.entries.size;
  turn.update({ policy });
  turn.audit({ type: "policy_reloaded", entries: entryCount });
  turn.tell({ kind: "policy_reloaded", entryCount });
  const state = turn.state.session;
  if (policy.onReload === "stop" && isActive(state) && !isStillOpen(turn, state.session)) {
    expire(turn, { type: "policy_stop" }, { mode: "graceful", waiting: [] });
  }
  turn.answer(request, { kind: "reloaded", entryCount });
}

/** Lets the session end, and no other begin. */
export function shutDown(turn: Turn): void {
  turn.update({ phase: "shutting_down" });
  turn.audit({ type: "service_stopping" });
  expire(turn, { type: "service_shutdown" }, { mode: "graceful", waiting: [] });
}

/** What is against starting anything now. */
function reasonsNow(state: CoreState, now: Now): readonly Reason[] {
  const reasons: Reason[] = [];
  if (state.phase === "shutting_down") reasons.push({ code: "shutting_down" });
  if (state.store.kind === "unavailable") reasons.push({ code: "store_unavailable" });
  if (isActive(state.session)) {
    const { session } = state.session;
    const remaining = remainingOf(session, now);
    reasons.push({ code: "session_active", entryId: session.entry.id, remaining });
  }
  return reasons;
}

/** What a session has used is part of its plan, and who extended it knew of the windows. */
function isStillOpen(turn: Turn, { entry: { id }, end }: Session): boolean {
  const entry = turn.state.policy.entries.get(id);
  if (entry === undefined) return false;
  const { reasons } = evaluate(turn.state, entry, turn.wall);
  return !reasons.some(({ code }) =>
    code === "disabled" || (code === "outside_time_window" && end.extended === 0)
  );
}

function boundsBeyond(turn: Turn, session: Session): readonly Bound["kind"][] {
  const remaining = remainingOf(session, turn.now) ?? Infinity;
  const ran = turn.now.boot - session.startedAt.boot;
  const beyond = boundsOf(turn.state, session.entry, turn.wall)
    .map((bound) =>
      bound.kind === "max_run" ? { ...bound, milliseconds: bound.milliseconds - ran } : bound
    )
    .filter(({ milliseconds }) => milliseconds < remaining);
  return [...new Set(beyond.map(({ kind }) => kind))];
}
