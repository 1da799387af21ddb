import type { Diff } from "../../wire/domain.ts";
import type { Palette } from "./palette.ts";
import { unifiedDiff } from "./unified_diff.ts";

/** @returns What `--diff` shows of `diffs`: hunks and a blank line each; empty if nothing differs. */
export function diffText(diffs: readonly Diff[], palette: Palette): string {
  return diffs.map((diff) => compared(diff, palette) + (diff.prepared ?? "")).join("");
}

function compared(diff: Diff, palette: Palette): string {
  const { before, after } = diff;
  if (before === undefined || after === undefined) return "";
  const lines = unifiedDiff({
    before,
    after,
    beforeName: headed("before", diff.beforeHeader),
    afterName: headed("after", diff.afterHeader),
  });
  if (lines.length === 0) return "";
  return `${lines.map((line) => colored(line, palette)).join("")}\n`;
}

function headed(side: "before" | "after", header: string | undefined): string {
  return header === undefined ? side : `${side}: ${header}`;
}

function colored(line: string, palette: Palette): string {
  if (line.startsWith("+")) return palette("added", line);
  if (line.startsWith("-")) return palette("removed", line);
  return line.startsWith("@@") ? palette("location", line) : line;
}
