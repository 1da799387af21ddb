import { deepEqual, throws } from "node:assert/strict";
import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { splitWords } from "./split_words.ts";

Deno.test("splitWords() splits as a shell does", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["", []],
    ["  a   b\tc\n", ["a", "b", "c"]],
    ["a'b c'd \"e f\"", ["ab cd", "e f"]],
    [String.raw`a\ b "x \" y" '\n'`, ["a b", 'x " y', "\\n"]],
    ["-i '' \"\"", ["-i", "", ""]],
  ];
  for (const [text, words] of cases) deepEqual(splitWords(text), words, text);
});

Deno.test("splitWords() fails where a quotation is not closed", () => {
  throws(() => splitWords("a 'b"), new ModuleFailure("No closing quotation"));
});
