import assert from "node:assert/strict";
import fc from "fast-check";
import { Float, Tuple, Unsafe, type Value, Vaulted } from "./value.ts";
import { valueFromJson, valueToJson } from "./value_json.ts";

Deno.test("valueFromJson() keeps what JSON.parse loses", () => {
  assert.deepEqual(valueFromJson("1.0"), new Float(1));
  assert.deepEqual(valueFromJson("1"), 1);
  assert.deepEqual(valueFromJson("1e3"), new Float(1000));
  assert.deepEqual(valueFromJson("12345678901234567890"), 12345678901234567890n);
  assert.deepEqual([...(valueFromJson('{"10": 1, "9": 2, "a": 3}') as Map<Value, Value>).keys()], [
    "10",
    "9",
    "a",
  ]);
  assert.deepEqual(valueFromJson("[NaN, -Infinity]"), [NaN, -Infinity]);
});

Deno.test("valueToJson() writes tagged texts, tuples and keys that are no strings", () => {
  assert.equal(valueToJson(new Unsafe("{{ x }}")), '{"__ansible_unsafe":"{{ x }}"}');
  assert.equal(valueToJson(new Vaulted("$A")), '{"__ansible_vault":"$A"}');
  assert.equal(valueToJson(new Tuple([1, "a"])), '[1,"a"]');
  assert.equal(valueToJson(new Map<Value, Value>([[1, "a"]])), '{"__shep_pairs":[[1,"a"]]}');
});

Deno.test("valueFromJson() throws on text that is no JSON", () => {
  for (const text of ["", "{", '{"1": }', "[1.0,", "1.0 x", '{"1" 2}', "nope.0"]) {
    assert.throws(() => valueFromJson(text), SyntaxError, text);
  }
});

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger().map((n) => n === 0 ? 0 : n),
  fc.bigInt({ min: 2n ** 60n, max: 2n ** 70n }),
  fc.double().filter((n) => !Number.isInteger(n)),
  fc.maxSafeInteger().map((n) => new Float(n)),
  fc.string({ unit: "binary" }),
  fc.string().map((text) => new Unsafe(text)),
  fc.string().map((text) => new Vaulted(text)),
);
const value = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value")),
    fc.array(
      fc.tuple(fc.oneof(fc.string(), fc.nat().map(String), fc.nat(), fc.boolean()), tie("value")),
    ).map((pairs) => new Map<Value, Value>(pairs)),
  ),
})).value;

Deno.test("valueFromJson() gives back what valueToJson() wrote", () => {
  fc.assert(fc.property(value, (before) => {
    assert.deepEqual(valueFromJson(valueToJson(before)), before);
  }));
});
