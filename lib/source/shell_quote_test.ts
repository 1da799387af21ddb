import assert from "node:assert/strict";
import { shellQuote } from "./shell_quote.ts";
import { shellWords } from "./shell_words.ts";

const CASES = [
  ["plain-1.0/x@y", "plain-1.0/x@y"],
  ["", "''"],
  ["a b", "'a b'"],
  ["it's", `'it'"'"'s'`],
  ["a\nb", "'a\nb'"],
] as const;

for (const [text, quoted] of CASES) {
  Deno.test(`shellQuote() quotes ${JSON.stringify(text)} so that it is one word`, () => {
    assert.equal(shellQuote(text), quoted);
    assert.deepEqual(shellWords(quoted, "no-comments"), [text]);
  });
}
