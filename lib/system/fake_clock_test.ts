import { deepEqual, equal, rejects } from "node:assert/strict";
import { FakeClock } from "./fake_clock.ts";

Deno.test("FakeClock.advance() wakes sleepers in the order of their time", async () => {
  const clock = new FakeClock(1000);
  const seen: string[] = [];
  const log = (name: string) => seen.push(`${name}@${clock.monotonicNow()}`);
  const tasks = [
    clock.sleep(20).then(() => log("b")),
    clock.sleep(10).then(() => log("a")),
    clock.sleep(31).then(() => log("c")),
  ];
  await clock.advance(30);
  deepEqual(seen, ["a@10", "b@20"]);
  equal(clock.wallNow(), 1030);
  equal(clock.sleeping, 1);
  await clock.advance(1);
  await Promise.all(tasks);
  deepEqual(seen, ["a@10", "b@20", "c@31"]);
});

Deno.test("FakeClock.advance() wakes those who go back to sleep within the time", async () => {
  const clock = new FakeClock();
  const times: number[] = [];
  const ticking = (async () => {
    for (let i = 0; i < 3; i++) {
      await clock.sleep(10);
      times.push(clock.monotonicNow());
    }
  })();
  await clock.advance(30);
  await ticking;
  deepEqual(times, [10, 20, 30]);
});

Deno.test("FakeClock.sleep() rejects with the reason when it is aborted", async () => {
  const clock = new FakeClock();
  const controller = new AbortController();
  const sleeping = clock.sleep(10, { signal: controller.signal });
  controller.abort(new Error("Stopped"));
  await rejects(sleeping, { message: "Stopped" });
  equal(clock.sleeping, 0);
});

Deno.test("FakeClock.setWall() moves wall time alone", () => {
  const clock = new FakeClock(5000);
  clock.setWall(100);
  equal(clock.wallNow(), 100);
  equal(clock.monotonicNow(), 0);
});
