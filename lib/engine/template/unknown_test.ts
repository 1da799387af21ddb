import assert from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import { Environment } from "./environment.ts";
import { evaluateConditional } from "./conditional.ts";
import { Unknown, unknownCause, UnknownError, unknownIn, withoutUnknown } from "./unknown.ts";
import { VariableScope } from "./variable_scope.ts";

const CAUSE = { task: "Look", position: { file: "site.yml", line: 3, column: 7 } };
const RESULT = new Unknown([CAUSE], {
  members: new Map<string, Value>([
    ["changed", true],
    ["failed", false],
    ["skipped", false],
    ["stdout", new Unknown([CAUSE])],
  ]),
});
const VARS = new Map<string, Value>([
  ["r", RESULT],
  ["loop", new Map<Value, Value>([["results", [RESULT, RESULT]], ["changed", true]])],
  ["derived", "{{ r.stdout | upper }}"],
  ["no", false],
  ["yes", true],
]);

function scope(): VariableScope {
  return new VariableScope(
    { get: (name) => VARS.get(name), has: (name) => VARS.has(name) },
    { environment: new Environment() },
  );
}

const CONDITIONS: readonly (readonly [string, boolean | "unknown"])[] = [
  ["r is defined", true],
  ["r is undefined", false],
  ["r.stdout is defined", true],
  ["r.other is defined", "unknown"],
  ["r is changed", true],
  ["r is failed", false],
  ["r is succeeded", true],
  ["r is skipped", false],
  ["r.changed", true],
  ["r.rc == 0", "unknown"],
  ["0 == r.rc", "unknown"],
  ["r.stdout != ''", "unknown"],
  ["'x' in r.stdout", "unknown"],
  ["r.stdout in ['a', 'b']", "unknown"],
  ["not r.rc", "unknown"],
  ["r.stdout | length > 0", "unknown"],
  ["r.stdout.split(',')[0] == 'a'", "unknown"],
  ["r.stdout is match('a')", "unknown"],
  ["r.stdout is string", "unknown"],
  ["r.stdout | default('x') == 'x'", "unknown"],
  ["'abc' is search(r.stdout)", "unknown"],
  ["r.rc + 1 > 2", "unknown"],
  ["derived == 'X'", "unknown"],
  ["derived is defined", true],
  ["no and r.rc == 0", false],
  ["r.rc == 0 and no", false],
  ["r.rc == 0 and yes", "unknown"],
  ["yes or r.rc == 0", true],
  ["r.rc == 0 or yes", true],
  ["r.rc == 0 or no", "unknown"],
  ["not (r.rc == 0 and no)", true],
  ["r.rc == 0 and missing.attribute == 1", "unknown"],
  ["(r.stdout if yes else '')", "unknown"],
  ["('a' if r.rc == 0 else 'b') == 'a'", "unknown"],
  ["loop.results | length == 2", true],
  ["loop.results | map(attribute='stdout') | list | length == 2", true],
  ["loop.results | map(attribute='stdout') | join(',') == 'a'", "unknown"],
  ["loop.results | selectattr('rc', 'eq', 0) | list | length == 2", "unknown"],
  ["loop.results | map('upper') | list | length == 2", "unknown"],
  ["loop is changed", true],
];

for (const [condition, expected] of CONDITIONS) {
  Deno.test(`what is unknown in a condition stays so: ${condition}`, () => {
    const holds = () => evaluateConditional(new Environment(), condition, scope());
    if (expected === "unknown") assert.throws(holds, UnknownError);
    else assert.equal(holds(), expected);
  });
}

const VALUES: readonly string[] = [
  "{{ r.stdout }}",
  "a {{ r.stdout }} b",
  "{{ r.stdout or 'x' }}",
  "{{ r.stdout ~ 'x' }}",
  "{{ [r.stdout] | to_json }}",
  "{{ {'a': r} | to_nice_yaml }}",
  "{{ '%s' | format(r.stdout) }}",
  "{% if r.rc == 0 %}a{% endif %}",
  "{% for line in r.stdout_lines %}{{ line }}{% endfor %}",
  "{{ lookup('env', r.stdout) }}",
  "{{ r.stdout[1:3] }}",
  "{{ r.rc * 2 }}",
  "{{ -r.rc }}",
];

for (const template of VALUES) {
  Deno.test(`a template that needs an unknown value is one: ${template}`, () => {
    assert.ok(scope().evaluate(template) instanceof Unknown);
  });
}

Deno.test("a list keeps what is known beside what is unknown", () => {
  const value = scope().evaluate("{{ [r.stdout, 'known'] }}");
  assert.ok(Array.isArray(value));
  assert.ok(value[0] instanceof Unknown);
  assert.equal(value[1], "known");
  assert.ok(unknownIn(value) instanceof Unknown);
  assert.deepEqual(withoutUnknown(value, "?"), ["?", "known"]);
});

Deno.test("an UnknownError names the tasks, and is found behind other errors", () => {
  const error = new Error("outer", { cause: new UnknownError([CAUSE]) });
  assert.equal(
    unknownCause(error)?.message,
    'Cannot be predicted: depends on "Look" at site.yml:3:7',
  );
  assert.equal(unknownCause(new Error("other")), undefined);
});
