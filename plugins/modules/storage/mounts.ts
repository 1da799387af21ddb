import { unescapeOctal } from "../shared/unescape_octal.ts";

/** Something that is mounted. */
export interface Mounted {
  readonly path: string;
  /** What was mounted, as the kernel names it. */
  readonly source: string;
}

/** @returns What is mounted, by the text of /proc/self/mountinfo: proc(5). */
export function parseMountinfo(text: string): readonly Mounted[] {
  return text.split("\n").flatMap((line) => {
    const [left = "", right = ""] = line.split(" - ");
    const path = left.split(" ")[4];
    const source = right.split(" ")[1];
    if (path === undefined || source === undefined) return [];
    return [{ path: unescapeOctal(path), source: unescapeOctal(source) }];
  });
}
