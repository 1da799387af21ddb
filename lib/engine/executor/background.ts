import type { Clock } from "../../base/clock.ts";
import type { Random } from "../../base/random.ts";
import type { Dict, Value } from "../../base/value.ts";
import { splitLines } from "../template/methods/text_split.ts";
import type { ActionResult } from "./actions/action.ts";
import { type BackgroundJob, jobState, launching } from "./background_job.ts";
import type { ModuleExecution, ModuleExecutor } from "./execute_module.ts";
import { failure, hasFailed } from "./result.ts";
import { type Session, UnreachableError, type Waiting } from "./sessions.ts";
import { withTimeout } from "./timeout.ts";
import { TaskError } from "./task_error.ts";
import { toText } from "../template/text.ts";

/** Modules whose one command can go on by itself on the target. */
const ON_TARGET: ReadonlySet<string> = new Set(["command", "raw", "shell"]);

/** Runs a module, as a plugin or by way of the bridge. */
export type Run = (execution: ModuleExecution) => Promise<ActionResult>;

/** How a task is started that nobody waits for. */
export interface Starting {
  readonly seconds: number;
  /** The home folder on the target. */
  readonly home: string;
  readonly clock: Clock;
  readonly run: Run;
}

/** How a task is waited for. */
export interface Awaiting extends Starting {
  /** Seconds between two looks. */
  readonly poll: number;
  readonly tell: (state: "poll" | "ok" | "failed", jid: string) => void;
}

/**
 * Tasks with `async`. Without being waited for commands go on by themselves on the target, and
 * outlive the run. What other modules do takes the controller to do it: they go on beside the other
 * tasks, in a shell of their own, and the run ends when they have.
 */
export class Background {
  readonly #random: Random;
  readonly #modules: ModuleExecutor;
  /** What is known of jobs beside what the target knows. */
  readonly #known = new Map<string, Dict>();
  readonly #done = new Map<string, ActionResult>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #jobs: Set<Promise<void>>;

  /** @param jobs What the run has to wait for in the end. */
  constructor(random: Random, modules: ModuleExecutor, jobs: Set<Promise<void>>) {
    this.#random = random;
    this.#jobs = jobs;
    this.#modules = modules;
  }

