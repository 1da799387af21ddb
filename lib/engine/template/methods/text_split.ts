import { valueError } from "../errors.ts";

/** What Python's `str.split()` counts as space. */
const SPACE = "\\s\\x1c-\\x1f\\x85";
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const LEADING = new RegExp(`^[${SPACE}]+`, "u");
const TRAILING = new RegExp(`[${SPACE}]+$`, "u");
// deno-lint-ignore no-control-regex -- control characters end lines in Python
const LINE_END = /\r\n|[\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029]/g;

/** @returns `text` split at `separator` (at runs of space if `null`), `limit` times if not -1. */
export function split(text: string, separator: string | null, limit: number): string[] {
  if (separator === null) {
    const trimmed = text.replace(LEADING, "");
    if (limit < 0) {
      const body = trimmed.replace(TRAILING, "");
      return body === "" ? [] : body.split(SPACES);
    }
    return splitSpaces(trimmed, limit);
  }
  if (separator === "") throw valueError("empty separator");
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

/** Like `split()`, counting `limit` from the right. */
export function splitRight(text: string, separator: string | null, limit: number): string[] {
  if (limit < 0) return split(text, separator, limit);
  if (separator === null) {
    const reversed = Array.from(text).reverse().join("");
    return split(reversed, null, limit)
      .map((part) => Array.from(part).reverse().join(""))
      .reverse();
  }
  if (separator === "") throw valueError("empty separator");
  const parts = text.split(separator);
  if (parts.length <= limit + 1) return parts;
  const head = parts.length - limit;
  return [parts.slice(0, head).join(separator), ...parts.slice(head)];
}

/** Whether `splitLines()` leaves the line ends on the lines. */
export type LineEnds = "keep" | "drop";

/** @returns The lines of `text` by all of Python's line ends. */
export function splitLines(text: string, ends: LineEnds): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const match of text.matchAll(LINE_END)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(from, ends === "keep" ? end : match.index));
    from = end;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** The ends of a text that `strip()` works on. */
export type Ends = "left" | "right" | "both";

/** @returns `text` without the characters `set` (space if `null`) at its ends. */
export function strip(text: string, set: string | null, ends: Ends): string {
  if (set === null) {
    const left = ends === "right" ? text : text.replace(LEADING, "");
    return ends === "left" ? left : left.replace(TRAILING, "");
  }
  const characters = Array.from(text);
  const strippable = new Set(Array.from(set));
  let start = 0;
  let end = characters.length;
  if (ends !== "right") { while (start < end && strippable.has(characters[start] ?? "")) start++; }
  if (ends !== "left") { while (end > start && strippable.has(characters[end - 1] ?? "")) end--; }
  return characters.slice(start, end).join("");
}

function splitSpaces(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest !== "" && parts.length < limit) {
    const match = SPACES.exec(rest);
    if (match === null) break;
    parts.push(rest.slice(0, match.index));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== "") parts.push(parts.length < limit ? rest.replace(TRAILING, "") : rest);
  return parts;
}
