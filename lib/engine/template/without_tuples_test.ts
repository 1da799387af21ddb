import assert from "node:assert/strict";
import { dict, Tuple } from "../../base/value.ts";
import { withoutTuples } from "./without_tuples.ts";

Deno.test("withoutTuples() makes lists of tuples at any depth", () => {
  const value = [dict({ a: new Tuple([1, new Tuple(["b"])]) }), 2];
  assert.deepEqual(withoutTuples(value), [dict({ a: [1, ["b"]] }), 2]);
});

Deno.test("withoutTuples() copies nothing where there is no tuple", () => {
  const plain = [dict({ a: [1] }), "b"];
  assert.equal(withoutTuples(plain), plain);
});
