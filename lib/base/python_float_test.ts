import assert from "node:assert/strict";
import { pythonFloat } from "./python_float.ts";

// Right column: what Python's repr() prints.
const CASES: readonly (readonly [number, string])[] = [
  [1, "1.0"],
  [-0, "-0.0"],
  [0.1, "0.1"],
  [123456789012345680, "1.2345678901234568e+17"],
  [9999999999999998, "9999999999999998.0"],
  [1e16, "1e+16"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [1.5e-7, "1.5e-07"],
  [1e100, "1e+100"],
  [NaN, "nan"],
  [Infinity, "inf"],
  [-Infinity, "-inf"],
];

Deno.test("pythonFloat() prints as Python's repr()", () => {
  for (const [value, expected] of CASES) assert.equal(pythonFloat(value), expected);
});
