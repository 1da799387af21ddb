import type { Command, CommandResult, PutConditions, PutProbes } from "../../lib/plugin/sdk.ts";
import { type Login, login, type LoginOptions } from "./login.ts";
import { KEPT, type PutRequest, putSteps } from "./put_script.ts";
import { quote } from "./quote.ts";
import { randomToken } from "./random_token.ts";
import { resultOf, type SectionStream } from "./section_stream.ts";
import { commandStep, encodeFrame, type Step } from "./session_script.ts";
import type { ShellProcess } from "./shell_process.ts";

/** How a session is opened. */
export interface SessionOptions extends LoginOptions {
  /**
   * Ends what runs in the shell, whose process on its own computer is `pid`. Absent where it ends
   * with the program that was started here.
   */
  readonly reap?: (pid: string) => Promise<void>;
}

/** How commands are carried out. */
export interface ExecOptions {
  /** Whether a command after one that failed is run. */
  readonly afterFailure: "stop" | "go-on";
  /** Gets output while a command runs. */
  readonly onOutput?: (output: LiveOutput) => void;
  /** Ends the whole session when aborted: a shell has no other way out of a command. */
  readonly signal?: AbortSignal;
}

/** A piece of a running command's output. */
export interface LiveOutput {
  readonly command: number;
  readonly stream: "stdout" | "stderr";
  readonly bytes: Uint8Array;
}

/** What became of commands; `lost` says why the session ended meanwhile. */
export interface ExecOutcome {
  readonly results: readonly CommandResult[];
  readonly lost?: string;
}

type RunOptions = Omit<ExecOptions, "afterFailure"> & { readonly timeoutMs: number };

interface TimedOutcome extends ExecOutcome {
  /** From the moment that the target could begin. */
  readonly elapsedMs?: number;
}

/** What became of a file to write. */
export interface PutResult extends PutProbes {
  /** Whether `unlessSha1` kept the file from being written. */
  readonly isKept: boolean;
  readonly error?: string;
  /** Of a `validate` that failed; nothing was written. */
  readonly validation?: CommandResult;
  readonly lost?: string;
}

/** A file's bytes; without `content` and `error` there is no such file. */
export interface GetResult {
  readonly content?: Uint8Array;
  readonly error?: string;
  readonly lost?: string;
}

/** The longest output of one command that is kept, in bytes; a frame of the wire is no longer. */
const OUTPUT_LIMIT = 63 * 1024 * 1024;
/** Milliseconds beyond a command's own limit until the session is given up. */
const GRACE = 3000;
/** Milliseconds that a shell has to end by itself when the session is closed. */
const CLOSE_GRACE = 1000;
/** The same where it has something to do before. */
const CLOSING_GRACE = 10_000;

/** Milliseconds that a program whose output has ended has to say why. */
const LAST_WORDS_GRACE = 300;

/** What `timeout` returns; busybox's returns the signal's code instead. */
const TIMED_OUT = 124;
const KILLED_CODES = [TIMED_OUT, 137, 143];

const MISSING = 44;

const NOT_PUT: PutResult = { isKept: false, before: [], after: [] };

/**
 * Waits until the shell of `process` answers. If it does not, `process` is killed.
 *
 * @throws {LoginError} If it does not answer in time, ends, or refuses the password.
 */
export async function openSession(
  process: ShellProcess,
  options: SessionOptions,
): Promise<ShellSession> {
  const answer = await login(process, { ...options, limit: OUTPUT_LIMIT });
  return new ShellSession(process, answer, options);
}

/**
 * One POSIX shell on one host as one user, which stays: a command costs one round trip and no new
 * shell. It knows nothing of where the shell runs. Calls are carried out one after the other, in the
 * order they were made.
 */
export class ShellSession {
  readonly uid: string;
  readonly user: string;
  readonly home: string;
  /** What the opening printed. */
  readonly said: string | undefined;
  readonly #process: ShellProcess;
  readonly #pid: string;
  readonly #options: Pick<SessionOptions, "closing" | "explain" | "reap">;
  readonly #streams: SectionStream;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #last: Promise<unknown> = Promise.resolve();
  #lost: string | undefined;
  /** Frames that were sent and not yet answered. */
  #busy = 0;
  #writing: Promise<unknown> = Promise.resolve();
  #stopping: Promise<void> | undefined;

