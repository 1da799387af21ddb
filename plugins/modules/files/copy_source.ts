import {
  type ModuleDiff,
  ModuleFailure,
  type PutFile,
  type PutOutcome,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { type FileStat, pathInfo } from "../shared/file_stat.ts";
import { md5 } from "../shared/md5.ts";
import { writtenInfo } from "./write_file.ts";

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
  diff: readonly ModuleDiff[],
): void {
  if (validation === undefined) return;
  const { exitCode, stdout, stderr } = validation;
  throw new ModuleFailure("failed to validate", {
    result: { exit_status: exitCode, stdout, stderr, checksum: source.sha1 },
    diff,
    diffForm: "list",
  });
}

/** Up to here bytes are fetched for their MD5; of larger files it is had on the target. */
const SMALL = 1024 * 1024;

/**
 * @param copy `now`: what the file is, if that is known without a look at it.
 * @returns What a result says of a file that was copied.
 */
export async function copiedInfo(
  target: Target,
  path: string,
  { source, now }: { readonly source: CopySource; readonly now: FileStat | undefined },
) {
  if (now === undefined || source.size > SMALL) return await writtenInfo(target, path);
  return { ...pathInfo(now), md5sum: md5(await source.bytes()) };
}
