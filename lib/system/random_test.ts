import { deepEqual, equal, notDeepEqual, ok, throws } from "node:assert/strict";
import { FakeRandom } from "./fake_random.ts";
import { random } from "./random.ts";

for (const [name, source] of [["random", random], ["FakeRandom", new FakeRandom(7)]] as const) {
  Deno.test(`${name}.below() stays below its limit and reaches every value`, () => {
    const seen = new Set(Array.from({ length: 1000 }, () => source.below(6)));
    deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5]);
  });

  Deno.test(`${name}.below() refuses limits that are not from 1 to 2^32`, () => {
    for (const limit of [0, -1, 1.5, NaN, 2 ** 32 + 1]) {
      throws(() => source.below(limit), RangeError);
    }
    equal(source.below(1), 0);
    ok(source.below(2 ** 32) < 2 ** 32);
  });

  Deno.test(`${name}.bytes() gives as many bytes as asked`, () => {
    equal(source.bytes(0).length, 0);
    equal(source.bytes(70_000).length, 70_000);
  });
}

Deno.test("random.bytes() fills past what the system gives at once", () => {
  ok(random.bytes(70_000).subarray(65_536).some((byte) => byte !== 0));
  notDeepEqual(random.bytes(16), random.bytes(16));
});

Deno.test("FakeRandom gives the same sequence for the same seed", () => {
  deepEqual(new FakeRandom(3).bytes(8), new FakeRandom(3).bytes(8));
  notDeepEqual(new FakeRandom(3).bytes(8), new FakeRandom(4).bytes(8));
  throws(() => new FakeRandom(0), RangeError);
});
