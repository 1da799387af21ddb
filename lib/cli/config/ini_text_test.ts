import assert from "node:assert/strict";
import { parseIni } from "./ini_text.ts";

function values(text: string): readonly string[] {
  return parseIni(text, "a.cfg").entries.map(({ section, key, value, position }) =>
    `${position.line}:${position.column} ${section}.${key}=${JSON.stringify(value)}`
  );
}

function problems(text: string): readonly string[] {
  return parseIni(text, "a.cfg").problems.map(({ message, position }) =>
    `${position.line}:${position.column} ${message}`
  );
}

Deno.test("parseIni() reads keys in small letters, with = or :, and says where they are", () => {
  assert.deepEqual(values("[a]\r\nB = 1\r\n  c: d=e\n[f]\nb=\n"), [
    '2:1 a.b="1\\nc: d=e"',
    '5:1 f.b=""',
  ]);
  assert.deepEqual(values("[a]\n  b=1\n  c : 2\n"), ['2:3 a.b="1"', '3:3 a.c="2"']);
});

Deno.test("parseIni() leaves out comments, but no sign that is none", () => {
  assert.deepEqual(values("# x\n[a] ; x\nb = c ; d\n ; x\n# x\ne = f;g #h\n"), [
    '3:1 a.b="c"',
    '6:1 a.e="f;g #h"',
  ]);
});

Deno.test("parseIni() goes on with a value in lines that are indented more", () => {
  assert.deepEqual(values("[a]\nb = 1\n  2\n# x\n\n  3\n\nc = 4\n\n"), [
    '2:1 a.b="1\\n2\\n\\n3"',
    '8:1 a.c="4"',
  ]);
});

Deno.test("parseIni() finds all that is wrong", () => {
  assert.deepEqual(problems("a = 1\nb = 2\n"), [
    "1:1 File contains no section headers: expected one before this line",
  ]);
  assert.deepEqual(problems("[a]\nb\n  = c\nd = 1\nd = 2\n[a]\n"), [
    "2:1 Source contains parsing errors: expected key = value",
    "3:3 Source contains parsing errors: expected key = value",
    "5:1 Option 'd' in section 'a' already exists",
    "6:1 Section 'a' already exists",
  ]);
});
