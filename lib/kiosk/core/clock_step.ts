import { bookRun } from "./session_step.ts";
import type { CommandEvent } from "./event.ts";
import { wallTime } from "./time.ts";
import { isActive, withSession } from "./transition.ts";
import { accepted, stepped } from "./trusted_clock.ts";
import type { Turn } from "./turn.ts";

/** Tells of the computer's clock if it was set since the last step. */
export function noticeClock(turn: Turn): void {
  const clock = stepped(turn.state.clock, turn.now);
  if (clock === undefined) return;
  const by = clock.step - turn.state.clock.step;
  turn.update({ clock });
  turn.audit({ type: "clock_stepped", by_ms: Math.round(by), claims_ms: turn.now.wall });
  turn.tell({ kind: "clock_stepped", by });
}

/** Believes what the computer's clock shows. Deadlines stay where they are. */
export function acceptClock(
  turn: Turn,
  { by, request }: Extract<CommandEvent, { readonly kind: "accept_clock" }>,
): void {
  bookRun(turn, "now");
  const from = turn.wall;
  turn.update({ clock: accepted(turn.state.clock, turn.now) });
  const { session: state } = turn.state;
  if (isActive(state)) {
    const { session } = state;
    const wall = wallTime(session.bookedUntil.wall + (turn.wall - from));
    turn.enter(withSession(state, { ...session, bookedUntil: { ...session.bookedUntil, wall } }));
  }
  turn.audit({ type: "clock_accepted", by, from_ms: from, to_ms: turn.wall });
  turn.answer(request, { kind: "clock_accepted", wall: turn.wall });
}
