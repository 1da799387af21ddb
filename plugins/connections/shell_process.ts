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
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    ended: child.status.then(({ code, signal }) =>
      signal === null ? `exit code ${code}` : `signal ${signal}`
    ),
    kill: () => killGroup(child.pid),
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

function killGroup(leader: number): void {
  try {
    Deno.kill(-leader, "SIGKILL");
  } catch {
    // Nobody is left in the group: what was asked for is done.
  }
}
