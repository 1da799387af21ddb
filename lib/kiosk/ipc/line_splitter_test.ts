import assert from "node:assert/strict";
import { LineSplitter, LineTooLong } from "./line_splitter.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (lines: readonly Uint8Array[]) =>
  lines.map((line) => new TextDecoder().decode(line));

Deno.test("LineSplitter yields the same lines wherever the bytes are cut", () => {
  const bytes = encode('{"a":1}\n\nü€😀\nrest');
  for (let first = 0; first <= bytes.length; first++) {
    for (let second = first; second <= bytes.length; second++) {
      const splitter = new LineSplitter(16);
      const lines = [[0, first], [first, second], [second, bytes.length]]
        .flatMap(([from, to]) => splitter.push(bytes.subarray(from, to)));
      assert.deepEqual(decode(lines), ['{"a":1}', "", "ü€😀"]);
      assert.equal(splitter.pending, 4);
    }
  }
});

Deno.test("LineSplitter lets a line of the limit through, and none beyond", () => {
  const splitter = new LineSplitter(8);
  assert.deepEqual(decode(splitter.push(encode("12345678\n"))), ["12345678"]);
  assert.deepEqual(splitter.push(encode("12345678")), []);
  assert.throws(() => splitter.push(encode("9")), LineTooLong);
  assert.equal(splitter.pending, 0);
});
