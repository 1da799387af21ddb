import type { CommandOutcome, Target } from "../../../lib/plugin/sdk.ts";

/** Why a command was not even started. */
export type StartFailure =
  | { readonly kind: "folder"; readonly message: string }
  | { readonly kind: "program"; readonly message: string; readonly rc: number };

/** What a shell returns when it cannot start a program, though any program may return it, too. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/**
 * Asks the target, only if the exit code leaves a doubt, whether the program could be started.
 *
 * @returns Why not, in the words of Python's OSError, or `undefined` if it was started.
 */
export async function startFailure(
  target: Target,
  { outcome, words, cwd }: {
    readonly outcome: CommandOutcome;
    readonly words: readonly string[];
    readonly cwd: string | undefined;
  },
): Promise<StartFailure | undefined> {
  const [program = ""] = words;
  if (outcome.exitCode !== NOT_EXECUTABLE && outcome.exitCode !== NOT_FOUND) return undefined;
  const isPath = program.includes("/");
  const inFolder = cwd === undefined ? {} : { cwd };
  const [folder, found, executable] = await target.probe(
    { argv: ["test", "-d", cwd ?? "/"] },
    isPath ? { argv: ["test", "-e", program], ...inFolder } : { argv: ["command", "-v", program] },
    ...(isPath ? [{ argv: ["test", "-x", program], ...inFolder }] : []),
  );
  if (folder?.exitCode !== 0) {
    return { kind: "folder", message: `[Errno 2] No such file or directory: b'${cwd}'` };
  }
  // A builtin of the shell is a word without a slash, and no program.
  const isFound = found?.exitCode === 0 && (isPath || found.stdout.startsWith("/"));
  if (!isFound) {
    const message = `[Errno 2] No such file or directory: b'${program}'`;
    return { kind: "program", message, rc: 2 };
  }
  if (isPath && executable?.exitCode !== 0) {
    return { kind: "program", message: `[Errno 13] Permission denied: b'${program}'`, rc: 13 };
  }
  return undefined;
}
