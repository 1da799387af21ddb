import type { AttemptResult } from "./attempt_result.ts";
import type { Overlap, Turn } from "./overlap.ts";

/** A round that has begun and not ended. */
interface RunningRound {
  readonly attempt: Promise<AttemptResult>;
  readonly hasChanged: () => boolean;
}

/** Lets the rounds of one loop be on their way together, each in its place. */
export class LoopTurns {
  readonly #overlap: Overlap;
  readonly #running = new Set<RunningRound>();
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
    const ahead = [...this.#running];
    let hasChanged = false;
    const attempt = run({
      ...place,
      isOvertaken: async () => {
        await Promise.allSettled(ahead.map((round) => round.attempt));
        return ahead.some((round) => round.hasChanged());
      },
      changes: () => {
        hasChanged = true;
      },
    });
    const round = { attempt, hasChanged: () => hasChanged };
    this.#running.add(round);
    const end = () => this.#running.delete(round);
    attempt.then(end, end);
    return attempt;
  }
}

/** What keeps a round from doing anything: the loop has ended before it. */
class LoopEnd extends Error {
  override readonly name = "LoopEnd";
}
