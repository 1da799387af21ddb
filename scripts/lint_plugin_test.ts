import { deepEqual } from "node:assert/strict";
import plugin from "./lint_plugin.ts";

const ROOT = new URL("..", import.meta.url).pathname;

/** A rule, a path, a source, and what is found at what text. */
interface Case {
  readonly rule: keyof typeof plugin.rules;
  readonly path?: string;
  readonly source: string;
  readonly found: readonly string[];
}

const long = (lines: number) => `function f() {\n${"  f();\n".repeat(lines - 2)}}`;

const CASES: readonly Case[] = [
  { rule: "ambient", source: "Deno.readFileSync(x);", found: ["Deno.readFileSync"] },
  { rule: "ambient", source: "globalThis.Deno.args[0];", found: ["globalThis.Deno.args"] },
  {
    rule: "ambient",
    source: "if (e instanceof Deno.errors.NotFound) x;",
    found: ["Deno.errors.NotFound"],
  },
  { rule: "ambient", source: "let x: Deno.Command; let y: typeof Deno.args;", found: [] },
  {
    rule: "ambient",
    source: "Date.now(); Date.UTC(2026); Date.parse(x);",
    found: ["Date.now"],
  },
  { rule: "ambient", source: "new Date(); new Date(5); Date();", found: ["new Date()", "Date()"] },
  {
    rule: "ambient",
    source: "Temporal.Now.instant(); Temporal.Instant.from(x);",
    found: ["Temporal.Now.instant"],
  },
  { rule: "ambient", source: "Math.random(); Math.max(1);", found: ["Math.random"] },
  {
    rule: "ambient",
    source: "crypto.getRandomValues(x); crypto.randomUUID(); crypto.subtle.digest('SHA-1', x);",
    found: ["crypto.getRandomValues", "crypto.randomUUID"],
  },
  { rule: "ambient", source: "console.log(1);", found: ["console.log"] },
  { rule: "ambient", source: "performance.now();", found: ["performance.now"] },
  { rule: "ambient", source: "x.Deno.y; x.console.log(1); Denomination.x;", found: [] },
  { rule: "ambient", path: "lib/system/x.ts", source: "Deno.args;", found: [] },
  { rule: "ambient", path: "lib/plugin/transport/x.ts", source: "Deno.args;", found: [] },
  { rule: "ambient", path: "lib/plugin/x.ts", source: "Deno.args;", found: ["Deno.args"] },
  { rule: "ambient", path: "lib/engine/x_test.ts", source: "Deno.args;", found: [] },
  { rule: "ambient", path: "plugins/connections/ssh/ssh.ts", source: "Deno.args;", found: [] },
  { rule: "ambient", path: "plugins/basic/basic.ts", source: "Deno.args;", found: ["Deno.args"] },
  { rule: "ambient", path: "main.ts", source: "Deno.exit(1);", found: [] },

  { rule: "error-wording", source: 'new Error("Cannot do it: too late");', found: [] },
  {
    rule: "error-wording",
    source: 'new Error("cannot"); new TypeError("Cannot.");',
    found: ['"cannot"', '"Cannot."'],
  },
  {
    rule: "error-wording",
    source: "new Error(`bad ${x}.`);",
    found: ["`bad ${x}.`", "`bad ${x}.`"],
  },
  { rule: "error-wording", source: "new Error(`${x} is no number: ${y}`);", found: [] },
  {
    rule: "error-wording",
    source: 'new Error("Cannot " + x + " do.");',
    found: ['"Cannot " + x + " do."'],
  },
  { rule: "error-wording", source: "new Error('\"x\" is missing');", found: [] },
  { rule: "error-wording", source: 'new WireError("bad-frame", "x"); new Error();', found: [] },
  { rule: "error-wording", path: "lib/x_test.ts", source: 'new Error("x.");', found: [] },

  { rule: "function-size", source: long(70), found: [] },
  { rule: "function-size", source: long(71), found: ["function f() {"] },
  {
    rule: "function-size",
    source: `const f = () => {\n${"  x();\n".repeat(70)}};`,
    found: ["() => {"],
  },
  { rule: "function-size", path: "lib/x_test.ts", source: long(71), found: [] },

  { rule: "ignore-reason", source: "// deno-lint-ignore no-x -- it is so\nx();", found: [] },
  {
    rule: "ignore-reason",
    source: "// deno-lint-ignore no-x\nx();",
    found: ["// deno-lint-ignore no-x"],
  },
  {
    rule: "ignore-reason",
    source: "// deno-lint-ignore-file no-x --\nx();",
    found: ["// deno-lint-ignore-file no-x --"],
  },

  {
    rule: "no-as",
    source: "x as string; <T> y; x as const; x satisfies T;",
    found: ["x as string", "<T> y"],
  },
  { rule: "no-as", source: 'import { a as b } from "./x.ts"; export { b as c };', found: [] },
  { rule: "no-as", path: "lib/wire/x.ts", source: "x as string;", found: [] },
  { rule: "no-as", path: "lib/x_test.ts", source: "x as string;", found: [] },

  { rule: "no-todo", source: "// TODO: more\nx();", found: ["// TODO: more"] },
  { rule: "no-todo", source: "/* FIXME */ const TODO = 'TODO'; // todos", found: ["/* FIXME */"] },

  { rule: "no-todo", source: "// Mistodo, or a todo list\nx();", found: [] },

  { rule: "parameters", source: "function f(a, b, c) {}", found: [] },
  { rule: "parameters", source: "function f(a, b, c, d, e) {}", found: ["d"] },
  { rule: "parameters", source: "class A { m(a, b, c, d) {} }", found: ["d"] },
  { rule: "parameters", source: "const f = (a, b, c, d) => a;", found: ["d"] },
  { rule: "parameters", source: "x.replace(r, (a, b, c, d) => a);", found: [] },

  {
    rule: "private-fields",
    source: "class A { private a = 1; #b = 2; protected c = 3; }",
    found: ["private a = 1;"],
  },
  {
    rule: "private-fields",
    source: "class A { #a = 1; readonly b = 2; private constructor() {} }",
    found: [],
  },
  {
    rule: "private-fields",
    source: "class A { private m() {} constructor(private x: string) {} }",
    found: ["private m() {}", "private x: string"],
  },
];

for (const { rule, path = "lib/engine/x.ts", source, found } of CASES) {
  const shown = source.length > 60 ? `${source.slice(0, 57).replaceAll("\n", " ")}...` : source;
  Deno.test(`shep/${rule} finds ${found.length} in ${path}: ${shown}`, () => {
    const findings = Deno.lint.runPlugin(plugin, ROOT + path, source);
    deepEqual(
      findings.filter((one) => one.id === `shep/${rule}`).map((one) => source.slice(...one.range)),
      found,
    );
  });
}

Deno.test("every rule has cases that find and cases that do not", () => {
  for (const rule of Object.keys(plugin.rules)) {
    const cases = CASES.filter((one) => one.rule === rule);
    deepEqual(
      [cases.some((one) => one.found.length > 0), cases.some((one) => one.found.length === 0)],
      [true, true],
      rule,
    );
  }
});
