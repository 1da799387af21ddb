import assert from "node:assert/strict";
import { TokenBucket } from "./token_bucket.ts";

Deno.test("TokenBucket lets a burst through, then so many a second", () => {
  const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, 0);
  assert.deepEqual([0, 0, 0, 0].map((at) => bucket.take(at)), [true, true, true, false]);
  assert.equal(bucket.take(499), false);
  assert.equal(bucket.take(500), true);
  assert.equal(bucket.take(500), false);
});

Deno.test("TokenBucket lets nothing through until what was charged has come back", () => {
  const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, 0);
  bucket.charge(5);
  assert.deepEqual([0, 1000, 1499].map((at) => bucket.take(at)), [false, false, false]);
  assert.equal(bucket.take(1500), true);
});

Deno.test("TokenBucket gathers no more than its burst", () => {
  const bucket = new TokenBucket({ burst: 2, perSecond: 10 }, 0);
  assert.equal(bucket.isFull(0), true);
  bucket.take(0);
  assert.equal(bucket.isFull(0), false);
  assert.equal(bucket.isFull(100), true);
  assert.deepEqual([60_000, 60_000, 60_000].map((at) => bucket.take(at)), [true, true, false]);
});
