import { deepEqual } from "node:assert/strict";
import { dict, type Value } from "../../base/value.ts";
import { parseModuleSpec } from "../playbook/parse_module_spec.ts";
import { addWarnings, checkedArguments } from "./checked_arguments.ts";

const CASES: readonly (readonly [string, string, string])[] = [
  ["stat", "ansible.builtin.stat", "ansible.builtin.stat"],
  ["stat", "stat", "stat"],
  ["uri", "ansible.builtin.uri", "ansible.legacy.uri"],
  ["shell", "shell", "ansible.legacy.command"],
];

for (const [module, calledAs, told] of CASES) {
  Deno.test(`checkedArguments() calls ${calledAs} ${told} where it refuses an option`, () => {
    const spec = parseModuleSpec({ module, options: { path: { type: "str", aliases: ["dest"] } } });
    const given = dict({ path: "a", dest: "b", more: 1 });
    const { errors, warnings } = checkedArguments(given, { spec, home: undefined, calledAs });
    const supported = "more. Supported parameters include: path (dest).";
    deepEqual(errors, [`Unsupported parameters for (${told}) module: ${supported}`]);
    deepEqual(warnings, ["Both option path and its alias dest are set."]);
  });
}

Deno.test("addWarnings() puts them before those of the module", () => {
  const results: Record<string, Value>[] = [{}, { warnings: ["b"] }];
  const added = results.map((entries) => {
    const result = dict(entries);
    addWarnings(result, ["a"]);
    return result.get("warnings");
  });
  deepEqual(added, [["a"], ["a", "b"]]);
});
