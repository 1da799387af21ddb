import type { CommandOutcome } from "../../../lib/plugin/sdk.ts";
import { globPattern } from "../../../lib/source/glob_pattern.ts";

/**
 * @param pattern A path, or a glob pattern of `*`, `?` and `[set]`.
 * @returns A probe for `isMatch()`.
 */
export function existsProbe(pattern: string): string[] {
  if (!isGlob(pattern)) return ["test", "-e", pattern, "-o", "-L", pattern];
  const parts = pattern.split("/");
  const first = parts.findIndex(isGlob);
  const base = parts.slice(0, first).join("/") || (pattern.startsWith("/") ? "/" : ".");
  const depth = String(parts.slice(first).filter((part) => part !== "").length);
  return ["find", base, "-mindepth", depth, "-maxdepth", depth];
}

/** @returns Whether the pattern's probe found something, as Python's glob.glob() does. */
export function isMatch(pattern: string, outcome: CommandOutcome | undefined): boolean {
  if (!isGlob(pattern)) return outcome?.exitCode === 0;
  const wanted = pattern.split("/").filter((part) => part !== "" && part !== ".");
  return (outcome?.stdout ?? "").split("\n").some((path) => {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    return parts.length === wanted.length &&
      parts.every((part, i) => matches(part, wanted[i] ?? ""));
  });
}

function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/** A wildcard never matches the dot of a hidden name. */
function matches(part: string, pattern: string): boolean {
  if (part.startsWith(".") && !pattern.startsWith(".")) return false;
  return globPattern(pattern).test(part);
}
