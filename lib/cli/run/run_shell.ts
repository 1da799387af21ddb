/**
 * Runs a command of lookup `pipe`, which templates wait for.
 *
 * @returns Its standard output.
 * @throws {Error} If it fails; the message is its exit code.
 */
export function runShell(command: string, workingFolder: string): string {
  const { success, code, stdout } = new Deno.Command("/bin/sh", {
    args: ["-c", command],
    cwd: workingFolder,
    stdin: "null",
    stderr: "inherit",
  }).outputSync();
  if (!success) throw new Error(`Exit code ${code}`);
  return new TextDecoder().decode(stdout);
}
