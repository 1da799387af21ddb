import { type Dict, Tuple, type Value } from "../../base/value.ts";
import { getAttribute, getItem, slice } from "./access.ts";
import type { Evaluate } from "./activation.ts";
import type { Comparison, Expression, ExpressionOf } from "./ast.ts";
import { compare, compareAll } from "./compare_operator.ts";
import { compileCall, compileFilter, compileTest } from "./compile_call.ts";
import { dictSet } from "./dict_access.ts";
import { FinalText } from "./object.ts";
import type { LexicalScope, Reference } from "./lexical_scope.ts";
import { add, arithmetic, negate, positive } from "./operators.ts";
import { noteDerived } from "./secrets.ts";
import { toRepr, toText } from "./text.ts";
import { truthy } from "./python_type.ts";
import { NothingUndefined } from "./undefined.ts";
import { Unknown, UnknownError } from "./unknown.ts";

/** @returns The closure that computes `node` in `scope`. */
export function compileExpression(scope: LexicalScope, node: Expression): Evaluate {
  switch (node.kind) {
    case "constant": {
      const { value } = node;
      return () => value;
    }
    case "name":
      return compileName(scope, node.name);
    case "namespaceName":
      return compileName(scope, node.name);
    case "tuple": {
      const items = compileAll(scope, node.items);
      return (a) => new Tuple(items.map((item) => item(a)));
    }
    case "list":
      return compileList(scope, node.items);
    case "dict":
      return compileDict(scope, node);
    case "attribute": {
      const object = compileExpression(scope, node.object);
      const { name } = node;
      return (a) => plain(getAttribute(object(a), name));
    }
    case "item":
      return compileItem(scope, node);
    case "slice":
      throw new Error("Cannot compile a slice outside a subscript");
    case "call":
      return compileCall(scope, node);
    case "filter":
      return compileFilter(scope, node);
    case "test":
      return compileTest(scope, node);
    case "condition":
      return compileCondition(scope, node, compileExpression);
    case "or":
    case "and":
    case "not":
    case "sign":
      return compileLogic(scope, node);
    case "arithmetic": {
      const negative = negativePower(node);
      if (negative !== undefined) return compileExpression(scope, negative);
      const left = compileExpression(scope, node.left);
      const right = compileExpression(scope, node.right);
      const { operator } = node;
      if (operator === "+") return (a) => add(left(a), right(a));
      return (a) => arithmetic(operator, left(a), right(a));
    }
    case "concat": {
      const items = compileAll(scope, node.items);
      return (a) => {
        let text = "";
        for (const item of items) text += toText(item(a));
        return text;
      };
    }
    case "compare":
      return compileComparison(scope, node);
    default:
      return node satisfies never;
  }
}

/** @returns The closures of several expressions. */
function compileAll(scope: LexicalScope, nodes: readonly Expression[]): Evaluate[] {
  return nodes.map((node) => compileExpression(scope, node));
}

/** @returns The closure that reads the variable `name`. */
export function compileName(scope: LexicalScope, name: string): Evaluate {
  const { references, special } = scope.find(name);
  const [first] = references;
  if (special !== undefined && first === undefined) return special;
  const outside = special ?? compileOutside(scope, name);
  if (first === undefined) return outside;
  const { slot, depth } = first;
  if (references.length === 1 && depth === 0) {
    return (a) => {
      const value = a.slots[slot];
      return value === undefined ? outside(a) : value;
    };
  }
  return (a) => {
    for (const reference of references) {
      const value = read(a, reference);
      if (value !== undefined) return value;
    }
    return outside(a);
  };
}

/**
 * @returns The closure of `yes if test else no`, its branches compiled by `compile`.
 */
export function compileCondition(
  scope: LexicalScope,
  node: ExpressionOf<"condition">,
  compile: (scope: LexicalScope, node: Expression) => Evaluate,
): Evaluate {
  const test = compileExpression(scope, node.test);
  const yes = compile(scope, node.yes);
  if (node.no !== undefined) {
    const no = compile(scope, node.no);
    return (a) => truthy(test(a)) ? yes(a) : no(a);
  }
  const { unit } = scope;
  const position = `line ${unit.line(node.offset)}${
    unit.name === undefined ? "" : ` in ${toRepr(unit.name)}`
  }`;
  const reason = `the inline if-expression on ${position} evaluated to false and no else section ` +
    "was defined.";
  return (a) => truthy(test(a)) ? yes(a) : new NothingUndefined(reason);
}

