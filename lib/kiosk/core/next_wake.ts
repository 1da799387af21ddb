import { deadlineOf, warningsAhead } from "./deadline.ts";
import { BOOK_EVERY } from "./session_step.ts";
import type { CoreState } from "./state.ts";
import type { Now } from "./time.ts";
import { isActive } from "./transition.ts";
import { trustedWall } from "./trusted_clock.ts";
import { KEEP_CLOCK_EVERY } from "./turn.ts";

/** @returns Milliseconds until the core needs a `tick`, if nothing else happens before. */
export function nextWake(state: CoreState, now: Now): number {
  const { availability, clock, savedAt } = state;
  const times = [savedAt + KEEP_CLOCK_EVERY, ...sessionTimes(state, now)];
  if (availability.changesAt !== undefined) {
    times.push(now.boot + (availability.changesAt - trustedWall(clock, now)));
  }
  return Math.max(0, Math.min(...times) - now.boot);
}

/** @returns Boot times at which something is due for the session. */
function sessionTimes({ session: state }: CoreState, now: Now): readonly number[] {
  if (!isActive(state)) return [];
  const { session } = state;
  const booking = session.bookedUntil.boot + BOOK_EVERY;
  if (state.kind === "expiring") {
    return state.handle === undefined ? [] : [booking, state.forceAt];
  }
  const deadline = deadlineOf(session, now);
  if (state.kind === "launching") return deadline === undefined ? [] : [deadline];
  if (deadline === undefined) return [booking];
  const warnings = warningsAhead(session).map(({ before }) => deadline - before);
  return [booking, deadline, ...warnings];
}
