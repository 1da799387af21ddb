import { deepEqual, equal, ok } from "node:assert/strict";
import {
  compareVersions,
  isSatisfied,
  parseRequirement,
  parseRequirements,
} from "./python_requirements.ts";

Deno.test("parseRequirements() puts names and versions together that commas separate", () => {
  const texts = (...given: string[]) => parseRequirements(given).map(({ text }) => text);
  deepEqual(texts("a>1.1", "<1.3", "b"), ["a<1.3,>1.1", "b"]);
  deepEqual(texts("a>1,<2,b", "c[x,y]==1"), ["a<2,>1", "b", "c[x,y]==1"]);
  deepEqual(texts("git+https://example.org/x"), ["git+https://example.org/x"]);
});

Deno.test("isSatisfied() follows PEP 440", () => {
  const cases = ["a", "a==1.0", "a>=1,<2", "a~=1.0", "a==1.*", "a!=2", "A>0.9rc1", "a===1"];
  for (const text of cases) ok(isSatisfied(parseRequirement(text), "1"), text);
  const others = ["a>1", "a==1.0.1", "a~=1.1", "a!=1.*", "a<1", "./a", "a===1.0"];
  for (const text of others) ok(!isSatisfied(parseRequirement(text), "1"), text);
});

Deno.test("compareVersions() orders releases, and what comes before and after them", () => {
  const versions = ["1.dev1", "1a1", "1b2", "1rc1", "1", "1.post1", "1.0.1", "1.2", "1.10", "1!0"];
  const reversed = versions.toReversed().sort(compareVersions);
  deepEqual(reversed, versions);
  equal(compareVersions("1.0", "1"), 0);
});
