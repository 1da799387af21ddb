import type { Processes } from "../../system/processes.ts";

/** Found by path: neither a policy nor an environment decides which program it is. */
export const SHELL = "/bin/sh";

/** Milliseconds after which a script is taken to hang. */
const PATIENCE = 20_000;

/** A few lines for a shell that stand in the source, with what varies as arguments. */
export interface Script {
  readonly text: string;
  readonly args: readonly string[];
}

/**
 * Runs lines of shell. What lies below /proc and /sys is touched in this way alone, because the
 * runtime lets nothing near these folders that does not have every permission there is.
 *
 * @returns What they printed.
 * @throws {Error} If they failed, with what they complained about.
 */
export async function runScript(processes: Processes, { text, args }: Script): Promise<string> {
  const { ending, stdout, stderr } = await processes.run({
    program: SHELL,
    args: ["-c", text, "shep", ...args],
    variables: { LC_ALL: "C" },
    timeout: PATIENCE,
  });
  if (ending.kind === "exited" && ending.code === 0) return decode(stdout);
  const complaint = decode(stderr).trim().replaceAll(/^shep: (\d+: )?/gm, "");
  switch (ending.kind) {
    case "exited":
      throw new Error(complaint === "" ? `A script ended with code ${ending.code}` : complaint);
    case "killed":
      throw new Error(`A script was ended by ${ending.signal}`);
    case "timed-out":
      throw new Error(`A script did not end within ${PATIENCE / 1000} s`);
    default:
      return ending satisfies never;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
