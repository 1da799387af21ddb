import { deepStrictEqual } from "node:assert/strict";
import { EventQueue } from "./event_queue.ts";

Deno.test("EventQueue.listen() yields what was pushed before and while it listens, in order", async () => {
  const queue = new EventQueue<number>();
  queue.push(1);
  queue.push(2);
  const seen: number[] = [];
  const abort = new AbortController();
  for await (const one of queue.listen(abort.signal)) {
    seen.push(one);
    if (one === 2) queueMicrotask(() => queue.push(3));
    if (one === 3) break;
  }
  deepStrictEqual(seen, [1, 2, 3]);
});

Deno.test("EventQueue.listen() leaves what was not seen to the next listener", async () => {
  const queue = new EventQueue<number>();
  for (const one of [1, 2]) queue.push(one);
  const { signal } = new AbortController();
  const seen: number[] = [];
  for (let round = 0; round < 2; round++) {
    for await (const one of queue.listen(signal)) {
      seen.push(one);
      break;
    }
  }
  deepStrictEqual(seen, [1, 2]);
});

Deno.test("EventQueue.listen() ends when it is told to while it waits", async () => {
  const abort = new AbortController();
  const done = Array.fromAsync(new EventQueue<number>().listen(abort.signal));
  abort.abort();
  deepStrictEqual(await done, []);
});
