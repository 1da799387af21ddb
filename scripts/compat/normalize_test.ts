import assert from "node:assert/strict";
import { normalizedOutput, recapOf } from "./normalize.ts";

Deno.test("recapOf() gives the lines after the recap's banner", () => {
  assert.equal(recapOf("x\nPLAY RECAP ***\nh : ok=1   \n\n"), "h : ok=1\n\n");
  assert.equal(recapOf("no recap"), "");
});

Deno.test("normalizedOutput() evens out the order of hosts and times", () => {
  const one = 'TASK [x] *\nok: [a]\nok: [b] => {\n  "m": 1\n}\n\nTASK [y] *\nchanged: [a]\n';
  const two = 'TASK [x] *\nok: [b] => {\n  "m": 1\n}\nok: [a]\n\nTASK [y] *\nchanged: [a]\n';
  assert.equal(normalizedOutput(one), normalizedOutput(two));
  assert.notEqual(normalizedOutput(one), normalizedOutput(one.replace("changed", "ok")));
  const time = '"start": "2026-01-02 03:04:05.123456", "delta": "0:00:00.004830"';
  assert.equal(normalizedOutput(time), '"start": "TIME", "delta": "DELTA"');
});
