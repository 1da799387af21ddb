import assert from "node:assert/strict";
import type { LoadedBlock, LoadedNode, LoadedTask } from "../playbook/model.ts";
import { HostState } from "./host_state.ts";
import { NodeRunner } from "./node_runner.ts";
import { loadedTask } from "./testing/loaded_task.ts";

const layer = { kind: "task", settings: new Map(), vars: [] } as const;

function task(name: string): LoadedTask {
  return loadedTask({ name });
}

function block(parts: Partial<Pick<LoadedBlock, "block" | "rescue" | "always">>): LoadedBlock {
  return { kind: "block", layer, roles: [], block: [], rescue: [], always: [], ...parts };
}

/** Runs nodes for hosts a and b; `failures` says which task fails on which host. */
async function walk(nodes: readonly LoadedNode[], failures: Readonly<Record<string, string>>) {
  const log: string[] = [];
  const hosts = [new HostState("a"), new HostState("b")];
  const runner = new NodeRunner((node, group, place) => {
    const names = group.map((host) => host.name).join("");
    log.push(`${node.name} ${names}${place.isRescuable ? " rescuable" : ""}`);
    for (const host of group) {
      if (failures[node.name ?? ""]?.includes(host.name)) {
        host.condition = { kind: "failed", task: new Map(), result: new Map() };
      }
    }
    return Promise.resolve();
  }, ({ tags }) => !tags.includes("never"));
  await runner.run(nodes, hosts, { isRescuable: false, isProtected: false, isHandler: false });
  return { log, conditions: hosts.map((host) => host.condition.kind) };
}

Deno.test("NodeRunner leaves out hosts that have failed", async () => {
  const { log, conditions } = await walk([task("one"), task("two")], { one: "a" });
  assert.deepEqual(log, ["one ab", "two b"]);
  assert.deepEqual(conditions, ["failed", "running"]);
});

Deno.test("NodeRunner rescues the failed hosts and then runs always for all", async () => {
  const nodes = [
    block({
      block: [task("one"), task("two")],
      rescue: [task("rescue")],
      always: [task("always")],
    }),
    task("after"),
  ];
  const { log, conditions } = await walk(nodes, { one: "a" });
  assert.deepEqual(log, [
    "one ab rescuable",
    "two b rescuable",
    "rescue a",
    "always ab",
    "after ab",
  ]);
  assert.deepEqual(conditions, ["running", "running"]);
});

Deno.test("NodeRunner rescues nobody by tasks whose tags are not asked for", async () => {
  const nodes = [block({ block: [task("one")], rescue: [{ ...task("rescue"), tags: ["never"] }] })];
  const { log, conditions } = await walk([...nodes, task("after")], { one: "a" });
  assert.deepEqual(log, ["one ab", "after b"]);
  assert.deepEqual(conditions, ["failed", "running"]);
});

Deno.test("NodeRunner keeps a host failed that failed in rescue or without one, after always", async () => {
  const inner = block({ block: [task("one")], rescue: [task("rescue")], always: [task("always")] });
  const { log, conditions } = await walk([inner, task("after")], { one: "a", rescue: "a" });
  assert.deepEqual(log, ["one ab rescuable", "rescue a", "always ab", "after b"]);
  assert.deepEqual(conditions, ["failed", "running"]);
});

Deno.test("NodeRunner hands a failure of an inner block to the rescue of an outer one", async () => {
  const outer = block({
    block: [block({ block: [task("one")], always: [task("always")] }), task("two")],
    rescue: [task("rescue")],
  });
  const { log } = await walk([outer], { one: "ab" });
  assert.deepEqual(log, ["one ab rescuable", "always ab rescuable", "rescue ab"]);
});