  /** For `openSession`; a shell that has not answered yet cannot be used. */
  constructor(
    shell: ShellProcess,
    login: Login,
    options: Pick<SessionOptions, "closing" | "explain" | "reap">,
  ) {
    this.#options = options;
    this.#pid = login.pid;
    this.uid = login.uid;
    this.user = login.user;
    this.home = login.home;
    this.said = login.said;
    this.#process = shell;
    this.#streams = login.streams;
    this.#writer = login.writer;
    // Between two calls nobody reads, so nobody else would notice.
    void shell.ended.then((how) => {
      if (this.#busy === 0) this.#lost ??= this.#explain(how, "");
    });
  }

  /** Why the session cannot be used any more, or `undefined` if it can. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /**
   * Carries out commands in one round trip. With `timeoutMs` a command is killed at its time, with
   * all it has started, and its exit code is 124.
   *
   * @throws {RangeError} If a command cannot be given to a shell, such as one without a program.
   */
  async exec(commands: readonly Command[], options: ExecOptions): Promise<ExecOutcome> {
    const after = options.afterFailure === "stop" ? "success" : "anything";
    const steps = commands.map((command) => commandStep(command, after));
    const limits = commands.map((command) => command.timeoutMs ?? Infinity);
    const limit = limits.reduce((sum, next) => sum + next, 0) || Infinity;
    const outcome = await this.#run(steps, { ...options, timeoutMs: limit + GRACE });
    const { elapsedMs = 0 } = outcome;
    const results = outcome.results.map((result, index) => ({
      ...result,
      ...(steps.length === 1 && { elapsedMs }),
      ...(elapsedMs >= (limits[index] ?? Infinity) && KILLED_CODES.includes(result.exitCode) &&
        { exitCode: TIMED_OUT }),
    }));
    return { ...outcome, results };
  }

  /**
   * Writes one file: atomically, or with `isInPlace` into the one that is there.
   *
   * @throws {RangeError} If the path cannot be given to a shell.
   * @throws {SyntaxError} If `validate` cannot be split into words.
   */
  async put(
    request: PutRequest & Partial<Pick<PutConditions, "before" | "after">>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<PutResult> {
    const { before = [], after = [], ...file } = request;
    const write = putSteps(file, randomToken());
    const steps = [
      ...before.map((command) => commandStep(command, "anything")),
      ...write,
      ...after.map((command) => commandStep(command, "success")),
    ];
    const { results, lost } = await this.#run(steps, { ...options, timeoutMs: Infinity });
    if (lost !== undefined) return { ...NOT_PUT, lost };
    const end = before.length + write.length;
    const written = results.slice(before.length, end);
    const reply = { ...NOT_PUT, before: results.slice(0, before.length) };
    const failed = written.findIndex(({ exitCode }) => exitCode !== 0);
    const result = written[failed];
    if (result === undefined) return { ...reply, after: results.slice(end) };
    if (failed === 0 && result.exitCode === KEPT) return { ...reply, isKept: true };
    if (failed === 1) return { ...reply, validation: result };
    return { ...reply, error: messageOf(result, `Cannot write ${file.path}`) };
  }

  /**
   * Reads one file.
   *
   * @param path A path on the target.
   * @param options `maxBytes`: a longer file is an error; 0 = no limit but the session's own.
   */
  async get(path: string, options: { readonly maxBytes: number }): Promise<GetResult> {
    const step = { text: getText(path, options.maxBytes), after: "anything" } as const;
    const { results: [result], lost } = await this.#run([step], { timeoutMs: Infinity });
    if (lost !== undefined || result === undefined) return { lost: lost ?? "No answer" };
    if (result.exitCode === MISSING) return {};
    if (result.exitCode !== 0) return { error: messageOf(result, `Cannot read ${path}`) };
    if (options.maxBytes > 0 && result.stdout.length > options.maxBytes) {
      return { error: `Cannot read ${path}: it has more than ${options.maxBytes} bytes` };
    }
    return { content: result.stdout };
  }

  /**
   * Lets the shell end; a command that still runs is killed. What a command left behind in the
   * background lives on, as it does after Ansible.
   */
  async close(): Promise<void> {
    this.#lost ??= "The session was closed";
    if (this.#busy > 0) await this.#stop();
    const grace = this.#options.closing === undefined ? CLOSE_GRACE : CLOSING_GRACE;
    const timer = setTimeout(() => this.#process.kill(), grace);
    await this.#writer.close().catch(() => {});
    await this.#process.ended;
    clearTimeout(timer);
    await this.#streams.cancel();
    await this.#last;
  }

  /**
   * Sends a frame at once, behind those that are on their way, and reads its answer when theirs have
   * been read: whoever does not wait for one before the next pays for one way to the target.
   */
  async #run(steps: readonly Step[], options: RunOptions): Promise<TimedOutcome> {
    if (this.#lost !== undefined) return { results: [], lost: this.#lost };
    if (options.signal?.aborted) return { results: [] };
    this.#busy++;
    const token = `\x1e${randomToken()}`;
    const writing = this.#writing.then(() => this.#write(encodeFrame(token, steps)));
    this.#writing = writing.catch(() => {});
    const running = this.#last.then(() => this.#answer(token, writing, options));
    this.#last = running.catch(() => {});
    return await running.finally(() => this.#busy--);
  }

  async #answer(
    token: string,
    writing: Promise<void>,
    options: RunOptions,
  ): Promise<TimedOutcome> {
    const stop = (why: string) => {
      this.#lost ??= why;
      void this.#stop();
    };
    const onAbort = () => stop("The session was ended because its command was cancelled");
    if (options.signal?.aborted) onAbort();
    if (this.#lost !== undefined) {
      await writing.catch(() => {});
      return { results: [], lost: this.#lost };
    }
    options.signal?.addEventListener("abort", onAbort, { once: true });
    const timer = Number.isFinite(options.timeoutMs)
      ? setTimeout(
        () => stop("A command took too long and could not be stopped"),
        options.timeoutMs,
      )
      : undefined;
    const started = performance.now();
    try {
      // Both at once: a command may answer before it has read all of its stdin.
      const reading = this.#streams.readFrame(token, options.onOutput);
      const [pairs] = await Promise.all([reading, writing]);
      return { results: pairs.map(resultOf), elapsedMs: performance.now() - started };
    } catch (error) {
      return await this.#lose(error);
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onAbort);
    }
  }

  /** Ends the shell with what runs in it. */
  #stop(): Promise<void> {
    this.#stopping ??= (async () => {
      await this.#options.reap?.(this.#pid);
      this.#process.kill();
    })();
    return this.#stopping;
  }

  async #write(parts: readonly Uint8Array[]): Promise<void> {
    for (const part of parts) {
      for (let at = 0; at < part.length; at += CHUNK) {
        await this.#writer.write(part.subarray(at, at + CHUNK));
      }
    }
  }

