import type { Bound } from "./effect.ts";
import type { Warning } from "./policy.ts";
import type { PlannedEnd, Session } from "./session.ts";
import { type BootTime, bootTime, type Now, type WallTime, wallTime } from "./time.ts";

/** @returns The end of a session that starts `now` and is bounded by `bounds`. */
export function plannedEnd(
  bounds: readonly Bound[],
  now: Now,
  countSuspend: boolean,
): PlannedEnd {
  const window = bounds.find(({ kind }) => kind === "window");
  const counted = bounds.filter(({ kind }) => kind !== "window").map((one) => one.milliseconds);
  return {
    runFor: counted.length === 0 ? undefined : Math.min(...counted),
    countSuspend,
    closesAt: window === undefined ? undefined : bootTime(now.boot + window.milliseconds),
    extended: 0,
  };
}

/** @returns The boot time at which a session has to end; `undefined` if it may run for ever. */
export function deadlineOf(session: Session, now: Now): BootTime | undefined {
  const { runFor, closesAt } = session.end;
  const { boot } = session.startedAt;
  const paused = now.boot - boot - countedSince(session, session.startedAt, now);
  const deadline = Math.min(
    closesAt ?? Infinity,
    runFor === undefined ? Infinity : boot + runFor + paused,
  );
  return Number.isFinite(deadline) ? bootTime(deadline) : undefined;
}

/** @returns Milliseconds from `since` to `now` that count as run. */
export function countedSince(session: Session, since: Now, now: Now): number {
  const suspended = session.end.countSuspend ? 0 : Math.max(0, now.suspended - since.suspended);
  return Math.max(0, now.boot - since.boot - suspended);
}

/** Milliseconds of a stretch of a session's time that are booked. */
export interface Bookable {
  /** Those that were used. */
  readonly used: number;
  /** Those of them in which something can have been earned: the computer was not suspended. */
  readonly awake: number;
}

/** @returns What is to be booked of the time from `since` to `now`. */
export function bookableSince(session: Session, since: Now, now: Now): Bookable {
  const suspended = Math.max(0, now.suspended - since.suspended);
  const awake = Math.max(0, now.boot - since.boot - suspended);
  if (!session.end.countSuspend) return { used: awake, awake };
  // Suspended, it could not be ended at its deadline; nobody used what came after that.
  const deadline = deadlineOf(session, now) ?? Infinity;
  const asleep = Math.min(suspended, Math.max(0, deadline - since.boot - awake));
  return { used: awake + asleep, awake };
}

/** @returns Milliseconds until the deadline, never below 0; `undefined` if there is none. */
export function remainingOf(session: Session, now: Now): number | undefined {
  const deadline = deadlineOf(session, now);
  return deadline === undefined ? undefined : Math.max(0, deadline - now.boot);
}

/** @returns The deadline as the wall clock will show it. */
export function deadlineWall(
  session: Session,
  now: Now,
  wall: WallTime,
): WallTime | undefined {
  const deadline = deadlineOf(session, now);
  return deadline === undefined ? undefined : wallTime(wall + (deadline - now.boot));
}

/** @returns The session with `by` more milliseconds; one without a deadline stays as it is. */
export function extended(session: Session, by: number, now: Now): Session {
  const { end } = session;
  const longer: Session = {
    ...session,
    end: {
      ...end,
      runFor: end.runFor === undefined ? undefined : end.runFor + by,
      closesAt: end.closesAt === undefined ? undefined : bootTime(end.closesAt + by),
      extended: end.extended + by,
    },
  };
  return { ...longer, skipped: skippedWarnings(longer, now) };
}

/** @returns `before` of the warnings that have no moment any more, though they were not given. */
export function skippedWarnings(session: Session, now: Now): readonly number[] {
  const remaining = remainingOf(session, now);
  if (remaining === undefined) return [];
  return session.entry.warnings.map(({ before }) => before)
    .filter((before) => before >= remaining && !session.warned.includes(before));
}

/** @returns The warnings that are still to come, in their order. */
export function warningsAhead(session: Session): readonly Warning[] {
  const { warned, skipped } = session;
  return session.entry.warnings
    .filter(({ before }) => !warned.includes(before) && !skipped.includes(before));
}
