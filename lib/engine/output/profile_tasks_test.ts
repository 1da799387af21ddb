import assert from "node:assert/strict";
import { FakeClock } from "../../system/fake_clock.ts";
import { profileTasksOutput } from "./profile_tasks.ts";

Deno.test("profileTasksOutput() tells times after banners, and the slowest tasks at the end", async () => {
  const clock = new FakeClock(Date.UTC(2024, 1, 29, 23, 59, 58));
  let text = "";
  const writer = { out: (more: string) => void (text += more), err: () => {} };
  const sink = profileTasksOutput({ writer, clock, timeZone: "UTC", columns: 79 });
  const start = (name: string) =>
    sink({ kind: "task_start", task: { name, module: "debug", isHandler: false }, hosts: ["h1"] });
  start("Short");
  await clock.advance(1500);
  start("Long");
  await clock.advance(61_250);
  sink({ kind: "recap", stats: new Map() });
  assert.deepEqual(text.split("\n"), [
    "Thursday 29 February 2024  23:59:58 +0000 (0:00:00.000)       0:00:00.000 ***** ",
    "Thursday 29 February 2024  23:59:59 +0000 (0:00:01.500)       0:00:01.500 ***** ",
    "Friday 01 March 2024  00:01:00 +0000 (0:01:01.250)       0:01:02.750 ********** ",
    `${"=".repeat(79)} `,
    "Long ------------------------------------------------------------------- 61.25s",
    "Short ------------------------------------------------------------------- 1.50s",
    "",
  ]);
});
