import assert from "node:assert/strict";
import { isDict, type Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import { evaluateConditional } from "./conditional.ts";
import { Environment } from "./environment.ts";
import { TemplateError, TemplateSyntaxError, UndefinedError } from "./errors.ts";
import type { Syntax } from "./syntax.ts";
import { templateString, templateText } from "./template_string.ts";
import { toRepr } from "./text.ts";
import { VariableScope } from "./variable_scope.ts";

/**
 * Every case in testdata/template/ was rendered by the real Ansible (scripts/gen_template_cases.py);
 * one with `differs` says why the result here is another on purpose, and what it is.
 */
const FOLDER = new URL("../../../testdata/template/", import.meta.url);

interface Case {
  readonly template: string;
  readonly mode?: "value" | "text" | "native" | "when";
  readonly repr?: string;
  readonly error?: "undefined" | "syntax" | "error";
  readonly message?: string;
  readonly differs?: string;
}

for (const entry of [...Deno.readDirSync(FOLDER)].sort((a, b) => a.name < b.name ? -1 : 1)) {
  if (!entry.name.endsWith(".json")) continue;
  Deno.test(`templates render as in Ansible: ${entry.name.replace(".json", "")}`, () => {
    const text = Deno.readTextFileSync(new URL(entry.name, FOLDER));
    const data = JSON.parse(text);
    const file = valueFromJson(text);
    const variables = isDict(file) ? file.get("variables") : undefined;
    const failures: string[] = [];
    for (const one of data.cases as Case[]) {
      const environment = new Environment({
        native: one.mode === "native",
        syntax: syntaxOf(data.syntax ?? {}),
        loader: (name) => data.templates?.[name],
      });
      const problem = check(environment, one, isDict(variables) ? variables : new Map());
      if (problem !== undefined) failures.push(`${JSON.stringify(one.template)}\n${problem}`);
    }
    assert.equal(failures.length, 0, `${failures.length} differ:\n${failures.join("\n")}`);
  });
}

function check(
  environment: Environment,
  one: Case,
  variables: ReadonlyMap<Value, Value>,
): string | undefined {
  const scope = variableScope(environment, variables);
  let value: Value;
  try {
    value = one.mode === "when"
      ? evaluateConditional(environment, one.template, scope)
      : one.mode === "text"
      ? templateText(environment, one.template, scope)
      : templateString(environment, one.template, scope);
  } catch (error) {
    if (!(error instanceof TemplateError)) return `crashed: ${error}`;
    return checkError(one, error);
  }
  const actual = toRepr(value);
  if (one.repr === undefined) {
    return `  wanted ${one.error}: ${one.message}\n  got    ${actual}`;
  }
  return actual === one.repr ? undefined : `  wanted ${one.repr}\n  got    ${actual}`;
}

function checkError(one: Case, error: TemplateError): string | undefined {
  const root = error.cause instanceof TemplateError ? error.cause : error;
  const kind = root instanceof UndefinedError
    ? "undefined"
    : root instanceof TemplateSyntaxError
    ? "syntax"
    : "error";
  const kinds = one.mode === "when" || kind === one.error;
  // Ansible says many things twice; what is said here must be what it says once.
  if (kinds && one.message?.includes(error.message)) return undefined;
  return `  wanted ${one.error ?? "value"}: ${
    one.message ?? one.repr
  }\n  got    ${kind}: ${error.message}`;
}

const OPTIONS: Readonly<Record<string, keyof Syntax>> = {
  block_start_string: "blockStart",
  block_end_string: "blockEnd",
  variable_start_string: "variableStart",
  variable_end_string: "variableEnd",
  comment_start_string: "commentStart",
  comment_end_string: "commentEnd",
  lstrip_blocks: "lstripBlocks",
};

function syntaxOf(options: Readonly<Record<string, unknown>>): Partial<Syntax> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [OPTIONS[name], value]));
}

function variableScope(
  environment: Environment,
  variables: ReadonlyMap<Value, Value>,
): VariableScope {
  const byName = new Map([...variables].map(([name, value]) => [String(name), value]));
  return new VariableScope(byName, { environment });
}