  /** @returns The result of a task that was started. */
  async start(execution: ModuleExecution, how: Starting): Promise<ActionResult> {
    requireNoCheck(execution);
    const job = this.#job(how);
    if (!ON_TARGET.has(execution.module)) return this.#startHere(execution, job, how);
    let isStarted = false;
    const result = await this.#modules.execute({
      ...execution,
      background: (command) => {
        isStarted = true;
        return launching(command, job);
      },
    });
    // The module found a reason not to run anything, or nothing to run.
    if (!isStarted || hasFailed(result.result)) return this.#finish(job, result);
    const cmd = result.result.get("cmd");
    this.#known.set(job.id, new Map(cmd === undefined ? [] : [["cmd", cmd]]));
    return { result: started(job), diffs: [] };
  }

  /** Commands of this job must not wait for those of the tasks that follow. */
  #startHere(execution: ModuleExecution, job: BackgroundJob, how: Starting): ActionResult {
    const { address, signal } = execution;
    const settings = [...address.settings, { key: "shep_background_job", value: job.id }];
    const limit = { seconds: how.seconds, clock: how.clock, signal, message: tooLate(how.seconds) };
    const work = (signal: AbortSignal) =>
      how.run({ ...execution, address: { ...address, settings }, signal });
    const running = withTimeout(work, limit)
      .catch((error) => failure(error instanceof Error ? error.message : String(error)))
      .then((done) => {
        this.#running.delete(job.id);
        this.#finish(job, done);
      });
    this.#running.set(job.id, running);
    this.#jobs.add(running);
    return { result: started(job), diffs: [] };
  }

  /** @returns The result of a task that is waited for: as of a job that has ended. */
  async awaited(execution: ModuleExecution, waiting: Awaiting): Promise<ActionResult> {
    requireNoCheck(execution);
    const { seconds, poll, clock, tell } = waiting;
    const { signal } = execution;
    const job = this.#job(waiting);
    const looking = new AbortController();
    const look = async () => {
      for (;;) {
        await clock.sleep(poll * 1000, { signal: looking.signal });
        tell("poll", job.id);
      }
    };
    const looks = look().catch(() => {});
    try {
      const work = (signal: AbortSignal) => waiting.run({ ...execution, signal });
      const done = await withTimeout(work, { seconds, clock, signal, message: tooLate(seconds) });
      tell(hasFailed(done.result) ? "failed" : "ok", job.id);
      const result = new Map([...done.result, ...aboutJob(job.id, job.folder)]);
      return { ...done, result: result.set("finished", 1) };
    } catch (error) {
      if (!signal.aborted) tell("failed", job.id);
      throw error;
    } finally {
      looking.abort();
      await looks;
    }
  }

  /** `async_status`. */
  async status(args: Dict, session: Session, options: Waiting): Promise<ActionResult> {
    const id = toText(args.get("jid") ?? "");
    if (!/^[\w.]+$/.test(id) || id.startsWith(".")) {
      return failure(`Cannot look for the job ${id}: this is no job's ID`);
    }
    const folder = `${session.home}/.ansible_async/${id}`;
    if (args.get("mode") === "cleanup") return await this.#erase(id, { folder, session, options });
    const done = this.#done.get(id);
    if (done !== undefined) return done;
    if (this.#running.has(id)) return stillRunning(id, folder);
    const read = async (path: string) => {
      const reply = await session.get({ path, maxBytes: MAX_BYTES }, options);
      if (reply.lost !== undefined) throw new UnreachableError(reply.lost);
      if (reply.error !== undefined) throw new TaskError(reply.error);
      return reply.content;
    };
    const about = [...aboutJob(id, folder)];
    const state = await jobState(folder, read);
    switch (state.kind) {
      case "unknown":
        return failure("could not find job", {
          changed: false,
          ...Object.fromEntries(about),
          finished: 1,
          ...output("", ""),
        });
      case "running":
        return stillRunning(id, folder);
      case "ended": {
        const { rc, start, end, duration } = state;
        const result = new Map<Value, Value>([
          ["changed", true],
          ...this.#known.get(id) ?? [],
          ["start", `${start}.000000`],
          ["end", `${end}.000000`],
          ["delta", deltaText(duration)],
          ...about,
          ["finished", 1],
          ["rc", rc ?? -9],
          ["msg", messageOf(rc)],
        ]);
        if (rc !== 0) result.set("failed", true);
        return {
          result: withOutput(result, textOf(state.stdout), textOf(state.stderr)),
          diffs: [],
        };
      }
      default:
        return state satisfies never;
    }
  }

  #job({ seconds, home }: Pick<Starting, "seconds" | "home">): BackgroundJob {
    const digits = (count: number) =>
      Array.from({ length: count }, () => this.#random.below(10)).join("");
    const id = `j${digits(12)}.${this.#random.below(90_000) + 10_000}`;
    return { id, folder: `${home}/.ansible_async/${id}`, seconds };
  }

  #finish(job: BackgroundJob, done: ActionResult): ActionResult {
    const result = new Map([...done.result, ...aboutJob(job.id, job.folder)]).set("finished", 1);
    for (const [key, value] of Object.entries(output("", ""))) {
      if (!result.has(key)) result.set(key, value);
    }
    this.#done.set(job.id, { ...done, result });
    return { result: started(job), diffs: [] };
  }

  async #erase(
    id: string,
    { folder, session, options }: {
      readonly folder: string;
      readonly session: Session;
      readonly options: Waiting;
    },
  ): Promise<ActionResult> {
    this.#done.delete(id);
    this.#known.delete(id);
    const request = { commands: [{ argv: ["rm", "-rf", "--", folder] }], stopOnFailure: false };
    const reply = await session.exec(request, options);
    if (reply.lost !== undefined) throw new UnreachableError(reply.lost);
    const result = new Map<Value, Value>([
      ["ansible_job_id", id],
      ["changed", false],
      ["erased", folder],
      ["finished", 0],
      ["started", 0],
    ]);
    return { result: withOutput(result, "", ""), diffs: [] };
  }
}

/** What a job may have said at the most. */
const MAX_BYTES = 32 * 1024 * 1024;

/** @throws {TaskError} In check mode, in which nothing is started. */
function requireNoCheck({ isCheck }: ModuleExecution): void {
  if (isCheck) throw new TaskError("check mode and async cannot be used on same task.");
}

function tooLate(seconds: number): string {
  return `async task did not complete within the requested time - ${seconds}s`;
}

function stillRunning(id: string, folder: string): ActionResult {
  const about = aboutJob(id, folder);
  const result = new Map<Value, Value>([["changed", false], ...about, ["finished", 0]]);
  return { result: withOutput(result, "", ""), diffs: [] };
}

function started({ id, folder }: BackgroundJob): Dict {
  const about = aboutJob(id, folder);
  return new Map<Value, Value>([["changed", true], ["failed", 0], ...about, ["finished", 0]]);
}

function aboutJob(id: string, folder: string): readonly (readonly [string, Value])[] {
  return [["ansible_job_id", id], ["results_file", folder], ["started", 1]];
}

function messageOf(rc: number | undefined): string {
  if (rc === undefined) return "Timeout exceeded";
  return rc === 0 ? "" : "non-zero return code";
}

/** `H:MM:SS.ffffff`; the target's clock tells seconds alone. */
function deltaText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(seconds / 60 % 60)}:${two(seconds % 60)}.000000`;
}

/** Without the line ends at the end, as of commands that were waited for. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/[\r\n]+$/, "");
}

function output(stdout: string, stderr: string): Readonly<Record<string, Value>> {
  return {
    stdout,
    stderr,
    stdout_lines: splitLines(stdout, "drop"),
    stderr_lines: splitLines(stderr, "drop"),
  };
}

function withOutput(result: Dict, stdout: string, stderr: string): Dict {
  for (const [key, value] of Object.entries(output(stdout, stderr))) result.set(key, value);
  return result;
}
