import assert from "node:assert/strict";
import { formatPosition } from "../base/position.ts";
import { SourceIndex } from "./source_index.ts";

const YAML = `plain: a b
literal: |
  one
    two

  three
folded: >-
  one
  two
  three
lines: one
  two
double: "one two"
escaped: "a\\tb c"
single:
  - 'x'
  - 'it''s c'
empty: |
`;

const CASES: readonly (readonly [line: number, text: string, offset: number, place: string])[] = [
  [1, "a b", 0, "1:8"],
  [1, "a b", 2, "1:10"],
  [2, "one\n  two\n\nthree\n", 0, "3:3"],
  [2, "one\n  two\n\nthree\n", 4, "4:5"],
  [2, "one\n  two\n\nthree\n", 12, "6:4"],
  [7, "one two three", 8, "10:3"],
  [11, "one two", 5, "12:4"],
  [13, "one two", 4, "13:14"],
  [14, "a\tb c", 2, "14:10"],
  [15, "it's c", 5, "17:5"],
  [18, "", 0, "19:1"],
  [1, "not there", 3, "1:1"],
];

for (const [line, text, offset, place] of CASES) {
  Deno.test(`SourceIndex finds offset ${offset} of ${JSON.stringify(text)} at ${place}`, () => {
    const index = new SourceIndex(() => YAML);
    const found = index.placeOf(text, { file: "f.yml", line, column: 1 }, offset);
    assert.equal(formatPosition(found), `f.yml:${place}`);
  });
}

Deno.test("SourceIndex takes a file that is no YAML for one without values", () => {
  const index = new SourceIndex(() => "a: [1");
  const position = { file: "f.yml", line: 1, column: 1 };
  assert.deepEqual(index.placeOf("1", position), position);
  assert.equal(index.problems("f.yml").length, 1);
});
