import assert from "node:assert/strict";
import { dict } from "../../base/value.ts";
import { FakeClock } from "../../system/fake_clock.ts";
import type { RunEvent, TaskRef } from "../executor/event.ts";
import { startProgress } from "./progress.ts";

const TASK: TaskRef = { name: "t", module: "command", isHandler: false };
const START: RunEvent = { kind: "task_start", task: TASK, hosts: ["a", "b"] };

function resultOf(host: string, outcome: "ok" | "failed" = "ok"): RunEvent {
  const result = dict({});
  return {
    kind: "task_result",
    result: {
      task: TASK,
      host,
      outcome,
      result,
      diffs: [],
      isIgnored: false,
      isLoop: false,
      display: "brief",
    },
  };
}

async function watch(
  act: (run: {
    readonly clock: FakeClock;
    readonly tell: (event: RunEvent) => void;
  }) => Promise<void>,
  { columns = (): number => 80, forks = 5 } = {},
): Promise<string> {
  const clock = new FakeClock();
  let screen = "";
  const writer = {
    out: (text: string) => screen += text,
    err: (text: string) => screen += text.replaceAll("\r\x1b[K", "<clear>"),
  };
  {
    await using progress = startProgress({ writer, clock, columns, forks });
    await act({
      clock,
      tell: (event) => {
        progress.sink(event);
        if (event.kind === "task_result") progress.writer.out(`${event.result.host}\n`);
      },
    });
  }
  return screen;
}

Deno.test("startProgress() shows nothing of a task that takes less than a second", async () => {
  const screen = await watch(async ({ clock, tell }) => {
    await clock.advance(700);
    tell(START);
    await clock.advance(900);
    tell(resultOf("a"));
    tell(resultOf("b"));
    await clock.advance(5000);
  });
  assert.equal(screen, "a\nb\n");
});

Deno.test("startProgress() shows who is slow, and clears that before a result", async () => {
  const screen = await watch(async ({ clock, tell }) => {
    tell(START);
    await clock.advance(2000);
    tell(resultOf("a"));
    await clock.advance(1000);
    tell(resultOf("b"));
  });
  assert.equal(
    screen,
    "<clear>1 s, 0/2 done, 2 running, slowest a 1 s, b 1 s" +
      "<clear>2 s, 0/2 done, 2 running, slowest a 2 s, b 2 s" +
      "<clear>a\n<clear>3 s, 1/2 done, 1 running, slowest b 3 s<clear>b\n",
  );
});

Deno.test("startProgress() counts hosts that failed, and the time of hosts from their turns on", async () => {
  const screen = await watch(async ({ clock, tell }) => {
    tell({ kind: "task_start", task: TASK, hosts: ["a", "b", "c", "d"] });
    await clock.advance(2000);
    tell(resultOf("a", "failed"));
    await clock.advance(1000);
  }, { forks: 2 });
  assert.equal(
    screen.split("<clear>").at(-2),
    "3 s, 1/4 done, 2 running, 1 failed, slowest b 3 s, c 1 s",
  );
});

Deno.test("startProgress() shows what hosts do that walk alone", async () => {
  const screen = await watch(async ({ clock, tell }) => {
    tell({ kind: "play_start", play: { name: "p", isCheck: false, strategy: "free" } });
    for (const host of ["a", "b"]) tell({ kind: "task_start", task: TASK, hosts: [host] });
    await clock.advance(1000);
    tell(resultOf("a"));
    tell({ kind: "task_start", task: TASK, hosts: ["a"] });
    await clock.advance(1000);
  }, { forks: 2 });
  assert.equal(
    screen,
    "<clear>1 s, 2 running, slowest a 1 s, b 1 s<clear>a\n" +
      "<clear>2 s, 2 running, slowest b 2 s, a 1 s<clear>",
  );
});

Deno.test("startProgress() cuts the line at the terminal's width of that moment and clears it at the end", async () => {
  let columns = 12;
  const screen = await watch(async ({ clock, tell }) => {
    tell(START);
    await clock.advance(1000);
    columns = 9;
    await clock.advance(1000);
  }, { columns: () => columns });
  assert.equal(screen, "<clear>1 s, 0/2 d…<clear>2 s, 0/…<clear>");
});
