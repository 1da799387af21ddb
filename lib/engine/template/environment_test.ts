import assert from "node:assert/strict";
import type { Dict, Value } from "../../base/value.ts";
import { FakeFiles } from "../../system/fake_files.ts";
import { Builtin } from "./builtin.ts";
import { Environment } from "./environment.ts";
import { FilterError, TemplateLimitError, TemplateSyntaxError } from "./errors.ts";
import { LazyDict } from "./object.ts";
import type { LookupRequest } from "./ports.ts";
import { EMPTY_SCOPE, MapScope } from "./scope.ts";

function render(
  environment: Environment,
  text: string,
  values: Record<string, Value> = {},
): string {
  return environment.compile(text).render(new MapScope(new Map(Object.entries(values))));
}

Deno.test("Environment.compile() refuses a malformed template at once", () => {
  assert.throws(() => new Environment().compile("{% if %}"), TemplateSyntaxError);
});

Deno.test("Environment.compile() refuses a template that is nested beyond the stack", () => {
  const deep = `{{ ${"(".repeat(100_000)}1${")".repeat(100_000)} }}`;
  assert.throws(() => new Environment().compile(deep), TemplateLimitError);
});

Deno.test("Environment.compileExpression() evaluates without delimiters", () => {
  const expression = new Environment().compileExpression("items | map('upper') | list");
  const scope = new MapScope(new Map<string, Value>([["items", ["a", "b"]]]));
  assert.deepEqual(expression.evaluate(scope), ["A", "B"]);
  assert.throws(() => new Environment().compileExpression("a b"), /chunk after expression/);
  const missing = new Environment().compileExpression("{'a': [nope]}");
  assert.throws(() => missing.evaluate(EMPTY_SCOPE), /'nope' is undefined/);
});

Deno.test("Environment takes further filters, tests and globals", () => {
  const environment = new Environment({
    filters: { twice: Builtin.of("value times?", (_, value, times = 2) => [value, times]) },
    tests: { big: Builtin.of("value", (_, value) => typeof value === "number" && value > 9) },
    globals: { site: "here" },
  });
  assert.equal(render(environment, "{{ 1 | twice }}{{ 1 | twice(times=3) }}"), "[1, 2][1, 3]");
  assert.equal(render(environment, "{{ 10 is big }}{{ site }}"), "Truehere");
  assert.equal(render(environment, "{{ site }}", { site: "mine" }), "mine");
});

Deno.test("Environment stops templates that go too deep, take too long or print too much", () => {
  const environment = new Environment({ limits: { depth: 20, steps: 10_000, output: 1000 } });
  const endless = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
  assert.throws(() => render(environment, endless), TemplateLimitError);
  assert.throws(
    () => render(environment, "{% for i in range(20000) %}{% endfor %}"),
    /more than 10000 steps/,
  );
  assert.throws(() => render(environment, "{{ 'x' * 2000 }}"), /longer than 1000 characters/);
  assert.throws(() => render(environment, "{{ 'x' * 10 ** 12 }}"), TemplateLimitError);
  assert.throws(() => render(environment, "{{ range(10 ** 9) | list }}"), /too large/);
});

Deno.test("Environment stops a template that takes too long", () => {
  let now = 0;
  const environment = new Environment({
    limits: { time: 1000, clock: { monotonicNow: () => now += 400 } },
  });
  const rounds = (count: number) => `{% for i in range(${count}) %}{% endfor %}done`;
  assert.equal(render(environment, rounds(3 * 4096)), "done");
  assert.throws(() => render(environment, rounds(4 * 4096)), /took longer than 1 seconds/);
});

Deno.test("Environment loads templates by name, telling who asks", () => {
  const asked: string[] = [];
  const environment = new Environment({
    loader: (name, parent) => {
      asked.push(`${parent ?? "-"}>${name}`);
      return name === "b" ? "{% include 'c' %}" : name === "c" ? "C" : undefined;
    },
  });
  const template = environment.compile("{% include 'b' %}", { name: "a" });
  assert.equal(template.render(EMPTY_SCOPE), "C");
  assert.deepEqual(asked, ["a>b", "b>c"]);
});

class Hosts extends LazyDict {
  readonly built: Value[] = [];
  get(key: Value): Value | undefined {
    if (!this.has(key)) return undefined;
    this.built.push(key);
    return new Map([["address", `10.0.0.${String(key).slice(1)}`]]);
  }
  has(key: Value): boolean {
    return this.keys().includes(key);
  }
  keys(): readonly Value[] {
    return ["h1", "h2", "h3"];
  }
}

Deno.test("LazyDict builds only what a template asks for", () => {
  const environment = new Environment();
  const hosts = new Hosts();
  const values = { hostvars: hosts };
  assert.equal(render(environment, "{{ hostvars['h2'].address }}", values), "10.0.0.2");
  assert.equal(
    render(environment, "{{ 'h1' in hostvars }}{{ hostvars | length }}", values),
    "True3",
  );
  assert.equal(render(environment, "{{ hostvars.h9.x | default('none') }}", values), "none");
  assert.equal(render(environment, "{{ hostvars | list | join }}", values), "h1h2h3");
  assert.equal(render(environment, "{{ hostvars is mapping }}", values), "True");
  assert.deepEqual(hosts.built, ["h2"]);
  assert.equal(
    render(environment, "{{ hostvars.values() | map(attribute='address') | join(' ') }}", values),
    "10.0.0.1 10.0.0.2 10.0.0.3",
  );
  assert.equal(
    render(
      environment,
      "{{ hostvars | dict2items | length }}{{ hostvars.get('h1').address }}",
      values,
    ),
    "310.0.0.1",
  );
});

