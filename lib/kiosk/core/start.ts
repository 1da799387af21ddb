import { availabilityAt } from "./availability_state.ts";
import { noticeClock } from "./clock_step.ts";
import type { Ledger } from "./ledger.ts";
import type { EntryKindTag, Policy } from "./policy.ts";
import type { EndReason, SessionState } from "./session.ts";
import { ended } from "./session_step.ts";
import type { Now } from "./time.ts";
import { type Active, isActive, withSession } from "./transition.ts";
import { type ClockState, startClock, trustedWall } from "./trusted_clock.ts";
import { type StepResult, Turn } from "./turn.ts";

/** What the core starts from. */
export interface StartOptions {
  readonly policy: Policy;
  readonly kinds: ReadonlySet<EntryKindTag>;
  /** What tells one start of the computer from another. */
  readonly bootId: string;
  readonly ledger: Ledger;
  /** As they were kept last. */
  readonly session: SessionState | undefined;
  readonly clock: ClockState | undefined;
  readonly now: Now;
}

/**
 * Goes on where the last daemon ended. A session of the same boot is taken over with its deadline; one
 * of an earlier boot is over.
 */
export function start(options: StartOptions): StepResult {
  const { policy, kinds, bootId, ledger, now } = options;
  const clock = startClock(options.clock, bootId, now);
  const grounds = { policy, kinds, ledger };
  const turn = new Turn({
    ...grounds,
    clock,
    session: withoutRequests(options.session ?? { kind: "idle" }),
    store: { kind: "ok" },
    phase: "serving",
    availability: availabilityAt(grounds, trustedWall(clock, now)),
    savedAt: now.boot,
  }, now);
  turn.audit({ type: "service_started", boot_id: bootId, entries: policy.entries.size });
  noticeClock(turn);
  const isNewBoot = options.clock !== undefined && options.clock.bootId !== bootId;
  const state = turn.state.session;
  if (isActive(state)) {
    if (isNewBoot) endWithBoot(turn, state);
    else takeOver(turn, state);
  }
  turn.update({ availability: availabilityAt(turn.state, turn.wall) });
  return turn.finish();
}

/** Whoever waited for an answer is gone with the daemon that was to give it. */
function withoutRequests(state: SessionState): SessionState {
  if (state.kind === "launching") return { ...state, request: undefined };
  return state.kind === "expiring" ? { ...state, waiting: [] } : state;
}

/** It ended with the computer, at the latest a second after it was booked last. */
function endWithBoot(turn: Turn, state: Active): void {
  turn.enter(withSession(state, { ...state.session, bookedUntil: turn.moment }));
  const why: EndReason = state.kind === "launching"
    ? { type: "launch_failed", error: "The computer was started again" }
    : { type: "process_exited", exitCode: undefined };
  ended(turn, state.session.id, why);
}

/** The next step books all the time since the last: whether it ran on, nobody saw. */
function takeOver(turn: Turn, state: Active): void {
  const { session } = state;
  const handle = state.kind === "launching" ? undefined : state.handle;
  turn.audit({ type: "session_taken_over", session_id: session.id });
  turn.do({ kind: "adopt", session, handle });
}
