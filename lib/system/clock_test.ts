import { equal, ok, rejects } from "node:assert/strict";
import { clock } from "./clock.ts";

Deno.test("clock.wallNow() is in milliseconds since 1970", () => {
  ok(Number.isInteger(clock.wallNow()));
  ok(clock.wallNow() > Date.UTC(2024, 0, 1));
});

Deno.test("clock.monotonicNow() never goes back", () => {
  const times = Array.from({ length: 100 }, () => clock.monotonicNow());
  ok(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? Infinity)));
});

Deno.test("clock.sleep() lasts at least as long as asked", async () => {
  const start = clock.monotonicNow();
  await clock.sleep(5);
  ok(clock.monotonicNow() - start >= 4);
});

Deno.test("clock.sleep() rejects with the reason when it is aborted", async () => {
  const controller = new AbortController();
  const sleeping = clock.sleep(3_600_000, { signal: controller.signal });
  controller.abort(new Error("Stopped by the user"));
  await rejects(sleeping, { message: "Stopped by the user" });
  await rejects(clock.sleep(0, { signal: controller.signal }), { message: "Stopped by the user" });
  equal(controller.signal.aborted, true);
});
