import { deepEqual, equal } from "node:assert/strict";
import { dict, isDict, type Value } from "../../base/value.ts";
import { valueFromJson, valueToJson } from "../../base/value_json.ts";
import example from "../../../testdata/playbook/argument_spec/example.json" with { type: "json" };
import { checkAgainst, checkArguments } from "./check_arguments.ts";
import { parseModuleSpec } from "./parse_module_spec.ts";

const FOLDER = "testdata/playbook/argument_spec";
const spec = parseModuleSpec(example);
const ALIASES = new Set(
  [...spec.arguments.options.values()].flatMap(({ aliases }) => aliases).concat("u"),
);

Deno.test("checkAgainst() says and makes what ansible-core says and makes", () => {
  const cases = listOf(valueFromJson(Deno.readTextFileSync(`${FOLDER}/cases.json`)));
  const results = listOf(valueFromJson(Deno.readTextFileSync(`${FOLDER}/ansible.json`)));
  equal(cases.length, results.length);
  cases.forEach((args, index) => {
    const name = valueToJson(args);
    const expected = dictOf(results[index]);
    const checked = checkAgainst(spec.arguments, dictOf(args));
    if (expected.has("crash")) {
      // Where ansible-core itself crashes there must be an error, whatever its words.
      equal(checked.errors.length > 0, true, name);
      return;
    }
    deepEqual(checked.errors.map(comparable), listOf(expected.get("errors")).map(comparable), name);
    deepEqual(checked.warnings, expected.get("warnings"), name);
    deepEqual([...checked.secrets].sort(), expected.get("secrets"), name);
    deepEqual(
      checked.deprecations.map(({ message, version }) => [message, version]),
      expected.get("deprecations"),
      name,
    );
    // What is wrong is left half done there.
    if (checked.errors.length > 0) return;
    deepEqual(comparableArgs(checked.args), comparableArgs(expected.get("args") ?? null), name);
  });
});

/** Python prints the set of boolean words in a random order, and of exceptions their text. */
function comparable(message: Value): string {
  return String(message).replace(/(Valid booleans include: ).*/, "$1");
}

/**
 * ansible-core leaves aliases beside the options; and an int option that is given a boolean holds 1
 * or 0 here, where Python's True is 1.
 */
function comparableArgs(value: Value): Value {
  if (Array.isArray(value)) return value.map(comparableArgs);
  if (!isDict(value)) return value;
  const entries = [...value].filter(([key]) => !ALIASES.has(String(key)));
  return new Map(
    entries
      .map(([key, item]): [Value, Value] => [
        key,
        key === "times" && typeof item === "boolean" ? Number(item) : comparableArgs(item),
      ])
      .sort(([a], [b]) => String(a) < String(b) ? -1 : 1),
  );
}

function dictOf(value: Value | undefined): Map<Value, Value> {
  return isDict(value) ? new Map(value) : new Map();
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

Deno.test("checkArguments() names the module and takes the free-form text", () => {
  const args = new Map<Value, Value>([["dest", "~/x"], ["nope", 1]]);
  const checked = checkArguments(spec, args, {
    freeForm: "hello",
    expandPath: (path) => path.replace("~", "/home/me"),
  });
  equal(checked.args.get("text"), "hello");
  equal(checked.args.get("dest"), "/home/me/x");
  equal(
    checked.errors[0]?.startsWith(
      "Unsupported parameters for (example) module: nope. Supported parameters include: anything,",
    ),
    true,
  );
  deepEqual([...args.keys()], ["dest", "nope"]);
});

Deno.test("checkArguments() refuses a free-form text where no option takes it", () => {
  const { freeForm: _, ...rest } = spec;
  const args = new Map<Value, Value>([["dest", "/x"], ["text", "t"]]);
  const [message] = checkArguments(rest, args, { freeForm: "hello" }).errors;
  equal(message?.split(". ")[0], "Unsupported parameters for (example) module: _raw_params");
});

Deno.test("checkArguments() passes by what a module ignores", () => {
  const options = { mode: { type: "str" } };
  const args = dict({ mode: "0644", other: 1 });
  const errorsOf = (more: object) =>
    checkArguments(parseModuleSpec({ module: "m", options, ...more }), args).errors;
  deepEqual(errorsOf({ ignores_unknown: true }), []);
  deepEqual(errorsOf({}), [
    "Unsupported parameters for (m) module: other. Supported parameters include: mode.",
  ]);
});
