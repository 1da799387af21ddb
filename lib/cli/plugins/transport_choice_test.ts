import assert from "node:assert/strict";
import { CommandError } from "../command_error.ts";
import { transportChoice } from "./transport_choice.ts";

Deno.test("transportChoice() makes all plugins workers if nothing is said", () => {
  assert.equal(transportChoice([""])("basic"), "worker");
});

Deno.test("transportChoice() takes one word for all, a name for one, and the last of several", () => {
  const choice = transportChoice(["process", "basic=worker,local=worker", "local=process"]);
  assert.deepEqual(["basic", "local", "playbook"].map(choice), ["worker", "process", "process"]);
});

Deno.test("transportChoice() refuses what is no transport", () => {
  assert.throws(() => transportChoice(["basic=pigeon"]), CommandError);
  assert.throws(() => transportChoice(["pigeon"]), CommandError);
});
