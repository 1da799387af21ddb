import assert from "node:assert/strict";
import type { Value } from "../../base/value.ts";
import { ConditionalError, evaluateConditional } from "./conditional.ts";
import { Environment } from "./environment.ts";
import { MapScope, type Scope } from "./scope.ts";

const SCOPE = new MapScope(new Map<string, Value>([["x", 5], ["expression", "x == 5"]]));

Deno.test("evaluateConditional() takes bools, None and empty text as they are", () => {
  const environment = new Environment();
  assert.equal(evaluateConditional(environment, true, SCOPE), true);
  assert.equal(evaluateConditional(environment, false, SCOPE), false);
  assert.equal(evaluateConditional(environment, null, SCOPE), true);
  assert.equal(evaluateConditional(environment, "", SCOPE), true);
});

Deno.test("evaluateConditional() warns of delimiters and evaluates what they give", () => {
  const warnings: string[] = [];
  const environment = new Environment({ warn: (message) => warnings.push(message) });
  assert.equal(evaluateConditional(environment, "{{ expression }}", SCOPE), true);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? "", /should not include jinja2 templating delimiters/);
});

Deno.test("evaluateConditional() does not run what a target said", () => {
  const foreign: Scope = { get: () => "x == 5", has: () => true, isUnsafe: () => true };
  assert.throws(
    () => evaluateConditional(new Environment(), "{{ result }}", foreign),
    /Conditional is marked as unsafe, and cannot be evaluated/,
  );
});

Deno.test("evaluateConditional() says which condition failed and why", () => {
  assert.throws(() => evaluateConditional(new Environment(), "nope.a", SCOPE), (error) => {
    assert.ok(error instanceof ConditionalError);
    assert.equal(
      error.message,
      "The conditional check 'nope.a' failed. The error was: error while evaluating conditional " +
        "(nope.a): 'nope' is undefined",
    );
    return true;
  });
});
