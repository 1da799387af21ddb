/** A started shell, wherever it runs: `sh` on this computer, or one at the end of ssh. */
export interface ShellProcess {
  readonly stdin: WritableStream<Uint8Array>;
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  /** Resolves with how it ended, such as `exit code 1`. */
  readonly ended: Promise<string>;
  /** Ends it and all that runs in it; does nothing if it has ended. */
  kill(): void;
}

/**
 * Starts a program of this computer that becomes a shell, in a process group of its own.
 *
 * @throws {Error} If it cannot be started.
 */
export function startShell(argv: readonly string[]): ShellProcess {
  const [program = "", ...args] = argv;
  const child = spawn(program, args);
  let killing: Promise<unknown> | undefined;
  let isOver = false;
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    ended: child.status.then(async ({ code, signal }) => {
      isOver = true;
      await killing;
      return signal === null ? `exit code ${code}` : `signal ${signal}`;
    }),
    kill: () => {
      if (!isOver) killing ??= killGroup(child);
    },
  };
}

function spawn(program: string, args: readonly string[]): Deno.ChildProcess {
  const piped = { stdin: "piped", stdout: "piped", stderr: "piped" } as const;
  try {
    return new Deno.Command(program, { args: [...args], ...piped, detached: true }).spawn();
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound ? "no such program" : String(cause);
    throw new Error(`Cannot start ${program}: ${why}`, { cause });
  }
}

/**
 * Deno lets only those who may run everything signal a group, and a plugin may run next to nothing; so
 * the local one asks `sh`, which it may run. Of ssh there is but the one process.
 */
/**
 * `Deno.kill` needs the permission to run everything, which a plugin does not have; `sh`, which it
 * may run, reaches the whole group.
 */
async function killGroup(child: Deno.ChildProcess): Promise<void> {
  const helper = spawn("sh", ["-c", 'kill -9 "-$0"', String(child.pid)]);
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended by itself, which is what was asked for.
  }
  const { stdin, stdout, stderr, status } = helper;
  await Promise.all([stdin.close(), stdout.cancel(), stderr.cancel(), status]);
}
