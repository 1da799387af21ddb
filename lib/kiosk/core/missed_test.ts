import assert from "node:assert/strict";
import type { Write } from "./effect.ts";
import { missed } from "./missed.ts";
import { entryNamed } from "./testing/policies.ts";
import { wallTime } from "./time.ts";

function fact(n: number): Write {
  return { kind: "audit", at: wallTime(n), fact: { type: "fact", n } };
}

function usage(milliseconds: number, day: string): Write {
  return { kind: "usage", entryId: entryNamed("a"), day, milliseconds };
}

Deno.test("missed() keeps the last of each value and all facts", () => {
  const older = [usage(1, "2026-01-01"), fact(1), usage(5, "2026-01-02")];
  assert.deepEqual(missed(older, [usage(2, "2026-01-01"), fact(2)]), [
    usage(2, "2026-01-01"),
    usage(5, "2026-01-02"),
    fact(1),
    fact(2),
  ]);
});

Deno.test("missed() says how many facts are lost when there are too many, however often", () => {
  let writes: readonly Write[] = [];
  for (let n = 1; n <= 1500; n++) writes = missed(writes, [fact(n)]);
  assert.equal(writes.length, 1000);
  assert.deepEqual(writes[0], {
    kind: "audit",
    at: 501,
    fact: { type: "records_lost", count: 501 },
  });
  assert.deepEqual(writes.at(-1), fact(1500));
});
