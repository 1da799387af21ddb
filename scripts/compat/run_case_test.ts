import assert from "node:assert/strict";
import { EXPECTED, type Expected } from "./expected.ts";
import { allCases, isRunnable, PROGRAMS, runCase } from "./run_case.ts";

/** Every playbook of testdata/compat must come to what Ansible made of it. */
const recorded: Record<string, Expected> = JSON.parse(Deno.readTextFileSync(EXPECTED));

for (const name of allCases()) {
  Deno.test({
    name: `shep run does what Ansible did with ${name}.yml`,
    ignore: !isRunnable(name),
    async fn() {
      const { code, recap, files } = await runCase(PROGRAMS.shep, name);
      assert.deepEqual({ code, recap, files }, recorded[name]);
    },
  });
}
