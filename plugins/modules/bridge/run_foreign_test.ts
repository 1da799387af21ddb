import { deepEqual, equal, match } from "node:assert/strict";
import type { Value } from "../../../lib/base/value.ts";
import { openLocalTarget } from "../testing/local_target.ts";
import { runModule } from "../testing/run_module.ts";
import { runForeign } from "./run_foreign.ts";
import spec from "./bridge.json" with { type: "json" };

/** The arguments of a call for a shell script that prints what it is to print. */
function scriptCall(script: string, more: Readonly<Record<string, Value>> = {}) {
  return {
    name: "a.b.c",
    style: "file",
    payload: new TextEncoder().encode(script).toBase64(),
    arguments: "x=1",
    interpreters: ["/bin/sh"],
    ...more,
  };
}

Deno.test("runForeign() carries nothing out in check mode unless the host lets it", async () => {
  await using target = await openLocalTarget({ checkMode: true });
  const args = scriptCall("echo '{\"changed\": true}'\n");
  const outcome = await runModule({ run: runForeign, spec, args, target, checkMode: true });
  deepEqual([outcome.skipped, outcome.changed], [true, false]);
});

Deno.test("runForeign() needs one round trip and returns what the module printed", async () => {
  await using target = await openLocalTarget();
  const args = scriptCall('. "$1"; echo "{\\"changed\\": true, \\"x\\": $x, \\"rc\\": 0}"\n');
  const outcome = await runModule({ run: runForeign, spec, args, target });
  deepEqual(outcome.result, { changed: true, x: 1, rc: 0 });
  equal(target.roundTrips, 1);
});

Deno.test("runForeign() takes a return code for a failure where the module says nothing else", async () => {
  await using target = await openLocalTarget();
  const args = scriptCall("echo '{\"rc\": 3}'\n");
  const { result } = await runModule({ run: runForeign, spec, args, target });
  deepEqual(result, { rc: 3, failed: true });
});

Deno.test("runForeign() lets no fact say how the target is reached", async () => {
  await using target = await openLocalTarget();
  const facts = {
    ansible_host: "evil",
    ansible_become_password: "evil",
    ansible_python_interpreter: "evil",
    ansible_ssh_common_args: "evil",
    ansible_ssh_host_key_rsa_public: "fine",
    mine: "fine",
  };
  const args = scriptCall(`echo '${JSON.stringify({ ansible_facts: facts })}'\n`);
  const outcome = await runModule({ run: runForeign, spec, args, target });
  deepEqual(outcome.facts, { ansible_ssh_host_key_rsa_public: "fine", mine: "fine" });
});

Deno.test("runForeign() takes the first interpreter there is, and says if none is", async () => {
  await using target = await openLocalTarget();
  const script = "echo '{\"changed\": false}'\n";
  const run = (interpreters: string[]) =>
    runModule({ run: runForeign, spec, args: scriptCall(script, { interpreters }), target });
  deepEqual((await run(["/nowhere/sh", "sh -e"])).failed, false);
  match((await run(["/nowhere/sh"])).msg ?? "", /^Cannot run module a\.b\.c: .*\/nowhere\/sh/);
});
