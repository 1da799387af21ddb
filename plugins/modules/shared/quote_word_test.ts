import { equal } from "node:assert/strict";
import { quoteWord } from "./quote_word.ts";

Deno.test("quoteWord() quotes what a shell would take apart", () => {
  equal(quoteWord("/usr/bin/a-b_c.d:e=f@g%h+i,j"), "/usr/bin/a-b_c.d:e=f@g%h+i,j");
  equal(quoteWord("a b"), "'a b'");
  equal(quoteWord("it's"), `'it'"'"'s'`);
  equal(quoteWord(""), "''");
});
