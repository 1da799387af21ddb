import { deepEqual, equal, throws } from "node:assert/strict";
import { Float, Tuple, type Value } from "../../base/value.ts";
import { DateTime } from "../template/date_time.ts";
import { Environment } from "../template/environment.ts";
import { FinalText, LazyDict } from "../template/object.ts";
import { PythonRange } from "../template/python_range.ts";
import { undefinedVariable } from "../template/undefined.ts";
import { Unknown, UnknownError } from "../template/unknown.ts";
import { decodeValue, encodeValue } from "./python_value.ts";

class Hosts extends LazyDict {
  override get(key: Value): Value | undefined {
    return key === "h" ? 1 : undefined;
  }
  override has(key: Value): boolean {
    return key === "h";
  }
  override keys(): readonly Value[] {
    return ["h"];
  }
}

const HOSTS = new Hosts();
const noLazy = () => 7;
const parts = { lazy: () => HOSTS, attribute: () => undefined };

const TIME = { year: 2020, month: 2, day: 3, hour: 4, minute: 5, second: 6, microsecond: 7 };

const ENCODED: readonly (readonly [value: Value, json: string])[] = [
  [null, "null"],
  [true, "true"],
  ["a\n\ud800", '"a\\n\\ud800"'],
  [1, "1"],
  [-0, "0"],
  [1e21, "1000000000000000000000"],
  [1.5, "1.5"],
  [2n ** 60n, "1152921504606846976"],
  [new Float(2), '{"__shep":["float","2"]}'],
  [Infinity, '{"__shep":["float","Infinity"]}'],
  [[1, ["a"]], '[1,["a"]]'],
  [new Tuple([1, null]), '{"__shep":["tuple",[1,null]]}'],
  [new Map<Value, Value>([["a", 1], ["2", [3]]]), '{"a":1,"2":[3]}'],
  [new Map<Value, Value>([["a", 1], [2, 3]]), '{"__shep":["pairs",[["a",1],[2,3]]]}'],
  [new Map([["__shep", 1]]), '{"__shep":["pairs",[["__shep",1]]]}'],
  [new FinalText("t"), '"t"'],
  [HOSTS, '{"__shep":["lazy",7]}'],
  [new PythonRange(0, 3, 1), "[0,1,2]"],
  [undefinedVariable("x"), `{"__shep":["undefined","'x' is undefined","x"]}`],
  [new DateTime(TIME), '{"__shep":["time",[2020,2,3,4,5,6,7]]}'],
  [
    new DateTime({ ...TIME, offset: 3600, zone: "CET" }),
    '{"__shep":["time",[2020,2,3,4,5,6,7],3600,"CET"]}',
  ],
];

for (const [value, json] of ENCODED) {
  Deno.test(`encodeValue() writes ${json}`, () => equal(encodeValue(value, noLazy), json));
}

Deno.test("encodeValue() refuses what only templates have, and what nobody knows", () => {
  const lookup = new Environment().globals.get("lookup") ?? null;
  throws(() => encodeValue([lookup], noLazy), /Cannot hand a 'builtin_function_or_method' object/);
  throws(() => encodeValue([new Unknown([{ task: "t" }])], noLazy), UnknownError);
});

const DECODED: readonly (readonly [json: string, value: Value])[] = [
  ['{"a":[1,null,"x"]}', new Map([["a", [1, null, "x"]]])],
  ['{"__shep":["int","1152921504606846976"]}', 2n ** 60n],
  ['{"__shep":["float","2.0"]}', new Float(2)],
  ['{"__shep":["float","1e+300"]}', new Float(1e300)],
  ['{"__shep":["float","-inf"]}', -Infinity],
  ['{"__shep":["tuple",[1,{"__shep":["tuple",[]]}]]}', new Tuple([1, new Tuple([])])],
  [
    '{"__shep":["pairs",[["5",1],["1",2],[null,3]]]}',
    new Map<Value, Value>([["5", 1], ["1", 2], [null, 3]]),
  ],
  ['{"__shep":["lazy",7]}', HOSTS],
];

for (const [json, value] of DECODED) {
  Deno.test(`decodeValue() reads ${json}`, () => {
    deepEqual(decodeValue(JSON.parse(json), parts), value);
  });
}

Deno.test("decodeValue() keeps objects of Python with their texts, items and attributes", () => {
  const environment = new Environment();
  const attribute = (number: number, name: string) => name === "size" ? number : undefined;
  const value = decodeValue(JSON.parse('{"__shep":["object",3,"set","{1, 2}",[1,2]]}'), {
    ...parts,
    attribute,
  });
  const scope = { get: () => value, has: () => true };
  const text =
    "{{ x }} {{ x.size }} {{ x.none is defined }} {{ x | list }} {{ 2 in x }} {{ x[1] }} " +
    "{{ x | length }} {{ x | type_debug }}";
  equal(environment.compile(text).render(scope), "{1, 2} 3 False [1, 2] True 2 2 set");
  equal(encodeValue(value, noLazy), '{"__shep":["object",3]}');
});
