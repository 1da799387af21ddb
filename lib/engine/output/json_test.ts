import assert from "node:assert/strict";
import { Masker } from "../../base/mask.ts";
import { dict, Float } from "../../base/value.ts";
import type { ResultEvent, RunEvent } from "../executor/event.ts";
import { jsonOutput } from "./json.ts";

function linesOf(events: readonly RunEvent[], secret = ""): unknown[] {
  const masker = new Masker();
  masker.add(secret);
  let text = "";
  const writer = { out: (more: string) => text += more, err: () => assert.fail("stderr") };
  const sink = jsonOutput({ writer, masker, wallNow: () => 5, verbosity: 0 });
  for (const event of events) sink(event);
  assert(text.endsWith("\n"));
  return text.slice(0, -1).split("\n").map((line) => JSON.parse(line));
}

const TASK = {
  name: "role : t",
  module: "copy",
  isHandler: false,
  position: { file: "a.yml", line: 3, column: 5 },
};

const RESULT: ResultEvent = {
  task: TASK,
  host: "h",
  delegate: "d",
  outcome: "failed",
  result: dict({
    msg: "a\nhunter2",
    n: NaN,
    f: new Float(1),
    big: 12345678901234567890n,
    _ansible_x: 1,
  }),
  diffs: [{ before: "", after: "x\n", afterHeader: "/x" }],
  isIgnored: true,
  isLoop: false,
  display: "brief",
};

Deno.test("jsonOutput() writes each event as one line of valid JSON", () => {
  const task = { name: "role : t", module: "copy", file: "a.yml", line: 3 };
  assert.deepEqual(
    linesOf([
      { kind: "playbook_start", file: "a.yml" },
      { kind: "play_start", play: { name: "p", isCheck: true } },
      { kind: "task_start", task: TASK, hosts: ["h"] },
      { kind: "item_result", result: { ...RESULT, outcome: "ok", diffs: [] }, label: "1" },
      { kind: "task_result", result: RESULT },
      { kind: "retry", result: RESULT, retriesLeft: 2 },
      { kind: "included", task: TASK, file: "b.yml", hosts: ["h"] },
      { kind: "no_hosts_matched" },
      { kind: "no_hosts_remaining" },
      { kind: "message", level: "warning", text: "careful" },
      { kind: "recap", stats: new Map([["h", { ...STATS, unknown: 0 }]]) },
    ], "hunter2"),
    [
      { event: "playbook_start", time: 5, file: "a.yml" },
      { event: "play_start", time: 5, play: "p", check: true },
      { event: "task_start", time: 5, task, hosts: ["h"] },
      {
        event: "item_result",
        time: 5,
        task,
        host: "h",
        delegate: "d",
        status: "ok",
        ignored: true,
        result: SHOWN,
        item: "1",
      },
      {
        event: "task_result",
        time: 5,
        task,
        host: "h",
        delegate: "d",
        status: "failed",
        ignored: true,
        result: SHOWN,
        diff: [{ before: "", after: "x\n", afterHeader: "/x" }],
      },
      { event: "retry", time: 5, task, host: "h", delegate: "d", retries_left: 2, result: SHOWN },
      { event: "included", time: 5, file: "b.yml", hosts: ["h"] },
      { event: "no_hosts_matched", time: 5 },
      { event: "no_hosts_remaining", time: 5 },
      { event: "message", time: 5, level: "warning", text: "careful" },
      { event: "recap", time: 5, hosts: { h: STATS } },
    ],
  );
});

const SHOWN = { msg: "a\n********", n: null, f: 1, big: 12345678901234567000 };

const STATS = {
  ok: 1,
  changed: 0,
  unreachable: 0,
  failed: 1,
  skipped: 0,
  rescued: 0,
  ignored: 0,
};