Deno.test("A template that changes a list changes nothing outside", () => {
  const list: Value[] = [1, [2]];
  const dict: Dict = new Map<Value, Value>([["a", 1]]);
  const text = "{% do l.append(3) %}{% do l[1].append(4) %}{% do d.update(b=2) %}{{ l }}{{ d }}";
  assert.equal(
    render(new Environment(), text, { l: list, d: dict }),
    "[1, [2, 4], 3]{'a': 1, 'b': 2}",
  );
  assert.deepEqual([list, [...dict]], [[1, [2]], [["a", 1]]]);
});

Deno.test("Names that every JavaScript object has are nothing special in templates", () => {
  const environment = new Environment();
  const values = { d: new Map<Value, Value>([["constructor", 1], ["__proto__", 2]]), s: "x" };
  assert.equal(render(environment, "{{ d.constructor }}{{ d['__proto__'] }}", values), "12");
  assert.equal(render(environment, "{{ s.constructor is defined }}", values), "False");
  assert.equal(render(environment, "{{ d.toString is defined }}", values), "False");
  assert.throws(() => render(environment, "{{ s | constructor }}", values), TemplateSyntaxError);
  assert.throws(() => render(environment, "{{ s | comment('constructor') }}", values));
  assert.throws(() => render(environment, "{{ s | hash('constructor') }}", values), FilterError);
  assert.throws(
    () => render(environment, "{{ s is version('1', 'valueOf') }}", values),
    FilterError,
  );
});

Deno.test("lookup() joins texts, query() lists, and errors can be let pass", () => {
  const requests: LookupRequest[] = [];
  const warnings: string[] = [];
  const environment = new Environment({
    warn: (message) => warnings.push(message),
    lookup: (request) => {
      requests.push(request);
      if (request.name === "broken") throw new FilterError("no such thing");
      return request.terms;
    },
  });
  assert.equal(render(environment, "{{ lookup('x', 'a', 'b') }}"), "a,b");
  assert.equal(render(environment, "{{ query('x', ['a', 'b'], opt=1) }}"), "['a', 'b']");
  assert.equal(render(environment, "{{ lookup('x', 5) + 1 }}"), "6");
  assert.equal(render(environment, "{{ q('x', 'a') | first }}"), "a");
  assert.deepEqual([...requests[1]?.options ?? []], [["opt", 1]]);
  assert.throws(() => render(environment, "{{ lookup('broken', 'a') }}"), /no such thing/);
  assert.equal(render(environment, "{{ lookup('broken', 'a', errors='ignore') }}"), "");
  assert.equal(render(environment, "{{ query('broken', errors='warn') }}"), "[]");
  assert.deepEqual(warnings, ["Lookup failed but the error is being ignored: no such thing"]);
  assert.throws(() => render(new Environment(), "{{ lookup('x') }}"), /lookups were disabled/);
});

Deno.test("now() and strftime read the given clock in the given zone", () => {
  const clock = { wallNow: () => Date.UTC(2024, 6, 1, 12, 30, 15, 250) };
  const environment = new Environment({ clock, timeZone: "Europe/Berlin" });
  assert.equal(render(environment, "{{ now(utc=true) }}"), "2024-07-01 12:30:15.250000");
  assert.equal(render(environment, "{{ now(fmt='%H:%M') }}"), "14:30");
  assert.equal(render(environment, "{{ (now() - now()).total_seconds() }}"), "0.0");
  assert.equal(
    render(environment, "{{ '%Y-%m-%d %H:%M %z' | strftime }}"),
    "2024-07-01 14:30 +0200",
  );
  assert.throws(() => render(new Environment(), "{{ now() }}"), /needs a clock/);
});

Deno.test("random and password_hash use the given randomness", () => {
  const random = { below: (limit: number) => limit - 1, bytes: (n: number) => new Uint8Array(n) };
  const environment = new Environment({ random });
  assert.equal(render(environment, "{{ 10 | random }}{{ [1, 2] | random }}"), "92");
  assert.equal(render(environment, "{{ [1, 2, 3] | shuffle }}"), "[1, 2, 3]");
  assert.match(
    render(environment, "{{ 'x' | password_hash('sha512', rounds=1000) }}"),
    /^\$6\$rounds=1000\$z{16}\$[./0-9A-Za-z]{86}$/,
  );
  assert.throws(() => render(new Environment(), "{{ 10 | random }}"), /no randomness/);
});

Deno.test("Filters and tests of files read through the port", () => {
  const files = new FakeFiles({ "/etc/a.conf": "x", "/etc/b.conf": "y", "/etc/sub/c": "" });
  const environment = new Environment({ files, variables: new Map([["HOME", "/home/me"]]) });
  assert.equal(
    render(environment, "{{ '/etc/a.conf' is file }}{{ '/etc' is directory }}"),
    "TrueTrue",
  );
  assert.equal(render(environment, "{{ '/nope' is exists }}"), "False");
  assert.equal(
    render(environment, "{{ '/etc/*.conf' | fileglob }}"),
    "['/etc/a.conf', '/etc/b.conf']",
  );
  assert.equal(render(environment, "{{ '/etc/../etc/./nope/x' | realpath }}"), "/etc/nope/x");
  assert.equal(
    render(environment, "{{ '~/x' | expanduser }} {{ '$HOME/y' | expandvars }}"),
    "/home/me/x /home/me/y",
  );
  assert.throws(() => render(new Environment(), "{{ '/x' is exists }}"), /no access/);
});
