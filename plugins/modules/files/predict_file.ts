import { afterChange, attributeChange, type WantedAttributes } from "../shared/file_attributes.ts";
import { applyMode, isSymbolic } from "../shared/file_mode.ts";
import type { FileStat } from "../shared/file_stat.ts";

/**
 * Its owner and group are those of whoever asks; in the same `stat` call it costs nothing. Without
 * the dot it would be a link, which is root's.
 */
export const SELF = "/proc/self/.";

/** A file that has just been written. */
export interface WrittenFile {
  readonly path: string;
  readonly size: number;
  /** What was there before. */
  readonly stat: FileStat | undefined;
  readonly wanted: WantedAttributes;
  /** Of `SELF`. */
  readonly self: FileStat | undefined;
  /** The folder that the file is in. */
  readonly folder: FileStat | undefined;
}

/** @returns What the file is now; `undefined` where only a look at it can tell. */
export function predictFile(file: WrittenFile): FileStat | undefined {
  const { path, size, stat, wanted, self } = file;
  // Others than root may not be able to keep an owner.
  if (stat !== undefined && self?.uid !== 0 && (stat.uid !== self?.uid || stat.gid !== self.gid)) {
    return undefined;
  }
  const base = stat ?? freshStat(file);
  if (base === undefined || base.kind !== "file") return undefined;
  const now = afterChange(base, attributeChange(base, wanted));
  return now === undefined ? undefined : { ...now, path, size, links: 1 };
}

/** Without a mode an ACL of the folder may have its say. */
function freshStat({ path, size, wanted, self, folder }: WrittenFile): FileStat | undefined {
  const { mode } = wanted;
  if (self === undefined || folder === undefined || mode === undefined || isSymbolic(mode)) {
    return undefined;
  }
  const { gid, group } = (folder.mode & 0o2000) === 0 ? self : folder;
  const bits = applyMode(mode, { mode: 0, isDirectory: false });
  return { ...self, path, size, gid, group, kind: "file", mode: bits, rawMode: bits | 0o100000 };
}
