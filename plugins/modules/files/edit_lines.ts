import type { PythonRegex } from "../../../lib/source/python_regex.ts";
import { wholeLines } from "../shared/whole_lines.ts";
import { orFail } from "./python_pattern.ts";

/** What `lineinfile` looks for. */
export interface LineQuery {
  readonly regexp?: PythonRegex;
  readonly searchString?: string;
}

/** A line that is to be there. */
export interface LineWish extends LineQuery {
  readonly line: string;
  /** Where a new line goes. */
  readonly place: Place;
  readonly usesBackrefs: boolean;
  /** Which of several matches counts. */
  readonly counts: "first" | "last";
}

/** Where a new line goes: at an end of the file, or next to a line that matches. */
export type Place =
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "after" | "before"; readonly regexp: PythonRegex };

/** What became of the content; the message is empty if nothing did. */
export interface LineEdit {
  readonly content: string;
  readonly message: string;
}

/** @returns The content with the line, by the rules of Ansible's lineinfile. */
export function ensureLine(content: string, wish: LineWish): LineEdit {
  const lines = wholeLines(content);
  const { line } = wish;
  const match = findMatch(lines, wish);
  const index = match ?? findLast(lines, (text) => withoutEnd(text) === line);
  if (index !== undefined) {
    const old = lines[index] ?? "";
    const text = match !== undefined && wish.usesBackrefs ? expand(old, wish) : line;
    const replacement = text.endsWith("\n") ? text : `${text}\n`;
    if (old === replacement) return { content, message: "" };
    lines[index] = replacement;
    return { content: lines.join(""), message: "line replaced" };
  }
  // Without a match there is nothing that the references could stand for.
  if (wish.usesBackrefs) return { content, message: "" };
  return insert(content, lines, wish);
}

/** @returns The content without the lines that match, and how many these are. */
export function removeLines(
  content: string,
  query: LineQuery & { readonly line?: string },
): LineEdit & { readonly found: number } {
  const lines = wholeLines(content);
  const isQuery = query.regexp !== undefined || query.searchString !== undefined;
  const kept = lines.filter((text) =>
    isQuery ? !isMatch(text, query) : withoutEnd(text) !== query.line
  );
  const found = lines.length - kept.length;
  const message = found > 0 ? `${found} line(s) removed` : "";
  return { content: kept.join(""), message, found };
}

function insert(content: string, lines: string[], { line, place, counts }: LineWish): LineEdit {
  const added = { message: "line added" };
  if (place.kind === "start") return { content: `${line}\n${content}`, ...added };
  const index = place.kind === "end" ? undefined : find(lines, place.regexp, counts);
  if (place.kind === "end" || index === undefined) {
    const gap = content === "" || /[\r\n]$/.test(content) ? "" : "\n";
    return { content: `${content}${gap}${line}\n`, ...added };
  }
  const at = place.kind === "after" ? index + 1 : index;
  lines.splice(at, 0, `${line}\n`);
  const before = lines[at - 1];
  // The last line of the file may have no end.
  if (before !== undefined && !before.endsWith("\n")) lines[at - 1] = `${before}\n`;
  return { content: lines.join(""), ...added };
}

function find(lines: readonly string[], regexp: PythonRegex, counts: LineWish["counts"]) {
  const matches = (text: string) => regexp.search(text) !== undefined;
  const index = counts === "first" ? lines.findIndex(matches) : lines.findLastIndex(matches);
  return index < 0 ? undefined : index;
}

function findMatch(lines: readonly string[], wish: LineWish): number | undefined {
  const matches = (text: string) => isMatch(text, wish);
  const index = wish.counts === "first" ? lines.findIndex(matches) : lines.findLastIndex(matches);
  return index < 0 ? undefined : index;
}

function findLast(lines: readonly string[], test: (text: string) => boolean): number | undefined {
  const index = lines.findLastIndex(test);
  return index < 0 ? undefined : index;
}

function isMatch(text: string, { regexp, searchString }: LineQuery): boolean {
  if (regexp !== undefined) return regexp.search(text) !== undefined;
  return searchString !== undefined && text.includes(searchString);
}

/** Only the template of the match counts, not what stands around it. */
function expand(old: string, { regexp, line }: LineWish): string {
  const matched = regexp?.search(old)?.groups[0];
  if (regexp === undefined || matched === undefined) return line;
  const start = old.indexOf(matched);
  const replaced = orFail(() => regexp.substituteFirst(old, line));
  return replaced.slice(start, replaced.length - (old.length - start - matched.length));
}

function withoutEnd(text: string): string {
  return text.replace(/[\r\n]+$/, "");
}
