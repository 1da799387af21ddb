import assert from "node:assert/strict";
import { Slots } from "./slots.ts";

/** Work that ends when it is told to. */
function worker(slots: Slots) {
  const log: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  const start = (name: string) => {
    const end = Promise.withResolvers<void>();
    ends.set(name, end);
    return slots.use(async () => {
      log.push(name);
      await end.promise;
    });
  };
  return { log, start, end: (name: string) => ends.get(name) };
}

Deno.test("Slots lets no more work at a time than there is room for, in the order of asking", async () => {
  const { log, start, end } = worker(new Slots(2));
  const work = ["a", "b", "c", "d"].map(start);
  assert.deepEqual(log, ["a", "b"]);
  end("b")?.resolve();
  await work[1];
  assert.deepEqual(log, ["a", "b", "c"]);
  for (const name of ["a", "c", "d"]) end(name)?.resolve();
  await Promise.all(work);
  assert.deepEqual(log, ["a", "b", "c", "d"]);
});

Deno.test("Slots has room again when work has failed", async () => {
  const { log, start, end } = worker(new Slots(1));
  const failed = start("a");
  const next = start("b");
  end("a")?.reject(new Error("No"));
  await assert.rejects(failed, /No/);
  end("b")?.resolve();
  await next;
  assert.deepEqual(log, ["a", "b"]);
});

Deno.test("Slots that was full once is empty again", async () => {
  const slots = new Slots(1);
  for (let round = 0; round < 3; round++) {
    const order: number[] = [];
    const wait = (index: number) => slots.use(() => Promise.resolve(order.push(index)));
    await Promise.all([0, 1, 2].map(wait));
    assert.deepEqual(order, [0, 1, 2]);
  }
});
