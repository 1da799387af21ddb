import type { Evaluate, Execute } from "./activation.ts";
import type { Expression } from "./ast.ts";
import { compileFilter } from "./compile_call.ts";
import { compileCondition, compileExpression, compileName } from "./compile_expression.ts";
import type { LexicalScope } from "./lexical_scope.ts";
import { getAttribute, getItem } from "./access.ts";
import { finalItem } from "./final_texts.ts";
import { FinalText } from "./object.ts";
import { plainName } from "./plain_name.ts";
import { printed } from "./printed.ts";
import { truthy } from "./python_type.ts";

/** Ansible's filters whose text is never read back as a list or dict. */
const FINAL_FILTERS: ReadonlySet<string> = new Set(
  ["string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "ppretty", "json"],
);
/** Filters that can hand their input or an argument on as it is. */
const PASSING_FILTERS: ReadonlySet<string> = new Set(["default", "d", "ternary", "mandatory"]);
/** @returns The closure of `{{ node }}`. */
export function compilePrint(scope: LexicalScope, node: Expression): Execute {
  const { unit } = scope;
  const line = unit.line(node.offset);
  if (unit.mode === "text") {
    const value = compileExpression(scope, node);
    return (a) => {
      a.context.line = line;
      const result = value(a);
      return typeof result === "string" ? result : printed(result);
    };
  }
  const saysNone = unit.mode === "native";
  const value = compileFinal(scope, node);
  return (a) => {
    const { context } = a;
    context.line = line;
    const result = value(a);
    context.pieces++;
    context.lastPiece = result;
    return saysNone && result === null ? "None" : printed(result);
  };
}

/** @returns The closure of `node` that keeps the mark of text that is not read back. */
export function compileFinal(scope: LexicalScope, node: Expression): Evaluate {
  if (node.kind === "name") {
    const { name } = node;
    const { references, special } = scope.find(name);
    if (references.length > 0 || special !== undefined) return compileName(scope, name);
    const slot = scope.owner.resolvedSlot(name);
    return (a) => {
      const known = a.slots[slot];
      if (known !== undefined) return known;
      const value = a.context.resolveFinal(name);
      if (!(value instanceof FinalText)) a.slots[slot] = value;
      return value;
    };
  }
  if (node.kind === "attribute") {
    const object = compileExpression(scope, node.object);
    const { name } = node;
    return (a) => {
      const whole = object(a);
      return finalItem(whole, name, getAttribute(whole, name));
    };
  }
  if (node.kind === "item" && node.key.kind !== "slice") {
    const object = compileExpression(scope, node.object);
    const index = compileExpression(scope, node.key);
    return (a) => {
      const [whole, key] = [object(a), index(a)];
      return finalItem(whole, key, getItem(whole, key));
    };
  }
  if (node.kind === "or" || node.kind === "and") {
    const left = compileFinal(scope, node.left);
    const right = compileFinal(scope, node.right);
    const stops = node.kind === "or";
    return (a) => {
      const value = left(a);
      return truthy(value) === stops ? value : right(a);
    };
  }
  if (node.kind === "condition") return compileCondition(scope, node, compileFinal);
  if (node.kind === "filter") {
    const name = plainName(node.name);
    if (PASSING_FILTERS.has(name)) return compileFilter(scope, node, { compile: compileFinal });
    if (FINAL_FILTERS.has(name)) {
      const text = compileFilter(scope, node);
      return (a) => {
        const result = text(a);
        return typeof result === "string" ? new FinalText(result) : result;
      };
    }
  }
  return compileExpression(scope, node);
}
