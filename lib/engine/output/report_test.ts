import assert from "node:assert/strict";
import { Masker } from "../../base/mask.ts";
import { dict, type Value } from "../../base/value.ts";
import type { Outcome, ResultEvent, TaskRef } from "../executor/event.ts";
import { junitText } from "./junit.ts";
import { maskedRecord } from "./masked_record.ts";
import { reportPage } from "./report.ts";
import { type RunRecord, RunRecorder } from "./run_record.ts";

const HOSTILE =
  `</pre></script><script>alert(1)</script><img src=x onerror="alert(2)">'&\u0001\x1b[31m`;
const TASK: TaskRef = {
  name: `write ${HOSTILE}`,
  module: "copy",
  isHandler: false,
  position: { file: "site.yml", line: 4, column: 3 },
};

/** A run of 1.5 s in which one thing of each kind happened. */
function recorded(): RunRecord {
  let now = 0;
  const recorder = new RunRecorder({ wallNow: () => 1_700_000_000_000, monotonicNow: () => now });
  const { sink } = recorder;
  sink({ kind: "playbook_start", file: `${HOSTILE}.yml` });
  sink({ kind: "play_start", play: { name: HOSTILE, isCheck: true } });
  sink({ kind: "message", level: "warning", text: HOSTILE });
  sink({ kind: "task_start", task: TASK, hosts: ["b", "a"] });
  now = 500;
  sink({ kind: "item_result", result: resultOf("b", "changed"), label: HOSTILE });
  now = 750;
  sink({ kind: "item_result", result: resultOf("b", "failed"), label: "two" });
  sink({ kind: "task_result", result: { ...resultOf("b", "failed"), isLoop: true } });
  now = 1000;
  sink({ kind: "task_result", result: resultOf("a", "unknown") });
  sink({ kind: "task_result", result: resultOf("c", "unreachable") });
  sink({ kind: "task_result", result: resultOf("d", "skipped") });
  sink({ kind: "task_result", result: { ...resultOf("e", "failed"), isIgnored: true } });
  const stats = {
    ok: 0,
    changed: 1,
    unreachable: 0,
    failed: 1,
    skipped: 0,
    rescued: 0,
    ignored: 0,
  };
  sink({
    kind: "recap",
    stats: new Map([["b", { ...stats, unknown: 0 }], ["a<", { ...stats, unknown: 1 }]]),
  });
  now = 1500;
  return recorder.record();
}

function resultOf(host: string, outcome: Outcome, more: Record<string, Value> = {}): ResultEvent {
  return {
    task: TASK,
    host,
    outcome,
    result: dict({ msg: HOSTILE, changed: false, ...more }),
    diffs: outcome === "changed" ? [{ before: "a\n", after: `${HOSTILE}\n` }] : [],
    isIgnored: false,
    isLoop: false,
    display: "brief",
  };
}

Deno.test("reportPage() lets no text of a run become markup", () => {
  const page = reportPage(recorded());
  const bodies = page.match(/<script>[^]*?<\/script>/g) ?? [];
  assert.equal(bodies.length, 1, "the page has its own script alone");
  const rest = page.replace(/<script>[^]*?<\/script>/, "");
  assert.doesNotMatch(rest, /<script|<img|onerror="/);
  // deno-lint-ignore no-control-regex -- what must not be there
  assert.doesNotMatch(page, /[\x00-\x08\x0b-\x1f]/);
});

Deno.test("reportPage() needs nothing besides itself", () => {
  const page = reportPage(recorded());
  assert.doesNotMatch(page, /https?:|<link|@import|url\(/);
  assert.match(
    page,
    /Content-Security-Policy" content="default-src 'none'; [^"]*script-src 'sha256-/,
  );
});

Deno.test("reportPage() tells what failed first, and of every result its status, time and place", () => {
  const page = reportPage(recorded());
  const order = ["<h2>Recap", "<h2>Failed (2)", "<h2>Cannot be predicted (1)", "<h2>Play: "];
  const places = order.map((text) => page.indexOf(text));
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
  assert.ok(!places.includes(-1), places.join());
  for (const status of ["changed", "failed", "unknown", "unreachable", "skipped"]) {
    assert.ok(page.includes(`<tr data-status="${status}">`), status);
  }
  assert.match(
    page,
    /<td class="number">250 ms<\/td>\s*<td><div class="bar"[^>]*from 500 ms to 750 ms/,
  );
  assert.match(page, /site\.yml:4:3/);
  assert.match(page, /<del>-a<\/del>\n<ins>\+&#60;/);
  assert.match(page, /failed \(ignored\)/);
});

Deno.test("a masked record shows no secret in page or XML, however it would be escaped", () => {
  const masker = new Masker();
  masker.add(`alert(2)">'&`);
  const record = maskedRecord(recorded(), masker);
  for (const text of [reportPage(record), junitText(record)]) {
    assert.doesNotMatch(text, /alert\(2\)/);
    assert.match(text, /\*{8}/);
  }
});

Deno.test("junitText() counts and names each result, and what is hostile stays text", () => {
  const xml = junitText(recorded());
  assert.match(xml, /tests="6" failures="1" errors="1" skipped="3" time="4\.750"/);
  assert.equal(xml.match(/<testcase /g)?.length, 6);
  assert.equal(xml.match(/<failure /g)?.length, 1);
  assert.equal(xml.match(/<error /g)?.length, 1);
  assert.match(xml, /<testcase name="\[b\] write &#60;/);
  assert.match(xml, /classname="site\.yml:4:3" time="0\.250">/);
  assert.doesNotMatch(xml, /<script|<img/);
  // deno-lint-ignore no-control-regex -- what XML cannot have
  assert.doesNotMatch(xml, /[\x00-\x08\x0b-\x1f]/);
});
