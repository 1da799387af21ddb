import assert from "node:assert/strict";
import { joinFragments } from "./join_fragments.ts";

const CASES = [
  { parts: [], delimiter: "x", expected: "" },
  { parts: ["a\n", "b", "c\n", ""], expected: "a\nb\nc\n" },
  { parts: ["a", "b"], delimiter: "", expected: "a\nb" },
  { parts: ["a\n", "b"], delimiter: "--", expected: "a\n--\nb" },
  { parts: ["a", "b"], delimiter: "\\t\\x41\\101\\q\\n", expected: "a\n\tAA\\q\nb" },
  { parts: ["a", "b"], delimiter: "-\n", newline: "always", expected: "a\n-\n\nb" },
] as const;

for (const { parts, expected, ...test } of CASES) {
  Deno.test(`joinFragments() makes ${JSON.stringify(expected)}`, () => {
    const encoder = new TextEncoder();
    const newline = "newline" in test ? test.newline : "if-missing";
    const delimiter = "delimiter" in test ? { text: test.delimiter, newline } as const : undefined;
    const whole = joinFragments(parts.map((part) => encoder.encode(part)), delimiter);
    assert.equal(new TextDecoder().decode(whole), expected);
  });
}
