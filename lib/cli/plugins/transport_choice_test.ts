import assert from "node:assert/strict";
import { CommandError } from "../command_error.ts";
import { transportChoice } from "./transport_choice.ts";

function choice(...words: readonly string[]) {
  return transportChoice(words, (path) => `/here/${path}`);
}

Deno.test("transportChoice() lets plugins share a worker if nothing is said", () => {
  assert.deepEqual(choice("")("basic"), { kind: "shared" });
});

Deno.test("transportChoice() takes one word for all, a name for one, and the last of several", () => {
  const of = choice("process", "basic=worker,local=worker", "local=process");
  assert.deepEqual(["basic", "local", "playbook"].map((name) => of(name).kind), [
    "worker",
    "process",
    "process",
  ]);
});

Deno.test("transportChoice() takes the path of one plugin's executable", () => {
  const of = choice("basic=dist/basic");
  assert.deepEqual(of("basic"), { kind: "executable", path: "/here/dist/basic" });
  assert.deepEqual(of("local"), { kind: "shared" });
});

Deno.test("transportChoice() refuses what is no transport", () => {
  assert.throws(() => choice("basic=pigeon"), CommandError);
  assert.throws(() => choice("pigeon"), CommandError);
  assert.throws(() => choice("dist/basic"), CommandError);
});
