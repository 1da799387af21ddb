import assert from "node:assert/strict";
import { type Diagnostic, DiagnosticError } from "../base/diagnostic.ts";
import { formatPosition } from "../base/position.ts";
import { isDict, Unsafe, Vaulted } from "../base/value.ts";
import { decodeCases, encodeValue } from "./_test_value.ts";
import { parseYaml, parseYamlDocuments, parseYamlValue } from "./yaml.ts";

const JSON_TEXT = Deno.readTextFileSync(
  new URL("../../testdata/source/yaml_expected.json", import.meta.url),
);

interface YamlCase {
  readonly text: string;
  readonly value?: unknown;
  readonly warnings?: readonly string[];
  readonly problem?: string;
  readonly line?: number;
  readonly column?: number;
}

const OPTIONS = { file: "f.yml" };

for (const expected of decodeCases<YamlCase>(JSON_TEXT)) {
  Deno.test(`parseYaml() agrees with Ansible on ${JSON.stringify(expected.text)}`, () => {
    if (expected.problem === undefined) {
      const document = parseYaml(expected.text, OPTIONS);
      assert.deepEqual(encodeValue(document.root.value), expected.value);
      assert.deepEqual(
        document.warnings.map((warning) => warning.message),
        // Ansible also warns about a key that overrides a merged one, which is what merging is for.
        expected.text.includes("<<:") ? [] : expected.warnings,
      );
      return;
    }
    const [first] = errorsOf(expected.text);
    assert.equal(first?.position.line, expected.line);
    assert.equal(first?.position.column, expected.column);
    assert.ok(
      first?.message.toLowerCase().endsWith(expected.problem.toLowerCase()),
      `${first?.message} should end with ${expected.problem}`,
    );
  });
}

const HINTS: readonly [string, string, RegExp][] = [
  ["an unquoted template", "a:\n  msg: {{ x }}\n", /starts with "\{\{"/],
  ["an unquoted template with text", "a:\n  msg: {{ x }}/y\n", /starts with "\{\{"/],
  ["a value that starts with a quote", 'a: "b" c\n', /starts with a quote/],
  ["a colon in a plain value", "a: echo b: c\n", /contains ": "/],
  ["a tab", "a:\n\tb: c\n", /tab/],
  ["an at sign", "a: @b\n", /starts with @/],
  ["a template file", "{% if x %}\na: 1\n", /no templates/],
  ["an open quote", 'a: "b\nc: d\n', /never closed/],
  ["an open bracket", "a: [b\nc: d\n", /bracket/],
  ["a star", "hosts: *.example.com\n", /starts with \*/],
  ["a backslash", 'a: "\\d"\n', /backslash/],
  ["bad indentation", "a:\n  b: 1\n c: 2\n", /indentation/],
];

for (const [what, text, hint] of HINTS) {
  Deno.test(`parseYaml() gives a hint when it meets ${what}`, () => {
    assert.match(errorsOf(text)[0]?.hint ?? "", hint);
  });
}

Deno.test("parseYaml() gives every node its position", () => {
  const text = "a: 1\n'b':\n  - x\n  - {c: \"é\", 😀: d, e: f}\nlit: |\n  text\nempty:\n";
  const { root } = parseYaml(text, OPTIONS);
  assert.ok(root.kind === "mapping");
  const seen = root.entries.map(({ key, value }) => [
    key.text,
    formatPosition(key.position),
    formatPosition(value.position),
  ]);
  assert.deepEqual(seen, [
    ["a", "f.yml:1:1", "f.yml:1:4"],
    ["b", "f.yml:2:1", "f.yml:3:3"],
    ["lit", "f.yml:5:1", "f.yml:6:1"],
    ["empty", "f.yml:7:1", "f.yml:7:6"],
  ]);
  const list = root.get("b");
  assert.ok(list?.kind === "sequence");
  const inner = list.items[1];
  assert.ok(inner?.kind === "mapping");
  assert.equal(formatPosition(inner.position), "f.yml:4:5");
  // The emoji is one column, although it is two UTF-16 units.
  assert.deepEqual(inner.entries.map((entry) => entry.key.position.column), [6, 14, 20]);
});

