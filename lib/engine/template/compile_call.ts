import type { Value } from "../../base/value.ts";
import { findMethod, getAttribute } from "./access.ts";
import type { Activation, Evaluate } from "./activation.ts";
import type { CallArguments, Expression, ExpressionOf } from "./ast.ts";
import type { Builtin } from "./builtin.ts";
import { compileExpression } from "./compile_expression.ts";
import { TemplateSyntaxError, typeError } from "./errors.ts";
import { iterate } from "./iterate.ts";
import type { LexicalScope } from "./lexical_scope.ts";
import { pairs } from "./methods/dict_methods.ts";
import { type Arguments, NO_NAMED, TemplateObject } from "./object.ts";
import { pythonType } from "./python_type.ts";
import { derives, noteDerived } from "./secrets.ts";
import { toText } from "./text.ts";
import { certain } from "./unknown.ts";

/** The arguments of a call, computed when it happens. */
type EvaluateArguments = (activation: Activation) => Arguments;

/** A way to compile an expression. */
type Compile = (scope: LexicalScope, node: Expression) => Evaluate;

/** @returns The closure of a call; `caller` adds the body of a call block. */
export function compileCall(
  scope: LexicalScope,
  node: ExpressionOf<"call">,
  caller?: Evaluate,
): Evaluate {
  const args = compileArguments(scope, node.args, caller);
  const { target } = node;
  if (target.kind === "attribute") {
    const object = compileExpression(scope, target.object);
    const { name } = target;
    const { secrets } = scope.unit.environment.options;
    return (a) => {
      const receiver = object(a);
      if (!(receiver instanceof TemplateObject)) {
        const method = findMethod(receiver, name);
        if (method !== undefined) {
          const given = args(a);
          const result = method.call({ context: a.context, name, first: receiver, args: given });
          if (secrets !== undefined && typeof receiver === "string") {
            noteDerived(secrets, [receiver, ...given.positional], result);
          }
          return result;
        }
      }
      return call(getAttribute(receiver, name), a, args(a));
    };
  }
  const callee = compileExpression(scope, target);
  return (a) => call(callee(a), a, args(a));
}

/**
 * @returns The closure of a filter.
 * @throws {TemplateSyntaxError} If there is no such filter.
 */
export function compileFilter(
  scope: LexicalScope,
  node: ExpressionOf<"filter">,
  options: {
    /** The input of a filter that has none: the text of a block. */
    readonly block?: Evaluate;
    /** How the input and the arguments are compiled. */
    readonly compile?: Compile;
  } = {},
): Evaluate {
  const filter = scope.unit.environment.filter(node.name);
  if (filter === undefined) throw unknown(node.name, scope.unit.line(node.offset));
  const { input, name, args } = node;
  const compile = options.compile ?? compileExpression;
  const block = options.block;
  const source = input === undefined
    ? block ?? (() => null)
    : input.kind === "filter" && block !== undefined
    ? compileFilter(scope, input, { block })
    : compile(scope, input);
  return compileBuiltin(scope, { builtin: filter, name, input: source, args, compile });
}

/**
 * @returns The closure of a test.
 * @throws {TemplateSyntaxError} If there is no such test.
 */
export function compileTest(scope: LexicalScope, node: ExpressionOf<"test">): Evaluate {
  const test = scope.unit.environment.test(node.name);
  if (test === undefined) throw unknown(node.name, scope.unit.line(node.offset));
  const input = compileExpression(scope, node.input);
  return compileBuiltin(scope, {
    builtin: test,
    name: node.name,
    input,
    args: node.args,
    compile: compileExpression,
  });
}

/** @returns The result of calling `callee`. @throws {PythonError} If it cannot be called. */
export function call(callee: Value, activation: Activation, args: Arguments): Value {
  if (callee instanceof TemplateObject) return callee.call(activation.context, args);
  throw typeError(`'${pythonType(callee)}' object is not callable`);
}

/** A builtin in use: as a filter or a test. */
interface Use {
  readonly builtin: Builtin;
  readonly name: string;
  readonly input: Evaluate;
  readonly args: CallArguments;
  readonly compile: Compile;
}

