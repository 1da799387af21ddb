import { float } from "../../../lib/base/value.ts";
import type { Value } from "../../../lib/plugin/sdk.ts";

/** What `stat` says of a path, as Ansible's modules stat and find tell it. */
export interface StatFields {
  readonly rawMode: number;
  readonly numbers: readonly number[];
  readonly names: readonly string[];
  /** Access, change of content, change of status: seconds since 1970. */
  readonly times: readonly [atime: number, mtime: number, ctime: number];
}

/**
 * @param times Whether with fractions of seconds, which GNU's `stat` alone knows.
 * @returns The format for `stat -c`.
 */
export function statFormat(times: "precise" | "whole"): string {
  const time = times === "precise" ? "%.9" : "%";
  return ["%f", "%s", "%u", "%g", "%h", "%i", "%d", "%o", "%b", "%t", "%T", "%U", "%G"].join("|") +
    `|${time}X|${time}Y|${time}Z`;
}

/** @returns What a line says that was written by `statFormat()`; `undefined` if it was not. */
export function parseStatFields(line: string): StatFields | undefined {
  const parts = line.split("|");
  const [atime = NaN, mtime = NaN, ctime = NaN] = parts.slice(13, 16).map(Number);
  if ([atime, mtime, ctime].some(Number.isNaN)) return undefined;
  return {
    rawMode: Number.parseInt(parts[0] ?? "", 16),
    numbers: [
      ...parts.slice(1, 9).map(Number),
      ...parts.slice(9, 11).map((text) => Number.parseInt(text, 16)),
    ],
    names: parts.slice(11, 13),
    times: [atime, mtime, ctime],
  };
}

/** @returns The letter of `ls -l` for what a path is. */
export function kindLetter(rawMode: number): string {
  return "?pc?d?b?-?l?s???".charAt((rawMode >> 12) & 15);
}

/** @returns The keys that the results of stat and find have in common. */
export function statKeys(fields: StatFields, path: string): Readonly<Record<string, Value>> {
  const { rawMode, numbers, names, times: [atime, mtime, ctime] } = fields;
  const [size = 0, uid = 0, gid = 0, nlink = 0, inode = 0, dev = 0] = numbers;
  const kind = kindLetter(rawMode);
  const has = (bit: number) => (rawMode & bit) !== 0;
  return {
    path,
    mode: (rawMode & 0o7777).toString(8).padStart(4, "0"),
    isdir: kind === "d",
    ischr: kind === "c",
    isblk: kind === "b",
    isreg: kind === "-",
    isfifo: kind === "p",
    islnk: kind === "l",
    issock: kind === "s",
    ...{ uid, gid, size, inode, dev, nlink },
    ...{ atime: float(atime), mtime: float(mtime), ctime: float(ctime) },
    ...{ wusr: has(0o200), rusr: has(0o400), xusr: has(0o100) },
    ...{ wgrp: has(0o020), rgrp: has(0o040), xgrp: has(0o010) },
    ...{ woth: has(0o002), roth: has(0o004), xoth: has(0o001) },
    ...{ isuid: has(0o4000), isgid: has(0o2000) },
    ...(names[0] === "UNKNOWN" ? {} : { pw_name: names[0] ?? "" }),
    ...(names[1] === "UNKNOWN" ? {} : { gr_name: names[1] ?? "" }),
  };
}

/** @returns The keys that the result of stat alone has. */
export function deviceKeys({ numbers }: StatFields): Readonly<Record<string, Value>> {
  const [blockSize = 0, blocks = 0, major = 0, minor = 0] = numbers.slice(6);
  return {
    blocks,
    block_size: blockSize,
    device_type: major * 256 + (minor & 255) + (minor >> 8) * 0x100000,
  };
}
