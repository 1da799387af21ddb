import { wholeLines } from "../shared/whole_lines.ts";

/** What a line of fstab says: fstab(5). */
export interface FstabEntry {
  readonly src: string;
  /** The folder, `none` for swap. */
  readonly path: string;
  readonly fstype: string;
  readonly opts: string;
  readonly dump: string;
  readonly passno: string;
}

/** Which lines are meant: those of a path; of swap, which has none, those of a device. */
export type FstabKey = Pick<FstabEntry, "path"> & Partial<FstabEntry>;

/** @returns `text` with the line of `entry`; the very same text if it is there. */
export function withEntry(text: string, entry: FstabEntry): string {
  const lines = wholeLines(text);
  const places = lines.flatMap((line, index) => isOf(line, entry) ? [index] : []);
  if (places.length === 0) {
    const ended = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    return ended + lineOf(entry);
  }
  return lines.map((line, index) =>
    places.includes(index) && !isSame(line, entry) ? lineOf(entry) : line
  ).join("");
}

/** @returns `text` without the lines that `key` means. */
export function withoutEntry(text: string, key: FstabKey): string {
  return wholeLines(text).filter((line) => !isOf(line, key)).join("");
}

/** The fields; none of a comment, or of a line that is no entry. */
function fieldsOf(line: string): readonly string[] {
  const fields = line.trim().split(/\s+/);
  return line.trim().startsWith("#") || fields.length < 4 || fields.length > 6 ? [] : fields;
}

function isOf(line: string, { path, src }: FstabKey): boolean {
  const [device, folder, fstype] = fieldsOf(line);
  if (folder !== escaped(path)) return false;
  const isSwap = folder === "none" && fstype === "swap";
  return !isSwap || src === undefined || device === escaped(src);
}

function isSame(line: string, entry: FstabEntry): boolean {
  const [src, path, fstype, opts, dump = "0", passno = "0"] = fieldsOf(line);
  return [src, path, fstype, opts, dump, passno].join(" ") === lineOf(entry).trim();
}

function lineOf({ src, path, fstype, opts, dump, passno }: FstabEntry): string {
  return `${[src, path, fstype, opts, dump, passno].map(escaped).join(" ")}\n`;
}

/** Fields stand apart by white space, so theirs is written as octal numbers. */
function escaped(field: string): string {
  return field.replaceAll("\\", "\\134").replaceAll(" ", "\\040").replaceAll("\t", "\\011")
    .replaceAll("&", "\\046");
}
