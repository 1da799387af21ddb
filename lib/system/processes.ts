import { concatBytes } from "../base/concat_bytes.ts";
import { attend, type AttendedCommand } from "./attend.ts";

/** A program to run to its end. */
export interface Command {
  /** A path, or a name to be found in `PATH`. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly workingFolder?: string;
  /** Added to the environment of this process. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the program reads; nothing if left out. */
  readonly stdin?: string | Uint8Array;
  /** Milliseconds after which the program and all it has started are killed. */
  readonly timeout?: number;
}

/** How a program came to its end. */
export type Ending =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "timed-out" };

/** What is known after a program's end. */
export interface Completed {
  readonly ending: Ending;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** Runs programs. The one for tests is `FakeProcesses`. */
export interface Processes {
  /**
   * Runs `command` in a session of its own, so that what it has started is killed with it.
   *
   * @throws {Error} If it cannot be started.
   * @throws The signal's reason, as soon as the signal is aborted and the program is gone.
   */
  run(command: Command, options?: { readonly signal?: AbortSignal }): Promise<Completed>;
  /**
   * Runs a program in the foreground: it has the input and the terminal of this one.
   *
   * @throws {Error} If it cannot be started.
   */
  attend(command: AttendedCommand): Promise<Completed>;
}

/** The programs of this computer. */
export const processes: Processes = { run, attend };

/** Milliseconds between SIGTERM and SIGKILL. */
const GRACE = 500;

async function run(
  command: Command,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Completed> {
  const { signal } = options;
  signal?.throwIfAborted();
  const child = spawn(command);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const stdin = feed(child.stdin, command.stdin);

  const stop = Promise.withResolvers<"timed-out" | "aborted">();
  const onAbort = () => stop.resolve("aborted");
  signal?.addEventListener("abort", onAbort, { once: true });
  const timer = command.timeout === undefined
    ? undefined
    : setTimeout(() => stop.resolve("timed-out"), command.timeout);

  const closed = Promise.all([child.status, stdout.done, stderr.done]);
  const outcome = await Promise.race([closed.then(([status]) => status), stop.promise]);
  clearTimeout(timer);
  signal?.removeEventListener("abort", onAbort);
  if (typeof outcome === "string") {
    await killGroup(child);
    // What escaped into a session of its own may hold the pipes open for ever.
    await Promise.all([stdout.stop(), stderr.stop()]);
  }
  await stdin.stop();
  if (outcome === "aborted") throw signal?.reason;
  return { ending: endingOf(outcome), stdout: stdout.bytes(), stderr: stderr.bytes() };
}

function spawn(command: Command): Deno.ChildProcess {
  try {
    return new Deno.Command(command.program, {
      args: [...command.args ?? []],
      ...(command.workingFolder === undefined ? {} : { cwd: command.workingFolder }),
      env: { ...command.variables },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      detached: true,
    }).spawn();
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound
      ? "no such program or working folder"
      : cause instanceof Error
      ? cause.message
      : String(cause);
    throw new Error(`Cannot run ${command.program}: ${why}`, { cause });
  }
}

function endingOf(outcome: Deno.CommandStatus | "timed-out"): Ending {
  if (outcome === "timed-out") return { kind: "timed-out" };
  return outcome.signal === null
    ? { kind: "exited", code: outcome.code }
    : { kind: "killed", signal: outcome.signal };
}

/** Asks the whole process group to end, then makes it. Resolves when the first of it is gone. */
async function killGroup(child: Deno.ChildProcess): Promise<void> {
  signalGroup(child.pid, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), GRACE);
  await child.status;
  clearTimeout(timer);
  // The leader may have ended at SIGTERM while the rest of its group ignores it.
  signalGroup(child.pid, "SIGKILL");
}

function signalGroup(leader: number, signal: Deno.Signal): void {
  try {
    Deno.kill(-leader, signal);
  } catch (error) {
    // Nobody is left in the group: what was asked for is done.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Reads a stream to its end, or to the moment it is stopped. */
function collect(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  async function read() {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
    }
  }
  return {
    done: read(),
    stop: () => reader.cancel(),
    bytes: () => concatBytes(chunks),
  };
}

/** Writes what the program reads; it may stop listening at any time, which is no error. */
function feed(stream: WritableStream<Uint8Array>, stdin: string | Uint8Array = "") {
  const writer = stream.getWriter();
  const bytes = typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  const done = (async () => {
    try {
      if (bytes.length > 0) await writer.write(bytes);
      await writer.close();
    } catch {
      await writer.abort().catch(() => {});
    }
  })();
  return {
    async stop() {
      await writer.abort().catch(() => {});
      await done;
    },
  };
}
