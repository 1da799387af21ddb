import type { OutputStream } from "./terminal.ts";
import type { Completed } from "./processes.ts";

/** A program that the person at the terminal deals with, such as an editor. */
export interface AttendedCommand {
  /** A path, or a name to be found in `PATH`. */
  readonly program: string;
  readonly args?: readonly string[];
  /** The streams that are kept instead of shown. */
  readonly captures: readonly OutputStream[];
}

/**
 * Runs a program to its end in the foreground: it has the input and the terminal of this one, and
 * Ctrl-C goes to both.
 *
 * @throws {Error} If it cannot be started.
 */
export async function attend(
  { program, args = [], captures }: AttendedCommand,
): Promise<Completed> {
  const kept = (stream: OutputStream) => captures.includes(stream);
  const child = spawn(program, {
    args: [...args],
    stdin: "inherit",
    stdout: kept("stdout") ? "piped" : "inherit",
    stderr: kept("stderr") ? "piped" : "inherit",
  });
  const [status, stdout, stderr] = await Promise.all([
    child.status,
    kept("stdout") ? new Response(child.stdout).bytes() : new Uint8Array(),
    kept("stderr") ? new Response(child.stderr).bytes() : new Uint8Array(),
  ]);
  const ending = status.signal === null
    ? { kind: "exited", code: status.code } as const
    : { kind: "killed", signal: status.signal } as const;
  return { ending, stdout, stderr };
}

function spawn(program: string, options: Deno.CommandOptions): Deno.ChildProcess {
  try {
    return new Deno.Command(program, options).spawn();
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound
      ? "no such program"
      : cause instanceof Error
      ? cause.message
      : String(cause);
    throw new Error(`Cannot run ${program}: ${why}`, { cause });
  }
}
