import assert from "node:assert/strict";
import { dict, type Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { Unknown } from "../template/unknown.ts";
import { mayRead, predictedResult, wasHeldBack } from "./prediction.ts";
import { loadedTask } from "./testing/loaded_task.ts";

function task(module: string, changedWhen?: Value): LoadedTask {
  return loadedTask({ module, name: "look" }, ["changed_when", changedWhen]);
}

/** What modules say in check mode, and whether they have done their work all the same. */
const RESULTS: readonly (readonly [string, Record<string, Value>, boolean])[] = [
  ["command", { skipped: true, msg: "Command would have run if not in check mode" }, true],
  ["command", { changed: true, msg: "Command would have run if not in check mode" }, true],
  ["command", { changed: false, msg: "Would not run command since 'x' exists" }, false],
  ["script", { skipped: true, msg: "x exists, matching creates option" }, false],
  ["script", { skipped: true, msg: "Check mode is not supported for this task." }, true],
  ["script", { changed: true }, true],
  ["raw", { skipped: true }, true],
  ["shell", { failed: true, changed: true, msg: "no" }, false],
  ["uri", { skipped: true, msg: "remote module (uri) does not support check mode" }, true],
  ["service_facts", { skipped: true, msg: "Failed to find any services" }, false],
  ["copy", { changed: true }, false],
  ["file", { changed: false }, false],
];

for (const [module, result, expected] of RESULTS) {
  Deno.test(`wasHeldBack() is ${expected} for ${module}: ${JSON.stringify(result)}`, () => {
    assert.equal(wasHeldBack(task(module), dict(result)), expected);
  });
}

Deno.test("mayRead() believes changed_when of commands alone, and only if asked to", () => {
  const told = { runsReadOnly: true } as Parameters<typeof mayRead>[1];
  const untold = {} as Parameters<typeof mayRead>[1];
  assert.equal(mayRead(task("command", false), told), true);
  assert.equal(mayRead(task("command", false), untold), false);
  assert.equal(mayRead(task("command", "false"), told), false);
  assert.equal(mayRead(task("command"), told), false);
  assert.equal(mayRead(task("copy", false), told), false);
});

Deno.test("predictedResult() knows what is certain of a command, and of nothing else that it changes", () => {
  const command = predictedResult(task("command"), dict({ cmd: "echo" }));
  assert.equal(command.attribute("changed"), true);
  assert.equal(command.attribute("skipped"), false);
  assert.equal(command.attribute("cmd"), "echo");
  assert.ok(command.attribute("rc") instanceof Unknown);
  const other = predictedResult(task("uri"), dict({}));
  assert.ok(other.attribute("changed") instanceof Unknown);
  assert.equal(other.attribute("failed"), false);
});
