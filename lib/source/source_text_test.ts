import assert from "node:assert/strict";
import { SourceText } from "./source_text.ts";

Deno.test("SourceText.position() counts lines and characters from 1", () => {
  const source = new SourceText("f", "ab\ncd\n😀e");
  assert.deepEqual(source.position(0), { file: "f", line: 1, column: 1 });
  assert.deepEqual(source.position(2), { file: "f", line: 1, column: 3 });
  assert.deepEqual(source.position(3), { file: "f", line: 2, column: 1 });
  assert.deepEqual(source.position(8), { file: "f", line: 3, column: 2 });
});

Deno.test("SourceText.line() returns a line without its break", () => {
  const source = new SourceText("f", "a\r\nb\n\nc");
  assert.deepEqual([1, 2, 3, 4, 5].map((line) => source.line(line)), [
    "a",
    "b",
    "",
    "c",
    undefined,
  ]);
});
