import assert from "node:assert/strict";
import { decodeCases, encodeValue } from "./_test_value.ts";
import { parsePythonLiteral } from "./python_literal.ts";

const JSON_TEXT = Deno.readTextFileSync(
  new URL("../../testdata/source/literal_expected.json", import.meta.url),
);

for (const { text, value } of decodeCases<{ text: string; value?: unknown }>(JSON_TEXT)) {
  Deno.test(`parsePythonLiteral() agrees with Python on ${JSON.stringify(text)}`, () => {
    const literal = parsePythonLiteral(text);
    assert.deepEqual(literal === undefined ? undefined : encodeValue(literal.value), value);
  });
}

Deno.test("parsePythonLiteral() refuses bytes, complex numbers and deep nesting", () => {
  for (const text of ["b'a'", "1j", "...", "[".repeat(5000) + "]".repeat(5000)]) {
    assert.equal(parsePythonLiteral(text), undefined);
  }
});
