import assert from "node:assert/strict";
import { FakeFiles } from "../../system/fake_files.ts";
import { CommandError } from "../command_error.ts";
import { readPolicy } from "./policy.ts";

function policyOf(text: string) {
  return readPolicy(new FakeFiles({ "/c/policy.json": text }), "/c/policy.json");
}

Deno.test("readPolicy() allows everything that is asked for if there is no file", () => {
  assert.deepEqual(readPolicy(new FakeFiles(), "/c/policy.json")("weather"), {});
});

Deno.test("readPolicy() gives each plugin its own policy", () => {
  const policy = policyOf('{"weather": {"net": ["example.com"], "run": [], "env": true}}');
  assert.deepEqual(policy("weather"), { net: ["example.com"], run: [], env: true });
  assert.deepEqual(policy("other"), {});
});

for (
  const text of [
    "[]",
    "{",
    '{"weather": []}',
    '{"weather": {"internet": true}}',
    '{"weather": {"net": "example.com"}}',
    '{"weather": {"net": false}}',
    '{"weather": {"sys": ["soul"]}}',
  ]
) {
  Deno.test(`readPolicy() refuses ${text}`, () => {
    assert.throws(() => policyOf(text), CommandError);
  });
}
