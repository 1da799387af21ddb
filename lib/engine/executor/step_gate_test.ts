import assert from "node:assert/strict";
import { StepGate } from "./step_gate.ts";

function gateWith(answers: readonly string[]) {
  const asked: string[] = [];
  const left = [...answers];
  const prompter = {
    isInteractive: true,
    readLine: () => undefined,
    tell: () => {},
    ask(question: string) {
      asked.push(question);
      return Promise.resolve(left.shift() ?? "");
    },
  };
  return { asked, gate: new StepGate(prompter, "ask"), prompter };
}

Deno.test("StepGate.opensFor() opens for yes and keeps closed for all that is none", async () => {
  const { gate, asked } = gateWith(["y", "YES", "n", "", "what"]);
  const opened: boolean[] = [];
  for (const name of ["a", "b", "c", "d", "e"]) opened.push(await gate.opensFor(name));
  assert.deepEqual(opened, [true, true, false, false, false]);
  assert.equal(asked[0], "Perform task: TASK: a (N)o/(y)es/(c)ontinue: ");
});

Deno.test("StepGate.opensFor() asks no more after continue", async () => {
  const { gate, asked } = gateWith(["c", "n"]);
  assert.equal(await gate.opensFor("a"), true);
  assert.equal(await gate.opensFor("b"), true);
  assert.equal(asked.length, 1);
});

Deno.test("StepGate.opensFor() asks nobody where steps are not wanted", async () => {
  const { asked, prompter } = gateWith([]);
  assert.equal(await new StepGate(prompter, "run").opensFor("a"), true);
  assert.equal(asked.length, 0);
});
