import { deepEqual } from "node:assert/strict";
import { compareCodePoints } from "./compare_code_points.ts";

Deno.test("compareCodePoints() puts astral characters after all others", () => {
  const sorted = ["", "B", "a", "ab", "b", "é", "\uFFFD", "\u{1F411}", "\u{1F411}a", "\u{1F412}"];
  deepEqual(sorted.toReversed().sort(compareCodePoints), sorted);
});
