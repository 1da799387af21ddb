import assert from "node:assert/strict";
import { unifiedDiff } from "./unified_diff.ts";
import cases from "../../../testdata/output/text_cases.json" with { type: "json" };

cases.diffs.forEach(({ before, after, lines }, at) => {
  Deno.test(`unifiedDiff() equals Python's difflib in case ${at}`, () => {
    assert.deepEqual(unifiedDiff({ before, after, beforeName: "a", afterName: "b" }), lines);
  });
});
