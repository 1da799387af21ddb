import type { AttemptResult } from "./attempt_result.ts";
import type { Overlap, Turn } from "./overlap.ts";

/** A round that has begun. */
interface BegunRound {
  readonly attempt: Promise<AttemptResult>;
  readonly state: { isOver: boolean; hasChanged: boolean };
}

/** Lets the rounds of one loop be on their way together, each in its place. */
export class LoopTurns {
  readonly #overlap: Overlap;
  readonly #rounds: BegunRound[] = [];
  #before: Promise<unknown> = Promise.resolve();

  constructor(overlap: Overlap) {
    this.#overlap = overlap;
  }

  /** Begins the next round. */
  begin(run: (turn: Turn) => Promise<AttemptResult>): Promise<AttemptResult> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const place = { before: this.#before, taken: resolve };
    this.#before = Promise.all([this.#before, promise]);
    // Where the loop ends with a round, none behind it does anything.
    this.#before.catch(() => {});
    const attempt = this.#overlap === "apart" ? run(place) : this.#again(place, run);
    attempt.then(
      ({ isUnevaluated }) => isUnevaluated ? reject(new LoopEnd()) : resolve(),
      reject,
    );
    return attempt;
  }

  #again(place: Turn, run: (turn: Turn) => Promise<AttemptResult>): Promise<AttemptResult> {
    const ahead = this.#rounds.filter((round) => !round.state.isOver);
    const state = { isOver: false, hasChanged: false };
    const attempt = run({
      ...place,
      isOvertaken: async () => {
        await Promise.allSettled(ahead.map((round) => round.attempt));
        return ahead.some((round) => round.state.hasChanged);
      },
      changes: () => {
        state.hasChanged = true;
      },
    });
    const end = () => {
      state.isOver = true;
    };
    attempt.then(end, end);
    this.#rounds.push({ attempt, state });
    return attempt;
  }
}

/** What keeps a round from doing anything: the loop has ended before it. */
class LoopEnd extends Error {
  override readonly name = "LoopEnd";
}
