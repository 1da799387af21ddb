import assert from "node:assert/strict";
import { nameMatcher } from "./name_pattern.ts";

const { globs, names }: {
  readonly globs: Readonly<Record<string, readonly string[]>>;
  readonly names: readonly string[];
} = JSON.parse(
  Deno.readTextFileSync(
    new URL("../../../testdata/inventory/names_expected.json", import.meta.url),
  ),
);

for (const [glob, expected] of Object.entries(globs)) {
  Deno.test(`nameMatcher() agrees with Python's fnmatch on ${glob}`, () => {
    assert.deepEqual(names.filter(nameMatcher(glob)), expected);
  });
}

Deno.test("nameMatcher() matches a regular expression from the start", () => {
  const matched = (pattern: string) => names.filter(nameMatcher(pattern));
  assert.deepEqual(matched("~eb"), []);
  assert.deepEqual(matched("~web"), ["web1", "web2", "web10.x"]);
  assert.deepEqual(matched("~web\\d\\Z"), ["web1", "web2"]);
  assert.deepEqual(matched("~(?i)WEB1$"), ["web1", "Web1"]);
  assert.deepEqual(matched("~(?P<c>[a-z])-(?P=c)"), []);
  assert.deepEqual(matched("~a|db"), ["db", "a.b", "a-b", "a b"]);
});

Deno.test("nameMatcher() refuses a malformed regular expression", () => {
  assert.throws(() => nameMatcher("~(a"), { name: "SyntaxError" });
});
