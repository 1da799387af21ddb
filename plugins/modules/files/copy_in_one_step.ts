import { folderOf } from "../../../lib/base/posix_path.ts";
import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import type { WantedAttributes } from "../shared/file_attributes.ts";
import { isSymbolic } from "../shared/file_mode.ts";
import { parseStats, statCommand } from "../shared/file_stat.ts";
import { copiedInfo, type CopySource, requireValid } from "./copy_source.ts";
import { predictFile, SELF } from "./predict_file.ts";
import { settledResult } from "./settle_attributes.ts";
import { writeFile } from "./write_file.ts";

/** One file of the controller for one path of the target. */
export interface Copy {
  readonly dest: string;
  readonly source: CopySource;
  readonly wanted: WantedAttributes;
}

/** Up to here bytes are sent although they may be there already. */
const LARGEST = 64 * 1024;

/** @returns Whether the copy may be tried without a look at the target first. */
export function isOneStep(call: ModuleCall, { dest, source, wanted }: Copy): boolean {
  const { args, checkMode, diff } = call;
  const { mode } = wanted;
  return !checkMode && !diff && bool(args, "force") && !bool(args, "backup") &&
    !bool(args, "unsafe_writes") && !dest.endsWith("/") && source.size <= LARGEST &&
    (mode === undefined || !isSymbolic(mode));
}

/**
 * Writes the file where a plain one with other bytes is, or none, and learns in the same round trip
 * what was there before and what is there now.
 *
 * @returns `undefined` if it is not that simple; nothing has been done then.
 */
export async function copyInOneStep(
  call: ModuleCall,
  target: Target,
  { dest, source, wanted }: Copy,
): Promise<ModuleResult | undefined> {
  const paths = [dest, folderOf(dest) || ".", SELF];
  const { content, sha1: checksum, size } = source;
  const written = await tryWrite(call, target, {
    path: dest,
    content,
    stat: undefined,
    wanted,
    keys: { checksum },
    conditions: {
      unlessSha1: checksum,
      before: [statCommand(...paths)],
      // With a mode all of it can be told.
      after: wanted.mode === undefined ? [statCommand(dest)] : [],
    },
  });
  if (written === undefined) return undefined;
  requireValid(written, source, []);
  const found = parseStats(written.before[0], paths);
  const stat = found.get(dest);
  if (!written.carriedOut) {
    if (stat?.kind !== "file") return undefined;
    return await settledResult(target, { path: dest, stat, wanted, checksum });
  }
  const [, folder = "."] = paths;
  const now = parseStats(written.after[0], [dest]).get(dest) ?? predictFile({
    ...{ path: dest, size, stat, wanted },
    self: found.get(SELF),
    folder: found.get(folder),
  });
  const info = await copiedInfo(target, dest, { source, now });
  const result = { dest, src: source.label, checksum, ...info };
  return { changed: true, result, diffForm: "list" };
}

/** A failure is left to whoever has a closer look. */
async function tryWrite(...args: Parameters<typeof writeFile>) {
  try {
    return await writeFile(...args);
  } catch (error) {
    if (error instanceof ModuleFailure) return undefined;
    throw error;
  }
}
