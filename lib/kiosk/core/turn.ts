import type { AuditFact, CoreAnswer, Effect, Notice, Write } from "./effect.ts";
import type { Booked } from "./ledger.ts";
import type { RequestId } from "./id.ts";
import type { SessionState } from "./session.ts";
import type { CoreState } from "./state.ts";
import type { Now, WallTime } from "./time.ts";
import { missed } from "./missed.ts";
import { transition } from "./transition.ts";
import { carried, trustedWall } from "./trusted_clock.ts";

/** What a step leads to. */
export interface StepResult {
  readonly state: CoreState;
  readonly effects: readonly Effect[];
}

/** How often the clock is kept, whatever happens: an earlier time is not believed after a restart. */
export const KEEP_CLOCK_EVERY = 600_000;

/** One step while it is made: the state so far, and what is to be done. */
export class Turn {
  state: CoreState;
  readonly now: Now;
  readonly #effects: Effect[] = [];
  readonly #writes: Write[] = [];

  constructor(state: CoreState, now: Now) {
    this.state = state;
    this.now = now;
  }

  /** The wall time by which everything is decided. */
  get wall(): WallTime {
    return trustedWall(this.state.clock, this.now);
  }

  /** Now, with the trusted wall time. */
  get moment(): Now {
    return { ...this.now, wall: this.wall };
  }

  update(change: Partial<CoreState>): void {
    this.state = { ...this.state, ...change };
  }

  /** Goes to another state of the session, and keeps it. */
  enter(session: SessionState): void {
    this.update({ session: transition(this.state.session, session) });
    this.write({ kind: "session", state: session });
  }

  take({ ledger, writes }: Booked): void {
    this.update({ ledger });
    this.#writes.push(...writes);
  }

  write(write: Write): void {
    this.#writes.push(write);
  }

  audit(fact: AuditFact): void {
    this.write({ kind: "audit", at: this.wall, fact });
  }

  do(effect: Effect): void {
    this.#effects.push(effect);
  }

  tell(notice: Notice): void {
    this.do({ kind: "tell", notice });
  }

  /** Answers nobody if `request` is missing. */
  answer(request: RequestId | undefined, answer: CoreAnswer): void {
    if (request !== undefined) this.do({ kind: "answer", request, answer });
  }

  /** @returns The step: what is to be kept comes first, the clock with everything else. */
  finish(): StepResult {
    const { store, clock, savedAt } = this.state;
    const isDue = this.now.boot - savedAt >= KEEP_CLOCK_EVERY;
    if (this.#writes.length === 0 && !isDue) return { state: this.state, effects: this.#effects };
    this.write({ kind: "clock", clock: carried(clock, this.now) });
    const state = { ...this.state, savedAt: this.now.boot };
    if (store.kind === "unavailable") {
      const all = missed(store.missed, this.#writes);
      return { state: { ...state, store: { ...store, missed: all } }, effects: this.#effects };
    }
    return { state, effects: [{ kind: "persist", writes: this.#writes }, ...this.#effects] };
  }
}
