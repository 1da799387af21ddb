import assert from "node:assert/strict";
import { Unsafe, type Value, Vaulted } from "../../base/value.ts";
import { AnsibleTemplating } from "./ansible_templating.ts";
import { dataLayer, LayeredScope, writtenLayer } from "./scope.ts";
import { FakeFiles } from "../../system/fake_files.ts";

const templating = new AnsibleTemplating({
  environment: {},
  files: new FakeFiles({}),
  lookup: () => [],
  decrypt: (text) => `plain ${text}`,
});

function scope(...layers: readonly Readonly<Record<string, Value>>[]): LayeredScope {
  return new LayeredScope(
    layers.map((vars) => writtenLayer(new Map<Value, Value>(Object.entries(vars)))),
    templating,
  );
}

Deno.test("LayeredScope finishes a variable through the templates it refers to", () => {
  const vars = scope({ a: "{{ b }}-{{ c }}" }, { b: "{{ c }}{{ c }}", c: 1 });
  assert.equal(vars.get("a"), "11-1");
});

Deno.test("LayeredScope takes a name from the strongest layer", () => {
  assert.equal(scope({ a: "strong" }, { a: "weak", b: "{{ a }}" }).get("b"), "strong");
});

Deno.test("LayeredScope does not render finished values, !unsafe and decrypts !vault", () => {
  const data = dataLayer(new Map<Value, Value>([["d", "{{ nope }}"]]));
  const written = writtenLayer(
    new Map<Value, Value>([["u", new Unsafe("{{ x }}")], ["v", new Vaulted("$V")]]),
  );
  const vars = new LayeredScope([data, written], templating);
  assert.deepEqual([vars.get("d"), vars.get("u"), vars.get("v")], [
    "{{ nope }}",
    "{{ x }}",
    "plain $V",
  ]);
});

Deno.test("LayeredScope gives back the same dict where nothing is to be rendered", () => {
  const plain: Value = new Map<Value, Value>([["x", [1, "two"]]]);
  assert.equal(scope({ plain }).get("plain"), plain);
});

Deno.test("LayeredScope throws on templates that refer to each other in a circle", () => {
  assert.throws(() => scope({ a: "{{ b }}", b: "x{{ a }}" }).get("a"), /recursive loop.*a → b → a/);
});

Deno.test("LayeredScope leaves a variable made of undefined ones to those who use it", () => {
  const vars = scope({ a: "{{ nope }}" });
  assert.equal(vars.evaluate("{{ a | default('fallback') }}"), "fallback");
  assert.throws(() => vars.evaluate("{{ a }}"), /'nope' is undefined/);
});