  /** Ends a session whose streams broke; what its commands had done before stays known. */
  async #lose(error: unknown): Promise<ExecOutcome> {
    if (!(error instanceof RangeError)) await this.#lastWords();
    this.#process.kill();
    const how = await this.#process.ended;
    const [pairs, said] = this.#streams.remains();
    if (error instanceof RangeError) this.#lost ??= error.message;
    this.#lost ??= this.#explain(how, said);
    return { results: pairs.map(resultOf), lost: this.#lost };
  }

  /** One stream has ended: what comes on the other says why. */
  async #lastWords(): Promise<void> {
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LAST_WORDS_GRACE);
    await Promise.race([this.#streams.ended, enough]);
    clearTimeout(timer);
  }

  #explain(how: string, said: string): string {
    return this.#options.explain?.({ phase: "session", how, said })?.message ??
      `The shell ended with ${how}${said === "" ? "" : `: ${said}`}`;
  }
}

/** Bytes written at a time. */
const CHUNK = 256 * 1024;

function messageOf(result: CommandResult, fallback: string): string {
  return new TextDecoder().decode(result.stderr).trim() || fallback;
}

/** Says that there is no such file only where the folder can be searched. */
function getText(path: string, maxBytes: number): string {
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? "." : path.slice(0, slash) || "/";
  const read = maxBytes > 0 ? `head -c ${maxBytes + 1}` : "cat";
  return `(p=${quote(path.startsWith("-") ? `./${path}` : path)} d=${quote(folder)}; ` +
    `if [ -d "$p" ]; then echo "Is a folder: $p" >&2; exit 1; fi; ` +
    `if [ ! -e "$p" ] && { [ ! -e "$d" ] || [ -x "$d" ]; }; then exit ${MISSING}; fi; ` +
    `exec ${read} "$p") </dev/null`;
}
