import assert from "node:assert/strict";
import { textWidth } from "./text_width.ts";

// Right column: what wcswidth(3) says.
const CASES: readonly (readonly [string, number])[] = [
  ["TASK [x]", 8],
  ["", 0],
  ["é", 1],
  ["e\u0301", 1],
  ["日本語", 6],
  ["한글", 4],
  ["😀", 2],
  ["a\u200bb", 2],
  ["→ ✓", 3],
];

Deno.test("textWidth() counts columns of a terminal", () => {
  for (const [text, width] of CASES) assert.equal(textWidth(text), width, text);
});
