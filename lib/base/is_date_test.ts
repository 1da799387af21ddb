import { equal } from "node:assert/strict";
import { isDate } from "./is_date.ts";

Deno.test("isDate() knows the days that there are", () => {
  for (const text of ["2026-12-24", "2024-02-29", "0001-01-01"]) equal(isDate(text), true, text);
  for (const text of ["2026-02-29", "2026-02-30", "2026-13-01", "2026-1-1", "24.12.2026", ""]) {
    equal(isDate(text), false, text);
  }
});
