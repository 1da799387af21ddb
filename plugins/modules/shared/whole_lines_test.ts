import { deepEqual } from "node:assert/strict";
import { wholeLines } from "./whole_lines.ts";

Deno.test("wholeLines() keeps the ends of lines", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["", []],
    ["\n", ["\n"]],
    ["a\r\n\nb", ["a\r\n", "\n", "b"]],
    ["a\nb\n", ["a\n", "b\n"]],
  ];
  for (const [text, lines] of cases) deepEqual(wholeLines(text), lines, JSON.stringify(text));
});
