import assert from "node:assert/strict";
import { isSelected } from "./tags.ts";

const cases: readonly (readonly [string, string, string, boolean])[] = [
  ["", "", "", true],
  ["a", "", "", true],
  ["a", "a", "", true],
  ["a", "b", "", false],
  ["", "b", "", false],
  ["a,b", "b", "", true],
  ["always", "b", "", true],
  ["always", "b", "always", false],
  ["never", "", "", false],
  ["never,debug", "debug", "", true],
  ["never,debug", "never", "", true],
  ["never", "all", "", false],
  ["a", "all", "", true],
  ["a", "tagged", "", true],
  ["", "tagged", "", false],
  ["never", "tagged", "", false],
  ["a", "untagged", "", false],
  ["", "untagged", "", true],
  ["a", "", "a", false],
  ["a", "", "b", true],
  ["a,b", "a", "b", false],
  ["a", "", "all", false],
  ["always", "", "all", true],
  ["a", "", "tagged", false],
  ["", "", "tagged", true],
  ["", "", "untagged", false],
  ["a", "", "untagged", true],
];

for (const [tags, only, skip, expected] of cases) {
  const name =
    `isSelected() is ${expected} for [${tags}] with --tags "${only}" --skip-tags "${skip}"`;
  Deno.test(name, () => {
    assert.equal(isSelected(words(tags), { only: set(only), skip: set(skip) }), expected);
  });
}

function words(text: string): string[] {
  return text.split(",").filter((word) => word !== "");
}

function set(text: string): ReadonlySet<string> {
  return new Set(words(text));
}
