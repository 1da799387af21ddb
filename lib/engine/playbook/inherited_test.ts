import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import type { Keyword } from "../../wire/task.ts";
import {
  conditions,
  includeParams,
  mappings,
  roleDefaults,
  roleParams,
  roleVars,
  setting,
  tags,
  tagsOf,
  taskVars,
} from "./inherited.ts";
import type { Layer, LoadedRole, LoadedVar } from "./model.ts";

const settingsOf = (record: Partial<Record<Keyword, Value>>) =>
  new Map(
    Object.entries(record).map((
      [keyword, value],
    ) => [keyword as Keyword, { value: value ?? null }]),
  );
const vars = (record: Record<string, Value>): LoadedVar[] =>
  Object.entries(record).map(([key, value]) => ({ key, value }));

const play: Layer = {
  kind: "play",
  settings: settingsOf({
    become: true,
    tags: "site",
    environment: [new Map([["A", "1"]])],
    gather_facts: false,
  }),
  vars: vars({ x: "play" }),
};
const include: Layer = {
  kind: "include",
  target: "more.yml",
  settings: settingsOf({}),
  vars: vars({ x: "include", y: "include" }),
  parent: play,
};
const block: Layer = {
  kind: "block",
  settings: settingsOf({
    become: false,
    when: ["a", "b"],
    tags: "one, two",
    environment: "{{ env }}",
  }),
  vars: vars({ x: "block" }),
  parent: include,
};
const task: Layer = {
  kind: "task",
  settings: settingsOf({ when: "c", tags: ["two", 3], register: "out" }),
  vars: vars({ z: "task" }),
  parent: block,
};

Deno.test("setting() takes the nearest level and never inherits what is the task's own", () => {
  equal(setting(task, "become")?.value, false);
  equal(setting(include, "become")?.value, true);
  equal(setting(task, "gather_facts"), undefined);
  equal(setting(task, "register")?.value, "out");
});

Deno.test("conditions(), tags() and mappings() add up", () => {
  deepEqual(conditions(task).map(({ value }) => value), ["a", "b", "c"]);
  deepEqual(tags(task), ["two", "3", "one", "site"]);
  deepEqual(mappings(task, "environment"), [new Map([["A", "1"]]), "{{ env }}"]);
});

Deno.test("tagsOf() splits one text at commas, but none of a list", () => {
  deepEqual(tagsOf("a, b,,c"), ["a", "b", "c"]);
  deepEqual(tagsOf(["a,b", 4, ["c"]]), ["a,b", "4", "c"]);
  deepEqual(tagsOf(null), []);
});

Deno.test("taskVars() and includeParams() take the nearest variable below the play", () => {
  deepEqual([...taskVars(task)].map(([key, { value }]) => [key, value]), [
    ["z", "task"],
    ["x", "block"],
    ["y", "include"],
  ]);
  deepEqual([...includeParams(task).values()].map(({ value }) => value), ["include", "include"]);
});

Deno.test("roleDefaults(), roleVars() and roleParams() let the task's own role win", () => {
  const role = (name: string, dependencies: LoadedRole[] = []): LoadedRole => ({
    name,
    path: `/roles/${name}`,
    defaults: vars({ all: `${name} default`, [`${name}_default`]: 1 }),
    vars: vars({ all: `${name} var` }),
    entryVars: vars({ all: `${name} entry`, [`${name}_entry`]: 1 }),
    params: vars({ all: `${name} param` }),
    dependencies,
    allowDuplicates: false,
    isIncluded: false,
    collections: [],
  });
  const inner = role("inner");
  const outer = role("outer", [inner]);
  equal(roleDefaults([outer]).get("all")?.value, "outer default");
  equal(roleDefaults([outer]).has("inner_default"), true);
  equal(roleDefaults([outer, inner]).get("all")?.value, "inner default");
  equal(roleVars([outer, inner]).get("all")?.value, "inner var");
  equal(roleVars([outer]).get("all")?.value, "outer var");
  equal(roleVars([outer]).has("inner_entry"), true);
  equal(roleParams([outer, inner]).get("all")?.value, "inner param");
  deepEqual(roleVars([]), new Map());
});
