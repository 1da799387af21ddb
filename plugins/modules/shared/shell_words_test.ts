import { deepEqual, equal, throws } from "node:assert/strict";
import { quoteWord, splitWords } from "./shell_words.ts";

Deno.test("splitWords() splits as a shell does", () => {
  deepEqual(splitWords(`a  b\tc\n"d e" 'f "g"' h"i j"k ''`), [
    "a",
    "b",
    "c",
    "d e",
    'f "g"',
    "hi jk",
    "",
  ]);
  deepEqual(splitWords(String.raw`a\ b "c\"d" "e\f" 'g\h' \'`), [
    "a b",
    'c"d',
    String.raw`e\f`,
    String.raw`g\h`,
    "'",
  ]);
  deepEqual(splitWords("  "), []);
});

Deno.test("splitWords() throws when a quote or an escape is open", () => {
  throws(() => splitWords('echo "a'), { message: "No closing quotation" });
  throws(() => splitWords("echo a\\"), { message: "No escaped character" });
});

Deno.test("quoteWord() quotes what a shell would take apart", () => {
  equal(quoteWord("/usr/bin/a-b_c.d:e=f@g%h+i,j"), "/usr/bin/a-b_c.d:e=f@g%h+i,j");
  equal(quoteWord("a b"), "'a b'");
  equal(quoteWord("it's"), `'it'"'"'s'`);
  equal(quoteWord(""), "''");
});
