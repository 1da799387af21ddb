import assert from "node:assert/strict";
import { expandHostPattern } from "./host_range.ts";

Deno.test("expandHostPattern() counts through numbers and letters", () => {
  assert.deepEqual(expandHostPattern("n[1:3]").names, ["n1", "n2", "n3"]);
  assert.deepEqual(expandHostPattern("n[08:11].x").names, ["n08.x", "n09.x", "n10.x", "n11.x"]);
  assert.deepEqual(expandHostPattern("n[1:9:4]").names, ["n1", "n5", "n9"]);
  assert.deepEqual(expandHostPattern("n[:2]").names, ["n0", "n1", "n2"]);
  assert.deepEqual(expandHostPattern("n[y:B]").names, ["ny", "nz", "nA", "nB"]);
});

Deno.test("expandHostPattern() varies the last of several ranges first", () => {
  assert.deepEqual(expandHostPattern("[a:b][1:2]").names, ["a1", "a2", "b1", "b2"]);
});

Deno.test("expandHostPattern() expands long ranges", () => {
  assert.equal(expandHostPattern("n[1:500000]").names.length, 500_000);
});

Deno.test("expandHostPattern() gives no hosts when a range is empty", () => {
  assert.deepEqual(expandHostPattern("n[3:1]").names, []);
});

Deno.test("expandHostPattern() takes the port apart", () => {
  assert.deepEqual(expandHostPattern("n[1:2]:2222"), { names: ["n1", "n2"], port: 2222 });
  assert.deepEqual(expandHostPattern("[fe80::1]:22"), { names: ["fe80::1"], port: 22 });
  assert.deepEqual(expandHostPattern("fe80::1"), { names: ["fe80::1"] });
});

for (
  const [pattern, message] of [
    ["n[1]", /begin:end or begin:end:step/],
    ["n]1[", /begin:end or begin:end:step/],
    ["n[1:]", /specify end value/],
    ["n[d:a]", /begin <= end/],
    ["n[01:100]", /equal-length/],
    ["n[1:5:0]", /step that is not 0/],
    ["n[1:x]", /numbers or of letters/],
    ["n[1:9999999999]", /not have more than/],
    ["n[1:2000][1:2000]", /not have more than/],
  ] as const
) {
  Deno.test(`expandHostPattern() refuses ${pattern}`, () => {
    assert.throws(() => expandHostPattern(pattern), { name: "RangeError", message });
  });
}
