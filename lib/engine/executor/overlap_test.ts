import assert from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import type { Keyword } from "../../wire/task.ts";
import type { Layer } from "../playbook/model.ts";
import { AnsibleTemplating } from "./ansible_templating.ts";
import type { LoopPlan } from "./loop.ts";
import { type Overlap, overlapOf } from "./overlap.ts";
import { dataLayer, LayeredScope } from "./scope.ts";
import { loadedTask } from "./testing/loaded_task.ts";

const templating = new AnsibleTemplating({
  environment: {},
  files: new FakeFiles({}),
  lookup: () => [],
  decrypt: (text) => text,
});

interface Written {
  readonly module: string;
  readonly args?: Readonly<Record<string, Value>>;
  readonly settings?: Partial<Record<Keyword, Value>>;
  readonly inherited?: Partial<Record<Keyword, Value>>;
  readonly plan?: Partial<LoopPlan>;
}

function overlaps(items: readonly Value[], written: Written): Overlap | undefined {
  const { module, args = {}, settings = {}, inherited = {} } = written;
  const layer = (kind: "block" | "task", own: Partial<Record<Keyword, Value>>): Layer => ({
    kind,
    settings: new Map(
      (Object.entries(own) as [Keyword, Value][]).map(([key, value]) => [key, { value }]),
    ),
    vars: [],
  });
  const task = loadedTask({
    module,
    args: Object.entries(args).map(([key, value]) => ({ key, value })),
    layer: { ...layer("task", settings), parent: layer("block", inherited) },
  });
  const plan: LoopPlan = {
    items,
    loopVar: "item",
    breakWhen: [],
    pauseMs: 0,
    extended: "off",
    ...written.plan,
  };
  return overlapOf(task, plan, (index) => {
    const vars = new Map<Value, Value>([["item", items[index] ?? null]]);
    return new LayeredScope([dataLayer(vars)], templating);
  });
}

Deno.test("overlapOf() lets rounds overlap that cannot see each other", () => {
  assert(overlaps([1, 2], { module: "command", args: { argv: ["echo", "{{ item }}"] } }));
  assert(overlaps(["a", "b"], { module: "copy", args: { dest: "/x/{{ item }}" } }));
  assert(overlaps(["a", "b"], { module: "copy", args: { src: "{{ item }}", dest: "/x/" } }));
  assert(overlaps(["/a", "/ab"], { module: "file", args: { path: "{{ item }}" } }));
});

Deno.test("overlapOf() lets rounds look again that edit the same file", () => {
  const edit = { module: "lineinfile", args: { path: "/a", line: "{{ item }}" } };
  assert.equal(overlaps(["a", "b"], edit), "again");
  assert.equal(overlaps(["a", "b"], { module: "replace", args: { dest: "/{{ item }}" } }), "apart");
  assert.equal(overlaps(["a", "b"], { ...edit, settings: { until: "true" } }), undefined);
});

Deno.test("overlapOf() keeps rounds in order whose paths meet", () => {
  const file = { module: "file", args: { path: "{{ item }}", state: "directory" } };
  assert(!overlaps(["/a", "/b", "/a"], file));
  assert(!overlaps(["/a", "/a/"], file));
  assert(!overlaps(["/a/b/c", "/a"], file));
  assert(!overlaps(["/a", "/b"], { module: "file", args: { path: "{{ item }}", src: "/a" } }));
  assert(!overlaps(["a", "b"], { module: "template", args: { dest: "/x" } }));
  assert(!overlaps(["c/a", "d/a"], { module: "copy", args: { src: "{{ item }}", dest: "/x/" } }));
  assert(!overlaps([1, 2], { module: "file", args: { path: "{{ missing }}" } }));
});

Deno.test("overlapOf() keeps rounds in order where a keyword counts on it", () => {
  const command = { module: "command", args: { cmd: "echo" } };
  for (const name of ["until", "retries", "delegate_to", "async", "timeout"] as const) {
    assert(!overlaps([1, 2], { ...command, settings: { [name]: 1 } }), name);
    assert(!overlaps([1, 2], { ...command, inherited: { [name]: 1 } }), name);
  }
  assert(!overlaps([1, 2], { ...command, plan: { pauseMs: 1 } }));
  assert(!overlaps([1, 2], { ...command, plan: { breakWhen: ["x"] } }));
  assert(!overlaps([1, 2], { module: "command", args: { cmd: "echo", creates: "/x" } }));
  assert(!overlaps([1, 2], { module: "user", args: { name: "{{ item }}" } }));
});

Deno.test("overlapOf() keeps rounds in order that look at the results before theirs", () => {
  const settings = { register: "said" };
  const command = (cmd: string) => ({ module: "command", args: { cmd }, settings });
  assert(overlaps([1, 2], command("echo")));
  assert(!overlaps([1, 2], command("echo {{ said.stdout }}")));
  const changed = { module: "command", settings: { ...settings, changed_when: "'x' in said" } };
  assert(!overlaps([1, 2], changed));
});

Deno.test("overlapOf() keeps rounds in order that look something up", () => {
  const command = (cmd: string) => ({ module: "command", args: { cmd } });
  assert(!overlaps([1, 2], command("echo {{ lookup('pipe', 'ls') }}")));
  const condition = { module: "command", settings: { failed_when: "q('pipe', 'ls') == []" } };
  assert(!overlaps([1, 2], condition));
  // Read once, before the first round.
  assert(
    overlaps([1, 2], { ...command("echo"), settings: { loop: "{{ query('fileglob', '*') }}" } }),
  );
});