function compileLogic(
  scope: LexicalScope,
  node: ExpressionOf<"or" | "and" | "not" | "sign">,
): Evaluate {
  switch (node.kind) {
    case "or": {
      const left = compileExpression(scope, node.left);
      const right = compileExpression(scope, node.right);
      return (a) => {
        let value: Value;
        try {
          value = left(a);
          if (truthy(value)) return value;
        } catch (error) {
          return undecided(error, "true", () => right(a));
        }
        return right(a);
      };
    }
    case "and": {
      const left = compileExpression(scope, node.left);
      const right = compileExpression(scope, node.right);
      return (a) => {
        let value: Value;
        try {
          value = left(a);
          if (!truthy(value)) return value;
        } catch (error) {
          return undecided(error, "false", () => right(a));
        }
        return right(a);
      };
    }
    case "not": {
      const value = compileExpression(scope, node.value);
      return (a) => !truthy(value(a));
    }
    case "sign": {
      const value = compileExpression(scope, node.value);
      return node.operator === "-" ? (a) => negate(value(a)) : (a) => positive(value(a));
    }
  }
}

/**
 * An `or` or `and` whose left side is unknown: which value it has is unknown as well, but not its
 * truth if the right side alone makes it what `decisive` says.
 */
function undecided(error: unknown, decisive: "true" | "false", right: () => Value): Value {
  if (!(error instanceof UnknownError)) throw error;
  let truth: boolean;
  try {
    truth = truthy(right());
  } catch {
    // The right side may count on the left one: in a real run it might not be reached.
    throw error;
  }
  if (truth !== (decisive === "true")) throw error;
  return new Unknown(error.causes, { truth: decisive });
}

/**
 * Jinja2 writes `-2 ** x` out as Python, where it is -(2 ** x). With a number for x it computes
 * (-2) ** x itself.
 */
function negativePower(node: ExpressionOf<"arithmetic">): Expression | undefined {
  const { left, right, operator, offset } = node;
  if (operator !== "**" || left.kind !== "sign" || left.operator !== "-") return undefined;
  if (left.value.kind !== "constant" || isConstant(right)) return undefined;
  return {
    kind: "sign",
    operator: "-",
    value: { kind: "arithmetic", operator, left: left.value, right, offset },
    offset,
  };
}

function isConstant(node: Expression): boolean {
  switch (node.kind) {
    case "constant":
      return true;
    case "sign":
      return isConstant(node.value);
    case "arithmetic":
      return isConstant(node.left) && isConstant(node.right);
    default:
      return false;
  }
}

function compileOutside(scope: LexicalScope, name: string): Evaluate {
  const slot = scope.owner.resolvedSlot(name);
  return (a) => {
    const value = a.slots[slot];
    return value === undefined ? (a.slots[slot] = a.context.resolve(name)) : value;
  };
}

function read(activation: Parameters<Evaluate>[0], reference: Reference): Value | undefined {
  return activation.outer(reference.depth).slots[reference.slot];
}

function plain(value: Value): Value {
  return value instanceof FinalText ? value.text : value;
}

function compileList(scope: LexicalScope, nodes: readonly Expression[]): Evaluate {
  const items = compileAll(scope, nodes);
  return (a) => items.map((item) => item(a));
}

function compileDict(scope: LexicalScope, node: ExpressionOf<"dict">): Evaluate {
  const entries = node.entries.map(({ key, value }) => ({
    key: compileExpression(scope, key),
    value: compileExpression(scope, value),
  }));
  return (a) => {
    const result: Dict = new Map();
    for (const { key, value } of entries) dictSet(result, key(a), value(a));
    return result;
  };
}

function compileItem(scope: LexicalScope, node: ExpressionOf<"item">): Evaluate {
  const object = compileExpression(scope, node.object);
  const { key } = node;
  if (key.kind === "slice") {
    const part = (expression: Expression | undefined): Evaluate =>
      expression === undefined ? () => null : compileExpression(scope, expression);
    const [start, stop, step] = [part(key.start), part(key.stop), part(key.step)];
    const { secrets } = scope.unit.environment.options;
    return (a) => {
      const whole = object(a);
      const result = slice(whole, { start: start(a), stop: stop(a), step: step(a) });
      if (secrets !== undefined) noteDerived(secrets, [whole], result);
      return result;
    };
  }
  const index = compileExpression(scope, key);
  return (a) => plain(getItem(object(a), index(a)));
}

function compileComparison(scope: LexicalScope, node: ExpressionOf<"compare">): Evaluate {
  const first = compileExpression(scope, node.first);
  const rest: readonly { operator: Comparison; value: Evaluate }[] = node.rest.map((operand) => ({
    operator: operand.operator,
    value: compileExpression(scope, operand.value),
  }));
  const [only] = rest;
  if (only !== undefined && rest.length === 1) {
    const { operator, value } = only;
    return (a) => compare(operator, first(a), value(a));
  }
  return (a) => compareAll(first(a), rest.map((o) => ({ ...o, value: () => o.value(a) })));
}
