/** What came of a command. */
export type Verdict = "allowed" | "refused" | "rate_limited";

/** How often what came of which command; what was no command is `invalid_request`. */
export type CommandCounts = Readonly<Record<string, Readonly<Partial<Record<Verdict, number>>>>>;

/** Counts commands until somebody takes the counts. */
export class CommandTally {
  #counts: Record<string, Partial<Record<Verdict, number>>> = {};
  #since: number | undefined;

  /** When the first that is counted came; `undefined` if there is none. */
  get since(): number | undefined {
    return this.#since;
  }

  /** Counts one command at the moment `now`. */
  count(command: string, verdict: Verdict, now: number): void {
    this.#since ??= now;
    this.#add(command, verdict, 1);
  }

  /** Counts what others have counted. */
  add(counts: CommandCounts, now: number): void {
    this.#since ??= now;
    for (const [command, verdicts] of Object.entries(counts)) {
      for (const verdict of VERDICTS) this.#add(command, verdict, verdicts[verdict] ?? 0);
    }
  }

  /** @returns What was counted, and begins anew. */
  take(): CommandCounts {
    const counts = this.#counts;
    this.#counts = {};
    this.#since = undefined;
    return counts;
  }

  #add(command: string, verdict: Verdict, times: number): void {
    if (times === 0) return;
    const verdicts = this.#counts[command] ?? {};
    verdicts[verdict] = (verdicts[verdict] ?? 0) + times;
    this.#counts[command] = verdicts;
  }
}

const VERDICTS: readonly Verdict[] = ["allowed", "refused", "rate_limited"];