Deno.test("parseYaml() keeps positions when bracketed lines are not indented", () => {
  const { root } = parseYaml("a: [\n1,\n{b: 2}\n]\nc: 3\n", OPTIONS);
  assert.ok(root.kind === "mapping");
  const list = root.get("a");
  assert.ok(list?.kind === "sequence");
  assert.deepEqual(list.items.map((item) => formatPosition(item.position)), [
    "f.yml:2:1",
    "f.yml:3:1",
  ]);
  assert.equal(root.entry("c")?.key.position.line, 5);
});

Deno.test("parseYaml() keeps the written text beside the value", () => {
  const { root } = parseYaml("mode: 0644\n", OPTIONS);
  assert.ok(root.kind === "mapping");
  const mode = root.get("mode");
  assert.ok(mode?.kind === "scalar");
  assert.deepEqual([mode.value, mode.text, mode.style], [420, "0644", "plain"]);
});

Deno.test("parseYaml() collects all construction errors", () => {
  const errors = errorsOf("a: !foo 1\nb: *c\nd: {{ e }}\nf: 2024-13-01\n");
  assert.deepEqual(errors.map((error) => error.position.line), [1, 2, 3, 4]);
});

Deno.test("parseYaml() refuses aliases that unfold without bounds", () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level++) {
    lines.push(`a${level}: &a${level} [${Array(10).fill(`*a${level - 1}`).join(", ")}]`);
  }
  const [error] = errorsOf(lines.join("\n") + "\n");
  assert.equal(error?.rule, "yaml-aliases");
});

Deno.test("parseYaml() refuses a node that contains itself", () => {
  assert.match(errorsOf("a: &a [*a]\n")[0]?.message ?? "", /recursive/);
});

Deno.test("parseYaml() shares the value of an anchor with its aliases", () => {
  const value = parseYamlValue("a: &x {k: v}\nb: *x\n", OPTIONS);
  assert.ok(isDict(value));
  assert.equal(value.get("a"), value.get("b"));
});

Deno.test("parseYaml() reads the tags of Ansible's JSON", () => {
  const text = '{"u": {"__ansible_unsafe": "{{ x }}"}, "v": {"__ansible_vault": "$V\\n61\\n"}}';
  const value = parseYamlValue(text, OPTIONS);
  assert.deepEqual(value, new Map([["u", new Unsafe("{{ x }}")], ["v", new Vaulted("$V\n61\n")]]));
});

Deno.test("parseYaml() refuses a second document", () => {
  const [error] = errorsOf("a: 1\n---\nb: 2\n");
  assert.match(error?.message ?? "", /found another document/);
});

Deno.test("parseYaml() reports the position of a duplicate key", () => {
  const [warning] = parseYaml("a:\n  k: 1\n  k: 2\n", OPTIONS).warnings;
  assert.equal(warning?.position.line, 3);
  assert.equal(
    warning?.message,
    "While constructing a mapping from f.yml, line 2, column 3, " +
      "found a duplicate dict key (k). Using last defined value only.",
  );
});

Deno.test("parseYamlDocuments() returns each document", () => {
  const documents = parseYamlDocuments("a: 1\n---\n- b\n---\n", OPTIONS);
  assert.deepEqual(documents.map((document) => document.root.kind), [
    "mapping",
    "sequence",
    "scalar",
  ]);
});

function errorsOf(text: string): readonly Diagnostic[] {
  try {
    parseYaml(text, OPTIONS);
  } catch (error) {
    assert.ok(error instanceof DiagnosticError);
    return error.diagnostics;
  }
  assert.fail("parseYaml() should have thrown");
}
