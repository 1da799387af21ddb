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

/** How a program is started and ended. */
export interface ProcessOptions {
  /** Variables beside those that this process has. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * What starts a `sh` that ends the program with all that it has started: `sh` if left out. With
   * "none" the program alone is ended, such as ssh.
   */
  readonly killer?: readonly string[] | "none";
}

/**
 * Starts a program of this computer that becomes a shell, in a session of its own: a Ctrl-C in the
 * terminal does not reach it, and it cannot ask there for passwords.
 *
 * @throws {Error} If it cannot be started.
 */
export function startShell(argv: readonly string[], options: ProcessOptions = {}): ShellProcess {
  const [program = "", ...args] = argv;
  const { env = {}, killer = ["sh"] } = options;
  const child = spawn(program, args, env);
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
      if (!isOver) killing ??= killer === "none" ? killAlone(child) : killGroup(child, killer);
    },
  };
}

function spawn(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Deno.ChildProcess {
  const piped = { stdin: "piped", stdout: "piped", stderr: "piped" } as const;
  const options = { args: [...args], env: { ...env }, ...piped, detached: true };
  try {
    return new Deno.Command(program, options).spawn();
  } catch (cause) {
    throw new Error(`Cannot start ${program}: ${reason(cause)}`, { cause });
  }
}

function reason(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "no such program";
  if (error instanceof Deno.errors.NotCapable) {
    return "the plugin may run no other program than the first of its name in PATH, " +
      "so put its folder first there";
  }
  return String(error);
}

/** Asked to end, ssh ends its proxies too; one that does not is killed. */
async function killAlone(child: Deno.ChildProcess): Promise<void> {
  const send = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // It has ended by itself, which is what was asked for.
    }
  };
  send("SIGTERM");
  const timer = setTimeout(() => send("SIGKILL"), TERM_GRACE);
  await child.status;
  clearTimeout(timer);
}

/** Milliseconds that a program has to end when it is asked to. */
const TERM_GRACE = 300;

/**
 * `Deno.kill` needs the permission to run everything, which a plugin does not have; a `sh` that it
 * may start reaches the whole group.
 */
async function killGroup(child: Deno.ChildProcess, killer: readonly string[]): Promise<void> {
  const [program = "", ...args] = [...killer, "-c", 'kill -9 "-$0"', String(child.pid)];
  const helper = spawn(program, args, {});
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended by itself, which is what was asked for.
  }
  const { stdin, stdout, stderr, status } = helper;
  await Promise.all([stdin.close(), stdout.cancel(), stderr.cancel(), status]);
}
