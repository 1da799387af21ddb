import assert from "node:assert/strict";
import { decodeCases } from "./_test_value.ts";
import { type CommentMode, shellWords } from "./shell_words.ts";

const JSON_TEXT = Deno.readTextFileSync(
  new URL("../../testdata/source/argument_expected.json", import.meta.url),
);

type Expected = readonly string[] | { readonly error: string };
type WordsCase = { readonly text: string } & Readonly<Record<CommentMode, Expected>>;

for (const expected of decodeCases<WordsCase>(JSON_TEXT)) {
  for (const mode of ["comments", "no-comments"] as const) {
    const text = JSON.stringify(expected.text);
    Deno.test(`shellWords() agrees with Python's shlex on ${text} with ${mode}`, () => {
      const wanted = expected[mode];
      if ("error" in wanted) {
        assert.throws(() => shellWords(expected.text, mode), new SyntaxError(wanted.error));
      } else {
        assert.deepEqual(shellWords(expected.text, mode), wanted);
      }
    });
  }
}
