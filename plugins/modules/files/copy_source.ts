import {
  type Diff,
  ModuleFailure,
  type PutFile,
  type PutOutcome,
} from "../../../lib/plugin/sdk.ts";

/** Bytes of the controller that are to be a file on the target. */
export interface CopySource {
  readonly content: PutFile["content"];
  readonly sha1: string;
  readonly size: number;
  /** The file's name, used where the destination is a folder; absent for a text of the task. */
  readonly name?: string;
  /** How the source is shown and named in results. */
  readonly label: string;
  /** The bytes themselves, for a difference and for an MD5. */
  readonly bytes: () => Promise<Uint8Array>;
}

/** @throws {ModuleFailure} If the new file was not valid. */
export function requireValid(
  { validation }: PutOutcome,
  source: CopySource,
  diff: readonly Diff[],
): void {
  if (validation === undefined) return;
  const { exitCode, stdout, stderr } = validation;
  throw new ModuleFailure("failed to validate", {
    result: { exit_status: exitCode, stdout, stderr, checksum: source.sha1 },
    diff,
  });
}
