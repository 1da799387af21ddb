import assert from "node:assert/strict";
import { MASK, Masker } from "../../base/mask.ts";
import type { Value } from "../../base/value.ts";
import { Environment } from "./environment.ts";
import { MapScope } from "./scope.ts";
import { templateString } from "./template_string.ts";

const SECRET = "s3cr3t pass/w'ö\"rd<1>";
const VARS = new Map<string, Value>([
  ["secret", SECRET],
  ["users", [new Map([["name", "alice"], ["password", SECRET]]), new Map([["name", "bob"]])]],
  ["words", ["https", SECRET]],
]);

/** Templates that must show nothing of the secret, whatever they make of it. */
const DERIVED: readonly string[] = [
  "{{ secret }}",
  "{{ secret | upper }}",
  "{{ secret | b64encode }}",
  "{{ ('user:' ~ secret) | b64encode }}",
  "{{ secret | b64encode | b64encode }}",
  "{{ secret | hash('sha256') }}",
  "{{ secret | md5 }}",
  "{{ secret | password_hash('sha512', 'saltsalt', rounds=1000) }}",
  "{{ secret | urlencode }}",
  "{{ secret | quote }}",
  "{{ secret | to_json }}",
  "{{ {'a': {'b': secret}} | to_nice_yaml }}",
  "{{ secret | escape }}",
  "{{ secret | regex_replace('s3', 'S4') }}",
  "{{ secret | regex_search('pass.*') }}",
  "{{ secret | replace('s3cr3t', 'S4CR4T') }}",
  "{{ secret | reverse }}",
  "{{ secret[::-1] }}",
  "{{ secret[:9] }}",
  "{{ secret.split(' ')[1] }}",
  "{{ secret | split(' ') | last }}",
  "{{ secret.upper() }}",
  "{{ '-'.join(secret | list) }}",
  "{{ secret | list | join('-') }}",
  "{{ secret | list | reverse | join('') }}",
  "{{ [secret, 'x'] | map('b64encode') | first }}",
  "{{ users | map(attribute='password', default='') | map('upper') | list | first }}",
  "{% filter upper %}a {{ secret }} b{% endfilter %}",
  "{{ secret | comment }}",
  "{{ secret | truncate(9) }}",
];

for (const template of DERIVED) {
  Deno.test(`what a template makes of a secret is one: ${template}`, () => {
    const { masker, render } = world();
    const text = String(render(template));
    const shown = masker.text(text).replaceAll(MASK, "");
    assert.doesNotMatch(shown, /[0-9a-z]{4}/i, `${text} is shown as ${shown}`);
  });
}

/** Templates that are near a secret and tell nothing of it. */
const INNOCENT: readonly (readonly [string, string])[] = [
  ["{{ 'present' if secret else 'absent' }}", "present"],
  ["{{ secret | ternary('enabled', 'disabled') }}", "enabled"],
  ["{{ secret | length }}", String(SECRET.length)],
  ["{{ users | map(attribute='name') | join(', ') }}", "alice, bob"],
  ["{{ words | first }}", "https"],
  ["{{ words | sort | first }}", "https"],
  ["{{ users[0].name | upper }}", "ALICE"],
  ["{{ words | map('upper') | first }}", "HTTPS"],
  ["{{ secret is defined }}", "true"],
];

for (const [template, expected] of INNOCENT) {
  Deno.test(`what tells nothing of a secret is shown: ${template}`, () => {
    const { masker, render } = world();
    assert.equal(masker.text(String(render(template))), expected);
  });
}

Deno.test("templates learn nothing where there is no secret", () => {
  const { render } = world();
  const masker = new Masker();
  const environment = new Environment({ secrets: masker });
  for (const template of DERIVED) {
    assert.deepEqual(
      templateString(environment, template, new MapScope(VARS)),
      render(template),
    );
  }
  assert.ok(masker.isEmpty);
});

function world() {
  const masker = new Masker();
  masker.add(SECRET);
  const environment = new Environment({ secrets: masker });
  const scope = new MapScope(VARS);
  return { masker, render: (text: string): Value => templateString(environment, text, scope) };
}
