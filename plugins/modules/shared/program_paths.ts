import { type CommandOutcome, ModuleFailure, type ProbeCommand } from "../../../lib/plugin/sdk.ts";

/** Where programs for administrators are that a user's PATH may leave out. */
const FOLDERS = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

/** @returns Probes for `programPaths()`; in a shell session none of them costs a process. */
export function programProbes(names: readonly string[]): ProbeCommand[] {
  return names.flatMap((name) => [
    { argv: ["command", "-v", name] },
    ...FOLDERS.map((folder) => ({ argv: ["test", "-x", `${folder}/${name}`] })),
  ]);
}

/** @returns The paths of those programs that the target has, by name. */
export function programPaths(
  names: readonly string[],
  outcomes: readonly CommandOutcome[],
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const step = 1 + FOLDERS.length;
  names.forEach((name, i) => {
    const [inPath, ...inFolders] = outcomes.slice(i * step, (i + 1) * step);
    const folder = FOLDERS.find((_, at) => inFolders[at]?.exitCode === 0);
    if (inPath?.exitCode === 0) paths.set(name, inPath.stdout.trim());
    else if (folder !== undefined) paths.set(name, `${folder}/${name}`);
  });
  return paths;
}

/**
 * @returns The path of a program.
 * @throws {ModuleFailure} If the target does not have it.
 */
export function requireProgram(paths: ReadonlyMap<string, string>, name: string): string {
  const path = paths.get(name);
  if (path !== undefined) return path;
  const places = ["PATH", ...FOLDERS].join(":");
  throw new ModuleFailure(`Failed to find required executable "${name}" in paths: ${places}`);
}
