import assert from "node:assert/strict";
import { IndentedText } from "./_indented_text.ts";

Deno.test("IndentedText leads offsets back to the written text", () => {
  const written = "ab\ncd\n\nef";
  const text = new IndentedText(written);
  assert.equal(text.text, written);
  text.indent(1);
  text.indent(3);
  text.indent(3);
  const lines = text.text.split("\n");
  assert.deepEqual(lines.map((line) => line.trim()), ["ab", "cd", "", "ef"]);
  for (const char of "abcdef") {
    assert.equal(text.originalOffset(text.text.indexOf(char)), written.indexOf(char), char);
  }
  assert.equal(text.lineAt(text.text.indexOf("d")), 1);
  assert.equal(text.originalOffset(text.startOf(1) + 5), 3);
});

Deno.test("IndentedText.restore() takes the spaces back, and there is an end to indenting", () => {
  const text = new IndentedText("a\nb");
  assert.equal(text.indent(1), true);
  text.restore([1]);
  assert.equal(text.text, "a\nb");
  assert.equal(text.isIndented(1), false);
  while (text.indent(0)) assert.ok(text.text.length < 10_000);
});
