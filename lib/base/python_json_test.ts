import assert from "node:assert/strict";
import { dict, Float, Tuple, Unsafe, type Value, Vaulted } from "./value.ts";
import { pythonJson } from "./python_json.ts";

const SAMPLE: Value = dict({
  b: [
    1,
    new Float(1),
    1.5,
    new Float(1e22),
    new Float(1e16),
    1e-7,
    12345678901234567890n,
    NaN,
    -Infinity,
  ],
  a: dict({ y: null, x: true, e: [], f: new Map() }),
  t: new Tuple(["é", "😀", '"\\/\b\f\n\r\t\u0001\x7f\u2028']),
});

Deno.test("pythonJson() writes one line with Python's separators, numbers and escapes", () => {
  assert.equal(
    pythonJson(SAMPLE),
    '{"b": [1, 1.0, 1.5, 1e+22, 1e+16, 1e-07, 12345678901234567890, NaN, -Infinity], ' +
      '"a": {"y": null, "x": true, "e": [], "f": {}}, ' +
      '"t": ["\\u00e9", "\\ud83d\\ude00", "\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f\\u2028"]}',
  );
});

Deno.test("pythonJson() indents, sorts keys and keeps other than ASCII as told", () => {
  assert.equal(
    pythonJson(dict({ b: [1, "é"], a: dict({ y: [], x: 2 }) }), {
      indent: 4,
      sortKeys: true,
      ensureAscii: false,
    }),
    `{
    "a": {
        "x": 2,
        "y": []
    },
    "b": [
        1,
        "é"
    ]
}`,
  );
});

Deno.test("pythonJson() writes keys that are no strings, and tagged texts", () => {
  const value: Value = new Map<Value, Value>([
    [1, new Unsafe("{{ x }}")],
    [null, new Vaulted("$ANSIBLE")],
    [true, new Float(2)],
    [new Float(2), 0],
  ]);
  assert.equal(
    pythonJson(value),
    '{"1": "{{ x }}", "null": {"__ansible_vault": "$ANSIBLE"}, "true": 2.0, "2.0": 0}',
  );
});

Deno.test("pythonJson() sorts numbers as numbers", () => {
  const value: Value = new Map<Value, Value>([[10, 1], [9.5, 2], [false, 3], [new Float(1), 4]]);
  assert.equal(pythonJson(value, { sortKeys: true }), '{"false": 3, "1.0": 4, "9.5": 2, "10": 1}');
});

Deno.test("pythonJson() throws for keys that Python cannot sort or write", () => {
  const mixed: Value = new Map<Value, Value>([[1, 1], ["a", 1]]);
  assert.throws(() => pythonJson(mixed, { sortKeys: true }), {
    name: "TypeError",
    message: "Cannot sort keys: '<' not supported between instances of 'str' and 'int'",
  });
  assert.throws(() => pythonJson(new Map<Value, Value>([[new Tuple([1]), 1]])), {
    name: "TypeError",
    message: "Cannot write JSON: keys must be str, int, float, bool or None, not tuple",
  });
});
