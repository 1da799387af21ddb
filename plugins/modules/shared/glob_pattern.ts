/** @returns What matches `pattern` as Python's fnmatch does: `*`, `?`, `[seq]` and `[!seq]`. */
export function globPattern(pattern: string): RegExp {
  const source = pattern.replace(
    /\[(!?)(\]?[^\]]*)\]|[.*+?^${}()|[\]\\]/g,
    (text, not: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${not === "!" ? "^" : ""}${set.replace(/[\\^]/g, "\\$&")}]`;
      if (text === "*") return ".*";
      return text === "?" ? "." : `\\${text}`;
    },
  );
  return new RegExp(`^${source}$`, "s");
}
