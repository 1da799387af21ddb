import { equal } from "node:assert/strict";
import { duration, localTime } from "./local_time.ts";

Deno.test("localTime() prints microseconds in local time", () => {
  const at = new Date(2026, 0, 31, 13, 5, 9, 120).getTime();
  equal(localTime(at), "2026-01-31 13:05:09.120000");
  equal(localTime(at + 0.25), "2026-01-31 13:05:09.120250");
});

Deno.test("duration() prints hours without a zero before them, and days if there are any", () => {
  equal(duration(0), "0:00:00.000000");
  equal(duration(1500.25), "0:00:01.500250");
  equal(duration(3_661_000), "1:01:01.000000");
  equal(duration(86_400_000), "1 day, 0:00:00.000000");
  equal(duration(2 * 86_400_000 + 1), "2 days, 0:00:00.001000");
});
