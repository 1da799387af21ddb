import assert from "node:assert/strict";
import { splitOptions } from "./split_options.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["run a.yml -f10 -ihosts", "run a.yml -f 10 -i hosts"],
  ["-vvv -CD", "-vvv -CD"],
  ["-CDi hosts", "-CD -i hosts"],
  ["-CDihosts", "-CD -i hosts"],
  ["-i -f3 -f 3", "-i -f3 -f 3"],
  ["--inventory=x --forks 3 -- -f10", "--inventory=x --forks 3 -- -f10"],
  ["- a", "- a"],
];

for (const [given, expected] of CASES) {
  Deno.test(`splitOptions() makes ${expected} of ${given}`, () => {
    assert.deepEqual(splitOptions(given.split(" "), new Set(["f", "i"])), expected.split(" "));
  });
}
