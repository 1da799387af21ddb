import assert from "node:assert/strict";
import { PythonRegex } from "./python_regex.ts";
import { RegexError } from "./regex_error.ts";

Deno.test("PythonRegex.search() reads what Python writes otherwise than JavaScript", () => {
  const found = (pattern: string, text: string) =>
    PythonRegex.compile(pattern, {}).search(text)?.groups[0];
  assert.equal(found("(?i)^listen\\s+(?P<port>\\d+)$", "LISTEN 80"), "LISTEN 80");
  assert.equal(found("\\Aa.c\\Z", "abc"), "abc");
  assert.equal(found("b$", "ab\n"), "b");
  assert.equal(found("[[]x[]]", "a[x]"), "[x]");
  assert.equal(found("a{,2}b", "aab"), "aab");
  assert.equal(found("^#?\\s*Port[ -]", "#Port 22"), "#Port ");
  assert.equal(found("\\w+", "é_1"), "é_1");
  assert.equal(found("x", "abc"), undefined);
});

Deno.test("PythonRegex.substitute() takes groups by number and by name", () => {
  const regex = PythonRegex.compile("(?P<key>\\w+)=(\\d+)", {});
  assert.equal(regex.substitute("a=1 b=2", "\\2:\\g<key>\\n"), "1:a\n 2:b\n");
});

Deno.test("PythonRegex.compile() refuses what is malformed or cannot be had", () => {
  for (const pattern of ["(", "a++", "(?>a)", "[z-a]", "*"]) {
    assert.throws(() => PythonRegex.compile(pattern, {}), RegexError, pattern);
  }
});
