import { type MatchingBlock, matchingBlocks } from "./sequence_matcher.ts";

/** The two texts of a diff, each with the name that its header shows. */
export interface DiffTexts {
  readonly before: string;
  readonly after: string;
  readonly beforeName: string;
  readonly afterName: string;
}

/**
 * Compares two texts by lines, with three lines of context, exactly as Python's
 * `difflib.unified_diff` with Ansible's `\ No newline at end of file`.
 *
 * @returns The lines, each with its end; none if the texts are equal.
 */
export function unifiedDiff(texts: DiffTexts): string[] {
  const before = linesOf(texts.before);
  const after = linesOf(texts.after);
  const result: string[] = [];
  for (const hunk of hunksOf(changesOf(matchingBlocks(before, after)))) {
    if (result.length === 0) result.push(`--- ${texts.beforeName}\n`, `+++ ${texts.afterName}\n`);
    result.push(headerOf(hunk));
    for (const change of hunk) {
      if (change.isEqual) {
        pushLines(result, " ", before.slice(change.aStart, change.aEnd));
      } else {
        pushLines(result, "-", before.slice(change.aStart, change.aEnd));
        pushLines(result, "+", after.slice(change.bStart, change.bEnd));
      }
    }
  }
  return result;
}

/** Lines shown before and after a change. */
const CONTEXT = 3;

/** Lines `aStart` to `aEnd` (exclusive) of the one text are, or became, those of the other. */
interface Change {
  readonly isEqual: boolean;
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/** Splits as Python's `splitlines(True)`, which knows more line ends than `\n`. */
function linesOf(text: string): string[] {
  // deno-lint-ignore no-control-regex -- control characters end lines in Python
  const lines = text.match(/[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[^])/g) ?? [];
  const last = lines.at(-1);
  if (last !== undefined && !last.endsWith("\n")) {
    lines[lines.length - 1] = `${last}\n\\ No newline at end of file\n`;
  }
  return lines;
}

function pushLines(to: string[], mark: string, lines: readonly string[]): void {
  for (const line of lines) to.push(mark + line);
}

function changesOf(blocks: readonly MatchingBlock[]): Change[] {
  const changes: Change[] = [];
  let [aStart, bStart] = [0, 0];
  for (const { a, b, size } of blocks) {
    if (aStart < a || bStart < b) {
      changes.push({ isEqual: false, aStart, aEnd: a, bStart, bEnd: b });
    }
    [aStart, bStart] = [a + size, b + size];
    if (size > 0) changes.push({ isEqual: true, aStart: a, aEnd: aStart, bStart: b, bEnd: bStart });
  }
  return changes;
}

/** Groups changes that are near each other and cuts the equal lines around them. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  let hunk: Change[] = [];
  for (const [at, change] of changes.entries()) {
    const isInner = at > 0 && at < changes.length - 1;
    if (!change.isEqual || (isInner && change.aEnd - change.aStart <= 2 * CONTEXT)) {
      hunk.push(change);
      continue;
    }
    const { aStart, aEnd, bStart, bEnd } = change;
    const shown = Math.min(CONTEXT, aEnd - aStart);
    if (at > 0) {
      hunk.push({ ...change, aEnd: aStart + shown, bEnd: bStart + shown });
      hunks.push(hunk);
    }
    hunk = [{ ...change, aStart: aEnd - shown, bStart: bEnd - shown }];
  }
  if (hunk.some((change) => !change.isEqual)) hunks.push(hunk);
  return hunks;
}

function headerOf(hunk: readonly Change[]): string {
  const [first, last] = [hunk[0], hunk.at(-1)];
  if (first === undefined || last === undefined) return "";
  return `@@ -${rangeOf(first.aStart, last.aEnd)} +${rangeOf(first.bStart, last.bEnd)} @@\n`;
}

function rangeOf(start: number, end: number): string {
  const length = end - start;
  if (length === 1) return String(start + 1);
  return `${length === 0 ? start : start + 1},${length}`;
}
