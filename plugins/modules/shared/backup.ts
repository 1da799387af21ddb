import { type ApplyCommand, type CommandOutcome, ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { asOperand } from "./file_stat.ts";

/**
 * @returns What keeps a copy of a file beside it under Ansible's name for backups: process number
 * and local time of the target; `backupPath()` reads the name from its outcome.
 */
export function backupCommand(path: string): ApplyCommand {
  const script = 'b="$1.$$.$(date +%Y-%m-%d@%H:%M:%S)~"; cp -p "$1" "$b" && printf %s "$b"';
  return { script, argv: [asOperand(path)] };
}

/**
 * @returns The backup's path, or `undefined` in check mode.
 * @throws {ModuleFailure} If there is no backup.
 */
export function backupPath(outcome: CommandOutcome | undefined, path: string): string | undefined {
  if (outcome === undefined || outcome.exitCode !== 0) {
    throw new ModuleFailure(`Could not make backup of ${path}: ${outcome?.stderr.trim() ?? ""}`);
  }
  return outcome.carriedOut ? outcome.stdout : undefined;
}
