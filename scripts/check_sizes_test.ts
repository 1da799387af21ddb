import { deepEqual } from "node:assert/strict";
import { checkSizes, summarize } from "./check_sizes.ts";

const lines = (counts: Readonly<Record<string, number>>) => new Map(Object.entries(counts));

Deno.test("checkSizes() finds nothing in short files", () => {
  deepEqual(
    checkSizes({ lines: lines({ "a.ts": 120, "b.ts": 10, "a_test.ts": 700 }), exceptions: {} }),
    [],
  );
});

Deno.test("checkSizes() stops long files that have no exception", () => {
  const counts = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`short${i}.ts`, 10]));
  deepEqual(
    checkSizes({
      lines: lines({ ...counts, "a.ts": 451, "b.ts": 451, "a_test.ts": 701 }),
      exceptions: { "b.ts": "A table" },
    }),
    [
      "a.ts: This file has 451 lines; 450 is the most",
      "a_test.ts: This file has 701 lines; 700 is the most",
    ],
  );
});

Deno.test("checkSizes() refuses an exception that is no longer needed", () => {
  deepEqual(
    checkSizes({ lines: lines({ "a.ts": 100 }), exceptions: { "a.ts": "A", "gone.ts": "B" } }),
    [
      "scripts/check_sizes.ts: The exception for a.ts is no longer needed",
      "scripts/check_sizes.ts: The exception for gone.ts is no longer needed",
    ],
  );
});

Deno.test("checkSizes() watches the median and the 90th percentile", () => {
  deepEqual(checkSizes({ lines: lines({ "a.ts": 121, "b.ts": 301 }), exceptions: {} }), [
    "The median of all files is 121 lines; 120 is the most",
    "One file in ten has more than 301 lines; 300 is the most",
  ]);
});

Deno.test("summarize() leaves tests out and takes the nearest rank", () => {
  const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}.ts`, i + 1]));
  deepEqual(summarize(lines({ ...ten, "a_test.ts": 999 })), { files: 10, median: 5, p90: 9 });
  deepEqual(summarize(lines({})), { files: 0, median: 0, p90: 0 });
});
