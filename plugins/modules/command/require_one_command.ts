import { ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";

/**
 * Checks that the command is given, and in one way.
 *
 * @throws {ModuleFailure} If it is not.
 */
export function requireOneCommand(
  text: string | undefined,
  argv: readonly Value[] | undefined,
): void {
  const hasText = text !== undefined && text.trim() !== "";
  const hasWords = argv !== undefined && argv.length > 0;
  if (hasText !== hasWords) return;
  const msg = hasText ? "only command or argv can be given, not both" : "no command given";
  throw new ModuleFailure(msg, {
    result: { cmd: null, rc: 256, stdout: "", stderr: "", start: null, end: null, delta: null },
  });
}
