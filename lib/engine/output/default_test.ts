import assert from "node:assert/strict";
import { Masker } from "../../base/mask.ts";
import { dict, type Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import type { ResultEvent, RunEvent, TaskRef } from "../executor/event.ts";
import { banner } from "./banner.ts";
import { defaultOutput, type DefaultOutputOptions } from "./default.ts";
import { colored, plain } from "./palette.ts";

const DATA = new URL("../../../testdata/output/", import.meta.url);
const CASES: Record<string, { arguments: string[]; color?: boolean }> = JSON.parse(
  Deno.readTextFileSync(new URL("cases.json", DATA)),
);

for (const [name, { arguments: given, color }] of Object.entries(CASES)) {
  Deno.test(`defaultOutput() prints what Ansible prints: ${name}`, () => {
    const read = (kind: string) =>
      Deno.readTextFileSync(new URL(`cases/${encodeURIComponent(name)}.${kind}`, DATA));
    const verbosity = given.find((argument) => /^-v+$/.test(argument))?.slice(1).length ?? 0;
    const { text, sink } = collecting({ verbosity, ...(color ? { isColored: true } : {}) });
    for (const event of eventsOf(read("events.jsonl"))) sink(event);
    assert.equal(text.out, read("stdout"));
  });
}

Deno.test("defaultOutput() prints each warning once, on stderr", () => {
  const { text, sink } = collecting({});
  sink({ kind: "message", level: "warning", text: "Take care" });
  sink({ kind: "message", level: "warning", text: "Take care" });
  sink(resultOf({ result: dict({ warnings: ["Take care", "Of this"] }) }));
  assert.equal(text.err, "[WARNING]: Take care\n[WARNING]: Of this\n");
});

Deno.test("defaultOutput() masks secrets in results, diffs, names and warnings", () => {
  const masker = new Masker();
  masker.add('hunt"er2');
  const { text, sink } = collecting({ masker, verbosity: 1 });
  sink(resultOf({
    outcome: "changed",
    result: dict({ cmd: ['echo hunt"er2'], rc: 0, warnings: ['hunt"er2'] }),
    diffs: [{ before: "", after: 'x=hunt"er2\n' }],
  }));
  assert.doesNotMatch(text.out + text.err, /er2/);
  assert.match(text.out, /\+x=\*{8}\n/);
  assert.match(text.out, /changed: \[h\] => \{"cmd": \["echo \*{8}"\], "rc": 0\}/);
});

Deno.test("defaultOutput() shows the last line of an exception, and all of it with -vvv", () => {
  const event = resultOf({
    outcome: "failed",
    result: dict({ msg: "no", exception: "Traceback\n  x\nError: y\n" }),
  });
  const brief = collecting({});
  brief.sink(event);
  assert.match(brief.text.out, /use -vvv\. The error was: Error: y\nfatal: \[h\]: FAILED! => /);
  const full = collecting({ verbosity: 3 });
  full.sink(event);
  assert.match(full.text.out, /The full traceback is:\nTraceback\n {2}x\nError: y\n/);
});

Deno.test("defaultOutput() names a task once for hosts that run freely but do the same", () => {
  const { text, sink } = collecting({});
  const position = { file: "a.yml", line: 3, column: 5 };
  const other = { file: "a.yml", line: 4, column: 5 };
  const own = (name: string, at = position): TaskRef => ({ ...TASK, name, position: at });
  sink({ kind: "play_start", play: { name: "p", isCheck: false, strategy: "free" } });
  sink({ kind: "included", task: own("i", other), file: "b.yml", hosts: ["a"] });
  sink(resultOf({ task: own("t a"), host: "a" }));
  sink(resultOf({ task: own("t b"), host: "b" }));
  sink({ kind: "included", task: own("i", other), file: "b.yml", hosts: ["b"] });
  assert.deepEqual(text.out.split("\n").filter((line) => line !== "").slice(1), [
    banner("TASK [i]", 79).trim(),
    "included: b.yml for a",
    banner("TASK [t a]", 79).trim(),
    "ok: [a]",
    "ok: [b]",
    banner("TASK [i]", 79).trim(),
    "included: b.yml for b",
  ]);
});

const TASK: TaskRef = { name: "t", module: "command", isHandler: false };

function resultOf(fields: Partial<ResultEvent>): RunEvent {
  return {
    kind: "task_result",
    result: {
      task: TASK,
      host: "h",
      outcome: "ok",
      result: dict({}),
      diffs: [],
      isIgnored: false,
      isLoop: false,
      display: "brief",
      ...fields,
    },
  };
}

function collecting(
  options: { verbosity?: number; masker?: Masker; isColored?: true },
) {
  const text = { out: "", err: "" };
  const palette = options.isColored ? colored : plain;
  const sink = defaultOutput(
    {
      writer: { out: (more) => text.out += more, err: (more) => text.err += more },
      masker: options.masker ?? new Masker(),
      palette: { out: palette, err: palette },
      columns: 79,
      verbosity: options.verbosity ?? 0,
    } satisfies DefaultOutputOptions,
  );
  return { text, sink };
}

/** Recorded events name the same task by the same id; results are values. */
function eventsOf(lines: string): RunEvent[] {
  const tasks = new Map<string, TaskRef>();
  let last: TaskRef | undefined;
  return lines.trim().split("\n").map((line) => {
    const event = JSON.parse(line);
    const task = event.result?.task ?? event.task;
    if (task) {
      if (!tasks.has(task.id)) tasks.set(task.id, task);
      last = tasks.get(task.id);
      (event.result ?? event).task = last;
    }
    // What was recorded does not say whose it is.
    if (event.kind === "included") event.task = last;
    if (event.result) event.result.result = resultIn(line, "result");
    if (event.result?.delegatedVars) event.result.delegatedVars = resultIn(line, "delegatedVars");
    if (event.stats) event.stats = new Map(Object.entries(event.stats));
    return event as RunEvent;
  });
}

function resultIn(line: string, key: "result" | "delegatedVars"): Value {
  const event = valueFromJson(line);
  const result = event instanceof Map ? event.get("result") : undefined;
  const found = result instanceof Map ? result.get(key) : undefined;
  assert(found instanceof Map);
  return found;
}
