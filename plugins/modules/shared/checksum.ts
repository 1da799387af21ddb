/**
 * @param stdout Of `sha1sum`, `md5sum` and their like for one file.
 * @returns The digits, or `undefined` if there are none.
 */
export function parseChecksum(stdout: string | undefined): string | undefined {
  // A backslash in front says that the file's name is escaped.
  return /^\\?([0-9a-f]{32,128})\s/.exec(stdout ?? "")?.[1];
}

/**
 * @param stdout Of `sha1sum` and its like for several files.
 * @returns The digits by path.
 */
export function parseChecksums(stdout: string): ReadonlyMap<string, string> {
  const sums = new Map<string, string>();
  for (const line of stdout.split("\n")) {
    const [, escape, digits = "", name = ""] = /^(\\?)([0-9a-f]{32,128}) [ *](.*)$/.exec(line) ??
      [];
    if (digits === "") continue;
    sums.set(escape === "" ? name : unescape(name), digits);
  }
  return sums;
}

function unescape(name: string): string {
  return name.replaceAll(
    /\\([\\nr])/g,
    (_, char) => char === "n" ? "\n" : char === "r" ? "\r" : "\\",
  );
}
