import assert from "node:assert/strict";
import { FakeClock } from "../../system/fake_clock.ts";
import { withTimeout } from "./timeout.ts";

interface Case {
  readonly name: string;
  /** Seconds that the work takes when nobody stops it. */
  readonly takes: number;
  /** Seconds that it takes to end when it is told to; `never` if it does not obey. */
  readonly ends: number | "never";
  /** What is told, and after how many seconds. */
  readonly expected: readonly [string, number];
}

const CASES: readonly Case[] = [
  { name: "tells what was done in time", takes: 4, ends: 0, expected: ["done", 4] },
  { name: "stops what is late", takes: 100, ends: 0, expected: ["late", 5] },
  { name: "waits until what is late has ended", takes: 100, ends: 3, expected: ["late", 8] },
  { name: "takes what is done meanwhile for late", takes: 6, ends: 3, expected: ["late", 6] },
  { name: "does not wait for ever", takes: 100, ends: "never", expected: ["late", 17] },
];

for (const { name, takes, ends, expected } of CASES) {
  Deno.test(`withTimeout() ${name}`, async () => {
    const clock = new FakeClock();
    const work = async (signal: AbortSignal) => {
      const stopped = Promise.withResolvers<never>();
      signal.addEventListener("abort", async () => {
        if (ends === "never") return;
        await clock.sleep(ends * 1000);
        stopped.reject(new Error("stopped"));
      });
      return await Promise.race([clock.sleep(takes * 1000).then(() => "done"), stopped.promise]);
    };
    const { signal } = new AbortController();
    const told: [string, number][] = [];
    const tell = (what: string) => void told.push([what, clock.monotonicNow() / 1000]);
    const limit = { seconds: 5, message: "late", clock, signal };
    void withTimeout(work, limit).then(tell, (error: Error) => tell(error.message));
    await clock.advance(200_000);
    assert.deepEqual(told, [expected]);
  });
}
