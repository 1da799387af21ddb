import assert from "node:assert/strict";
import { decodeCases } from "./_test_value.ts";
import { type KeyValueMode, parseKeyValue, unquoted } from "./key_value.ts";

const JSON_TEXT = Deno.readTextFileSync(
  new URL("../../testdata/source/argument_expected.json", import.meta.url),
);

type Expected =
  | { readonly options: readonly [string, string][]; readonly freeForm: string | null }
  | { readonly error: string };
type ArgumentCase = { readonly text: string } & Readonly<Record<KeyValueMode, Expected>>;

for (const expected of decodeCases<ArgumentCase>(JSON_TEXT)) {
  for (const mode of ["options", "free-form"] as const) {
    const text = JSON.stringify(expected.text);
    Deno.test(`parseKeyValue() agrees with Ansible on ${text} in mode ${mode}`, () => {
      const wanted = expected[mode];
      if ("error" in wanted) {
        const message = wanted.error.split("\n")[0];
        assert.throws(
          () => parseKeyValue(expected.text, mode),
          (error: unknown) =>
            error instanceof SyntaxError && error.message.split("\n")[0] === message,
        );
        return;
      }
      const { options, freeForm } = parseKeyValue(expected.text, mode);
      assert.deepEqual([...options], wanted.options);
      assert.equal(freeForm ?? null, wanted.freeForm);
    });
  }
}

Deno.test("unquoted() removes only a pair of equal quotes", () => {
  assert.deepEqual(['"a"', "'a'", "\"a'", '"', '"a\\"', "a"].map(unquoted), [
    "a",
    "a",
    "\"a'",
    '"',
    '"a\\"',
    "a",
  ]);
});
