import assert from "node:assert/strict";
import { EXPECTED, type Expected } from "./expected.ts";
import { allCases, isRunnable, PROGRAMS, runCase } from "./run_case.ts";

/**
 * Has every playbook of testdata/compat come to what Ansible made of it. There are two files of
 * tests, for files run side by side and these take longest: each plays every other case.
 */
export function testCases(which: "odd" | "even"): void {
  const recorded: Record<string, Expected> = JSON.parse(Deno.readTextFileSync(EXPECTED));
  const rest = which === "even" ? 0 : 1;
  for (const name of allCases().filter((_, index) => index % 2 === rest)) {
    Deno.test({
      name: `shep run does what Ansible did with ${name}`,
      ignore: !isRunnable(name),
      async fn() {
        const { code, recap, files } = await runCase(PROGRAMS.shep, name);
        assert.deepEqual({ code, recap, files }, recorded[name]);
      },
    });
  }
}
