import assert from "node:assert/strict";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { Value } from "../base/value.ts";
import { FakeFiles } from "../system/fake_files.ts";
import { CommandError } from "./command_error.ts";
import { readExtraVars } from "./extra_vars.ts";

const PORTS = {
  files: new FakeFiles({ "/w/vars.yml": "x: yes\n", "/w/list.yml": "- 1\n", "/w/empty.yml": "" }),
  workingFolder: "/w",
  decryptVars: (text: string) => text,
};

// What Ansible makes of each.
const CASES: readonly (readonly [string, readonly (readonly [string, Value])[]])[] = [
  ["a=1 b='x y'", [["a", "1"], ["b", "x y"]]],
  ['{"a": 1}', [["a", 1]]],
  ["{a: yes, b: 010}", [["a", true], ["b", 8]]],
  ["@vars.yml", [["x", true]]],
  ["@/w/vars.yml", [["x", true]]],
  ["@empty.yml", []],
  ["justword", []],
  ["a=1 word", [["a", "1"]]],
];

for (const [given, expected] of CASES) {
  Deno.test(`readExtraVars() reads ${given} as Ansible does`, () => {
    assert.deepEqual([...readExtraVars([given], PORTS)], expected);
  });
}

Deno.test("readExtraVars() lets later ones win", () => {
  assert.deepEqual([...readExtraVars(["a=1 b=2", "{a: 3}"], PORTS)], [["a", 3], ["b", "2"]]);
});

Deno.test("readExtraVars() refuses what is missing or no mapping, with Ansible's exit codes", () => {
  const codeOf = (given: string) => {
    try {
      readExtraVars([given], PORTS);
    } catch (error) {
      return error instanceof CommandError ? error.exitCode : undefined;
    }
    return assert.fail("nothing was thrown");
  };
  assert.equal(codeOf("@nofile"), 1);
  assert.equal(codeOf("[1]"), 5);
  assert.equal(codeOf("@list.yml"), 5);
  assert.equal(codeOf("./vars.yml"), 5);
  assert.throws(() => readExtraVars(["{bad"], PORTS), DiagnosticError);
});
