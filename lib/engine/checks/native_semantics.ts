import { isDict, isFloat, isInt, type Value } from "../../base/value.ts";
import { isTemplate } from "../playbook/static_names.ts";
import type { Expression } from "../template/ast.ts";
import { plainName } from "../template/plain_name.ts";
import type { Found } from "./found.ts";
import type { TemplateUse } from "./template_use.ts";

/**
 * @param valuesOf What a variable is known to be set to.
 * @returns Why releases since 2.19 refuse a condition, where that is certain.
 */
export function strictCondition(
  text: string,
  { tree }: TemplateUse,
  valuesOf: ValuesOf,
): readonly Found[] {
  const [only] = tree.body;
  const test = only?.kind === "if" ? only.branches[0]?.test : undefined;
  const kind = test === undefined ? undefined : resultOf(test, valuesOf);
  if (kind === undefined) return [];
  return [{
    rule: "native-semantics",
    message: `Ansible 2.19 and later refuse a condition that yields ${kind}: ${text}`,
    hint: kind === "a number" ? "Compare it, such as with > 0" : "Write what is to be true of it",
  }];
}

/** @returns Why a text that is meant to become a list or dict stays a text since 2.19. */
export function textOfCollection(text: string, { tree }: TemplateUse): readonly Found[] {
  const printed = tree.body.filter((one) => one.kind !== "text" || one.text.trim() !== "");
  const [first] = printed;
  const last = printed.at(-1);
  if (first?.kind !== "text" || last?.kind !== "text" || printed.length < 2) return [];
  const ends = `${first.text.trimStart().charAt(0)}${last.text.trimEnd().at(-1)}`;
  if (ends !== "[]" && ends !== "{}") return [];
  const what = ends === "[]" ? "list" : "dict";
  return [{
    rule: "native-semantics",
    message: `Ansible 2.19 and later do not make a ${what} of a text that looks like one: ${
      text.trim().split("\n", 1)[0]
    }`,
    hint: "Build it in one expression, such as {{ [a, b] }}",
  }];
}

const NUMBERS = new Set(["count", "int", "float", "length", "abs", "round", "sum"]);
const TEXTS = new Set([
  "string",
  "lower",
  "upper",
  "join",
  "trim",
  "replace",
  "basename",
  "dirname",
  "to_json",
  "to_yaml",
  "regex_replace",
  "regex_search",
]);
const LISTS = new Set(["list", "unique", "sort", "map", "select", "reject", "selectattr"]);

/** The members that results of commands have. */
const PRINTED: ReadonlyMap<string, string> = new Map([
  ["rc", "a number"],
  ["stderr", "a text"],
  ["stderr_lines", "a list"],
  ["stdout", "a text"],
  ["stdout_lines", "a list"],
]);

const MAGIC: ReadonlyMap<string, string> = new Map([
  ["ansible_facts", "a dict"],
  ["group_names", "a list"],
  ["groups", "a dict"],
  ["hostvars", "a dict"],
  ["inventory_hostname", "a text"],
]);

type ValuesOf = (name: string) => readonly Value[];

/** What an expression certainly yields that is no boolean, at least where it is not false. */
function resultOf(expression: Expression, valuesOf: ValuesOf): string | undefined {
  const of = (inner: Expression) => resultOf(inner, valuesOf);
  switch (expression.kind) {
    case "constant":
      return kindOf(expression.value);
    case "name":
      return MAGIC.get(expression.name) ??
        valuesOf(expression.name).map(kindOf).find((kind) => kind !== undefined);
    case "attribute":
      return PRINTED.get(expression.name);
    case "condition":
      return of(expression.yes) ?? (expression.no && of(expression.no));
    case "arithmetic":
      return expression.operator === "+" ? undefined : of(expression.left);
    case "concat":
      return "a text";
    case "list":
    case "tuple":
      return "a list";
    case "dict":
      return "a dict";
    case "filter": {
      const name = plainName(expression.name);
      if (NUMBERS.has(name)) return "a number";
      if (TEXTS.has(name)) return "a text";
      return LISTS.has(name) ? "a list" : undefined;
    }
    case "and":
      return of(expression.right);
    case "or":
      return of(expression.left) ?? of(expression.right);
    default:
      return undefined;
  }
}

/** What a value is that is no boolean, nor a template that may become one. */
function kindOf(value: Value): string | undefined {
  if (typeof value === "string") return isTemplate(value) ? undefined : "a text";
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (isDict(value)) return "a dict";
  return isInt(value) || isFloat(value) ? "a number" : undefined;
}
