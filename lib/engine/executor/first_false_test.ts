import assert from "node:assert/strict";
import { UnknownError } from "../template/unknown.ts";
import { firstFalse } from "./first_false.ts";

const UNKNOWN = new UnknownError([{ task: "look" }]);

/** What conditions come to: true, false, unknown, or an error of their own. */
function holds(condition: string): boolean {
  if (condition === "unknown") throw new Error("Wrapped", { cause: UNKNOWN });
  if (condition === "error") throw new TypeError("Cannot evaluate");
  return condition === "true";
}

const CASES: readonly (readonly [readonly string[], string | undefined])[] = [
  [[], undefined],
  [["true", "true"], undefined],
  [["true", "false", "error"], "false"],
  [["unknown", "false"], "false"],
  [["unknown", "error", "false"], "false"],
];

for (const [conditions, expected] of CASES) {
  Deno.test(`firstFalse() of ${conditions.join(", ") || "nothing"} is ${expected}`, () => {
    assert.equal(firstFalse(conditions, holds), expected);
  });
}

Deno.test("firstFalse() throws what it cannot decide, an error only if nothing before is unknown", () => {
  assert.throws(() => firstFalse(["true", "unknown", "true"], holds), UnknownError);
  assert.throws(() => firstFalse(["unknown", "error"], holds), UnknownError);
  assert.throws(() => firstFalse(["true", "error"], holds), TypeError);
});
