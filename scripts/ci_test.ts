import { equal } from "node:assert/strict";
import { TemporaryFolder } from "../lib/system/temporary_folder.ts";

const SCRIPT = new URL("../.ci/run", import.meta.url).pathname;

/** What `deno test` printed, and the last line that .ci/run makes of it. */
const CASES: readonly [name: string, output: string, line: string][] = [
  ["passed", "a ... ok (1ms)\n\nok | 12 passed | 0 failed (2s)\n\n", "12 passed, 0 failed"],
  [
    "passed with steps and skipped",
    "\nok | 12 passed (3 steps) | 0 failed | 2 ignored (1 step) (2s)\n",
    "12 passed, 0 failed, 2 skipped",
  ],
  [
    "failed",
    "\nFAILED | 12 passed | 34 failed (2 steps) (2s)\n\nerror: Test failed\n",
    "12 passed, 34 failed",
  ],
  [
    "a test that prints a result itself",
    "ok | 1 passed | 0 failed (1ms)\nmore\n\nFAILED | 2 passed | 1 failed (1s)\n",
    "2 passed, 1 failed",
  ],
  ["did not start", "error: Type checking failed.\n", "0 passed, 1 failed"],
];

for (const [name, output, line] of CASES) {
  Deno.test(`.ci/run summarizes tests that have ${name}`, () => {
    using folder = new TemporaryFolder();
    const log = `${folder.path}/log`;
    Deno.writeTextFileSync(log, output);
    const { stdout } = new Deno.Command("bash", {
      args: ["-c", `. '${SCRIPT}' && summarize '${log}'`],
    }).outputSync();
    equal(new TextDecoder().decode(stdout), `${line}\n`);
  });
}
