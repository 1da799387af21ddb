import assert from "node:assert/strict";
import { secretTexts } from "./secret_texts.ts";

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "values of all depths, but no keys",
    "a: one\nb: [two, {c: three}]\nd: !unsafe four\n",
    ["one", "two", "three", "four"],
  ],
  ["numbers, if they are long", "pin: 123456\nport: 8080\npi: 3.14\n", ["123456"]],
  ["no words that only say yes or no", "a: 'yes'\nb: 'False'\nc: true\nd: yesterday\n", [
    "yesterday",
  ]],
  ["what stands around expressions", 'a: "pre {{ b }} post"\nb: "{{ c }}"\n', ["pre ", " post"]],
  [
    "of tasks what their vars hold",
    "- name: Install\n  copy: {src: a}\n  vars: {key: hidden}\n- block:\n  - vars: {x: deep}\n",
    ["hidden", "deep"],
  ],
  ["what is not YAML as a whole", "web1 a=b\n[web: x", ["web1 a=b\n[web: x"]],
  ["a plain text as a whole", "hunter2", ["hunter2"]],
];

for (const [what, text, expected] of CASES) {
  Deno.test(`secretTexts() finds ${what}`, () => {
    assert.deepEqual([...secretTexts(text)], expected);
  });
}
