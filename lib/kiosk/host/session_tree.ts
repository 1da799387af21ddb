import type { Processes } from "../../system/processes.ts";
import type { SessionId } from "../core/id.ts";
import type { EndingShell } from "./ending_shell.ts";
import { membersOf, parseSurvey, type Process, SURVEY } from "./process_survey.ts";
import { runScript } from "./run_script.ts";
import type { Leader } from "./session_handle.ts";

/** What a session's processes are found by. */
export interface SessionTreeOptions {
  readonly processes: Processes;
  readonly ending: EndingShell;
  readonly sessionId: SessionId;
  readonly leader: Leader | undefined;
  /** The folder of its control group, if it has one. */
  readonly cgroup: string | undefined;
}

/** Rounds after which what still multiplies is left to the next attempt. */
const MOST_ROUNDS = 20;

const IS_POPULATED = `[ -d "$1" ] || exit 0
while read -r key value; do
  [ "$key" != populated ] || echo "$value"
done <"$1/cgroup.events"`;
/** Prints whom it may not be sent to: those that are still there though it could not be. */
const SIGNAL = `signal=$1; shift
for pid; do
  kill -s "$signal" "$pid" 2>/dev/null || [ ! -d "/proc/$pid" ] || echo "$pid"
done`;
const REMOVE = `[ ! -d "$1" ] || rmdir "$1" 2>/dev/null ||
find "$1" -depth -type d -exec rmdir {} +`;

/**
 * All processes of a session, also those that left its control group as snap and flatpak do, and
 * those of a session that has none: by the kernel's group and session, by parents, and by the name
 * of the session in the environment.
 */
export class SessionTree {
  readonly #options: SessionTreeOptions;
  /** When members started, by their id: whoever was one stays one. */
  #known: ReadonlyMap<number, number> = new Map();

  constructor(options: SessionTreeOptions) {
    this.#options = options;
  }

  /** Whether a control group holds the processes, so that none has to be looked for. */
  get hasGroup(): boolean {
    return this.#options.cgroup !== undefined;
  }

  /** @returns The processes that live. */
  async members(): Promise<readonly Process[]> {
    const { processes, sessionId, leader, cgroup = "" } = this.#options;
    const text = await runScript(processes, { text: SURVEY, args: [sessionId, cgroup] });
    const members = membersOf(parseSurvey(text), { leader, known: this.#known });
    this.#known = new Map(members.map(({ pid, start }) => [pid, start]));
    return members;
  }

  /** @returns Whether no process lives. */
  async isEmpty(): Promise<boolean> {
    const { cgroup } = this.#options;
    // Cheaper than a look at all processes.
    if (cgroup !== undefined && await this.#run(IS_POPULATED, cgroup) === "1\n") return false;
    return (await this.members()).length === 0;
  }

  /**
   * Asks all processes to end; those that were halted go on, so that they can.
   *
   * @throws {Error} If some may not be asked.
   */
  async ask(): Promise<void> {
    const members = await this.members();
    await this.#signal(members, "TERM");
    await this.#signal(members, "CONT");
  }

  /**
   * Ends all processes: first those of the group, for which nothing has to be started, then those
   * outside of it.
   *
   * @throws {Error} If some may not be ended, after all others were.
   */
  async kill(): Promise<void> {
    const { cgroup, ending, leader } = this.#options;
    if (cgroup !== undefined) {
      await ending.end({ kind: "cgroup", folder: cgroup });
      return await this.#killStrays();
    }
    try {
      await this.#killStrays();
    } catch (error) {
      // They may be so many that nobody can look for them.
      if (leader !== undefined) await ending.end({ kind: "group", leader: leader.pid });
      throw error;
    }
  }

  /** Those that are found are halted until no new one is: what is halted starts nothing. */
  async #killStrays(): Promise<void> {
    let members = await this.members();
    let halted: ReadonlySet<number> = new Set();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (members.every(({ pid }) => halted.has(pid))) break;
      halted = new Set(members.map(({ pid }) => pid));
      await this.#trySignal(members, "STOP");
      members = await this.members();
    }
    await this.#signal(members, "KILL");
  }

  /** Gives the control group back; one that is not empty stays. */
  async remove(): Promise<void> {
    const { cgroup } = this.#options;
    if (cgroup !== undefined) await this.#run(REMOVE, cgroup);
  }

  /** @throws {Error} If a signal may not be sent to some, after it was sent to all others. */
  async #signal(members: readonly Process[], signal: "TERM" | "CONT" | "KILL"): Promise<void> {
    const refused = await this.#trySignal(members, signal);
    if (refused === "") return;
    throw new Error(`Cannot send SIG${signal} to processes of another user: ${refused}`);
  }

  /** @returns The ids of those that it may not be sent to. */
  async #trySignal(members: readonly Process[], signal: string): Promise<string> {
    if (members.length === 0) return "";
    const args = [signal, ...members.map(({ pid }) => String(pid))];
    const refused = await runScript(this.#options.processes, { text: SIGNAL, args });
    return refused.trim().replaceAll("\n", ", ");
  }

  #run(text: string, cgroup: string): Promise<string> {
    return runScript(this.#options.processes, { text, args: [cgroup] });
  }
}
