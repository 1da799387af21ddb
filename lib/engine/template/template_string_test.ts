import assert from "node:assert/strict";
import { Float, Tuple, type Value } from "../../base/value.ts";
import { Environment } from "./environment.ts";
import { TemplateError, TemplateSyntaxError, UndefinedError } from "./errors.ts";
import { FinalText } from "./object.ts";
import { MapScope, type Scope } from "./scope.ts";
import { isTemplate, templateFinal, templateString, templateText } from "./template_string.ts";

function scope(values: Readonly<Record<string, Value>>): Scope {
  return new MapScope(new Map(Object.entries(values)));
}

Deno.test("templateString() keeps the type of a lone number, bool or None", () => {
  const environment = new Environment();
  const values = scope({ i: 5, f: new Float(1), t: true, n: null });
  assert.equal(templateString(environment, "{{ i }}", values), 5);
  assert.deepEqual(templateString(environment, "{{f}}", values), new Float(1));
  assert.equal(templateString(environment, "{{ t }}", values), true);
  assert.equal(templateString(environment, "{{ n }}", values), null);
  assert.equal(templateString(environment, "{{ i }} ", values), "5 ");
  assert.equal(templateString(environment, "{{ i + 0 }}", values), "5");
});

Deno.test("templateString() makes text of a number that comes out of another template", () => {
  const templated: Scope = { get: () => 5, has: () => true, isTemplated: () => true };
  assert.equal(templateString(new Environment(), "{{ i }}", templated), "5");
});

Deno.test("templateString() keeps all types in a native environment", () => {
  const environment = new Environment({ native: true });
  assert.equal(templateString(environment, "{{ 1 + 1 }}", scope({})), 2);
  assert.equal(templateString(environment, "{{ none }}", scope({})), null);
  assert.deepEqual(templateString(environment, "{{ (1, 2) }}", scope({})), new Tuple([1, 2]));
});

Deno.test("templateFinal() marks text that must not be read back, and variables hand the mark on", () => {
  const environment = new Environment();
  const json = templateFinal(environment, "{{ [1] | to_json }}", scope({}));
  assert.ok(json instanceof FinalText);
  const values = scope({ json });
  assert.equal(templateString(environment, "{{ json }}", values), "[1]");
  assert.equal(templateString(environment, "{{ json | length }}", values), "3");
  assert.equal(templateString(environment, "{{ json if true else 1 }}", values), "[1]");
  // Joined with anything else it is text like any other.
  assert.deepEqual(templateString(environment, "{{ json }}{{ '' }}", values), [1]);
  assert.equal(templateString(environment, "{{ json }}\n", values), "[1]\n");
});

Deno.test("templateString() takes backslashes in print statements literally, templateText() does not", () => {
  const environment = new Environment();
  const text = String.raw`{{ 'a\tb' }}`;
  assert.equal(templateString(environment, text, scope({})), String.raw`a\tb`);
  assert.equal(templateText(environment, text, scope({})), "a\tb");
});

Deno.test("templateText() keeps newlines at the end and obeys the override line", () => {
  const environment = new Environment();
  assert.equal(templateText(environment, "{{ x }}\n\n", scope({ x: 1 })), "1\n\n");
  assert.equal(templateText(environment, "{% if x %}\na\n{% endif %}\n", scope({ x: 1 })), "a\n");
  const text =
    "#jinja2: trim_blocks: False, variable_start_string: '<<'\n{% if x %}\n<<x}}{% endif %}";
  assert.equal(templateText(environment, text, scope({ x: 1 })), "\n1");
});

Deno.test("templateText() refuses an override that is no option", () => {
  assert.throws(
    () => templateText(new Environment(), "#jinja2: nope: True\nx", scope({})),
    /failed to parse jinja2 override 'nope'/,
  );
});

Deno.test("templateText() leaves out the last newline of an included file", () => {
  const environment = new Environment({ loader: (name) => name === "a" ? "A\n" : undefined });
  assert.equal(templateText(environment, "[{% include 'a' %}]\n", scope({})), "[A]\n");
});

Deno.test("templateString() says which string has the syntax error, and where", () => {
  const text = "line\n{{ 1 + }}";
  assert.throws(() => templateString(new Environment(), text, scope({})), (error) => {
    assert.ok(error instanceof TemplateSyntaxError);
    assert.equal(
      error.message,
      `template error while templating string: unexpected 'end of print statement'. String: ${text}`,
    );
    assert.deepEqual([error.line, error.column], [2, 8]);
    return true;
  });
});

Deno.test("templateString() tells the line of an error at run time, and the template it is in", () => {
  const environment = new Environment({ loader: () => "first\n\n{{ 1 / 0 }}" });
  assert.throws(() => templateString(environment, "a\nb{{ x }}", scope({})), (error) => {
    assert.ok(error instanceof UndefinedError);
    assert.deepEqual([error.message, error.line], ["'x' is undefined", 2]);
    return true;
  });
  assert.throws(() => templateString(environment, "{% include 'inner' %}", scope({})), (error) => {
    assert.ok(error instanceof TemplateError);
    assert.deepEqual([error.line, error.template], [3, "inner"]);
    return true;
  });
});

Deno.test("templateString() reports values that must not be run as templates", () => {
  const values: Scope = {
    get: (name) => name === "lookup" ? undefined : name,
    has: (name) => name !== "lookup",
    isUnsafe: (name) => name === "foreign",
  };
  const environment = new Environment({ lookup: () => ["x"] });
  const tainted = (text: string) => {
    const taint = { unsafe: false };
    templateString(environment, text, values, { taint });
    return taint.unsafe;
  };
  assert.equal(tainted("a {{ own }}"), false);
  assert.equal(tainted("a {{ foreign }}"), true);
  assert.equal(tainted("{{ lookup('env', 'X') }}"), true);
});

Deno.test("isTemplate() wants a complete tag", () => {
  const environment = new Environment();
  for (const text of ["{{ x }}", "a {% if x %}", "{# c #}", "{{ a }} {{"]) {
    assert.equal(isTemplate(environment, text), true, text);
  }
  for (const text of ["", "x", "{ x }", "{{ x", "}} {{"]) {
    assert.equal(isTemplate(environment, text), false, text);
  }
});

Deno.test("templateString() makes a text of a moment where results keep their types", () => {
  const environment = new Environment({ native: true, clock: { wallNow: () => 0 } });
  assert.equal(templateString(environment, "{{ now(true) }}", scope({})), "1970-01-01T00:00:00");
  assert.equal(templateString(environment, "{{ now(true).year }}", scope({})), 1970);
});