function compileBuiltin(scope: LexicalScope, use: Use): Evaluate {
  const { builtin, name, input, args } = use;
  const rest = compileArguments(scope, args);
  const evaluate: Evaluate = compileDirect(scope, use) ??
    ((a) => builtin.call({ context: a.context, name, first: input(a), args: rest(a) }));
  const { secrets } = scope.unit.environment.options;
  if (secrets === undefined || !(derives(name) || builtin.isForeign)) return evaluate;
  return (a) => {
    if (secrets.isEmpty) return evaluate(a);
    const first = input(a);
    const given = rest(a);
    const result = builtin.call({ context: a.context, name, first, args: given });
    noteDerived(secrets, [first, ...given.positional, ...given.named.values()], result);
    return result;
  };
}

/** Arguments that are known when compiling are put in their places once. */
function compileDirect(scope: LexicalScope, use: Use): Evaluate | undefined {
  const { builtin, input, args, compile } = use;
  // What is unknown makes the result so: few builtins say something of it all the same.
  const known = builtin.takesUnknown ? same : certain;
  const body = builtin.direct;
  const { parameters } = builtin;
  if (body === undefined || args.rest !== undefined || args.restNamed !== undefined) {
    return undefined;
  }
  const places: (Evaluate | undefined)[] = args.positional.map((node) => compile(scope, node));
  if (places.length + 1 > parameters.length) return undefined;
  for (const { name, value } of args.named) {
    const index = parameters.indexOf(name) - 1;
    if (index < 0 || places[index] !== undefined) return undefined;
    places[index] = compile(scope, value);
  }
  for (let i = 1; i < builtin.required; i++) if (places[i - 1] === undefined) return undefined;
  const [first, second] = places;
  if (places.length === 0) return (a) => body(a.context, known(input(a)));
  if (places.length === 1 && first !== undefined) {
    return (a) => body(a.context, known(input(a)), known(first(a)));
  }
  if (places.length === 2 && first !== undefined && second !== undefined) {
    return (a) => body(a.context, known(input(a)), known(first(a)), known(second(a)));
  }
  return (a) => {
    const values: Value[] = [];
    values.push(known(input(a)));
    // A place that is skipped stays a hole: the parameter keeps its default.
    values.length = places.length + 1;
    for (let i = 0; i < places.length; i++) {
      const value = places[i]?.(a);
      if (value !== undefined) values[i + 1] = known(value);
    }
    return body(a.context, ...values);
  };
}

function compileArguments(
  scope: LexicalScope,
  args: CallArguments,
  caller?: Evaluate,
): EvaluateArguments {
  const positional = args.positional.map((node) => compileExpression(scope, node));
  const named = args.named.map(({ name, value }) => ({
    name,
    value: compileExpression(scope, value),
  }));
  const rest = args.rest && compileExpression(scope, args.rest);
  const restNamed = args.restNamed && compileExpression(scope, args.restNamed);
  if (named.length === 0 && restNamed === undefined && caller === undefined) {
    if (rest === undefined) {
      return (a) => ({ positional: positional.map((value) => value(a)), named: NO_NAMED });
    }
    return (a) => ({
      positional: [...positional.map((value) => value(a)), ...iterate(rest(a))],
      named: NO_NAMED,
    });
  }
  return (a) => {
    const values = positional.map((value) => value(a));
    if (rest !== undefined) values.push(...iterate(rest(a)));
    const byName = new Map<string, Value>();
    for (const { name, value } of named) byName.set(name, value(a));
    if (restNamed !== undefined) {
      for (const [key, value] of pairs(restNamed(a))) byName.set(toText(key), value);
    }
    if (caller !== undefined) byName.set("caller", caller(a));
    return { positional: values, named: byName };
  };
}

function unknown(name: string, line: number): TemplateSyntaxError {
  return new TemplateSyntaxError(`Could not load "${name}": '${name}'`, line);
}

function same(value: Value): Value {
  return value;
}
