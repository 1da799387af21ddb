import { Tuple, type Value } from "../../base/value.ts";
import { Activation, type Evaluate, type Execute } from "./activation.ts";
import type { MacroBody, StatementOf } from "./ast.ts";
import { captured, printPiece } from "./captured.ts";
import { compileCall } from "./compile_call.ts";
import { compileExpression } from "./compile_expression.ts";
import { compileBody, declareStored } from "./compile_statement.ts";
import { compileStore } from "./compile_store.ts";
import { TemplateSyntaxError } from "./errors.ts";
import { FunctionScope, LexicalScope } from "./lexical_scope.ts";
import { Macro, type MacroArguments, type MacroShape } from "./macro.ts";
import { Undefined } from "./undefined.ts";
import { usesName } from "./walk.ts";

/** @returns The closure of `{% macro %}`: it sets the macro's name. */
export function compileMacro(scope: LexicalScope, statement: StatementOf<"macro">): Execute {
  const { name, macro, offset } = statement;
  const make = compileMacroBody(scope, { name, macro, offset });
  const store = compileStore(scope, { kind: "name", name, offset });
  return (a) => {
    store(a, make(a));
    return "";
  };
}

/** @returns The closure of `{% call %}`: it prints the call, the block being its `caller`. */
export function compileCallBlock(
  scope: LexicalScope,
  statement: StatementOf<"callBlock">,
): Execute {
  const { macro, offset } = statement;
  const caller = compileMacroBody(scope, { name: "caller", macro, offset });
  const value = compileCall(scope, statement.call, caller);
  const line = scope.unit.line(offset);
  return (a) => {
    a.context.line = line;
    return printPiece(a, value(a));
  };
}

/** One parameter of a macro: its slot and how its default is computed. */
interface Place {
  readonly name: string;
  readonly slot: number;
  readonly fallback: Evaluate | undefined;
}

function compileMacroBody(
  scope: LexicalScope,
  definition: { readonly name: string; readonly macro: MacroBody; readonly offset: number },
): Evaluate {
  const { name, macro, offset } = definition;
  const owner = new FunctionScope(scope.unit, scope);
  const inner = new LexicalScope(owner);
  const parameters = macro.parameters.map((parameter) => parameter.name);
  const uses = (word: string) => !parameters.includes(word) && usesName(macro, word);
  const shape: MacroShape = {
    name,
    parameters,
    kwargs: uses("kwargs"),
    varargs: uses("varargs"),
    caller: usesName(macro.body, "caller") && !parameters.includes("caller"),
  };
  const explicit = macro.parameters.find((parameter) => parameter.name === "caller");
  const needed = usesName(macro.body, "caller");
  if (needed && explicit !== undefined && explicit.fallback === undefined) {
    throw new TemplateSyntaxError(
      'When defining macros or call blocks the special "caller" argument must be omitted or be ' +
        "given a default.",
      scope.unit.line(offset),
    );
  }
  const places: Place[] = macro.parameters.map((parameter) => {
    const slot = inner.declareParameter(parameter.name);
    const fallback = parameter.fallback && compileExpression(inner, parameter.fallback);
    return { name: parameter.name, slot, fallback };
  });
  const special = {
    caller: shape.caller ? inner.declareParameter("caller") : undefined,
    kwargs: shape.kwargs ? inner.declareParameter("kwargs") : undefined,
    varargs: shape.varargs ? inner.declareParameter("varargs") : undefined,
  };
  declareStored(inner, macro.body);
  const body = compileBody(inner, macro.body);
  const { mode } = scope.unit;
  return (outer) => {
    const { context } = outer;
    const { budget } = context.options.state;
    return new Macro(shape, (args) => {
      const activation = new Activation(context, owner.size, outer);
      const { line } = context;
      budget.step();
      budget.enter();
      try {
        fill(activation, special, args);
        place(activation, places, args.values);
        return captured(activation, body, mode);
      } finally {
        budget.leave();
        context.line = line;
      }
    });
  };
}

function fill(
  { slots }: Activation,
  special: {
    readonly caller: number | undefined;
    readonly kwargs: number | undefined;
    readonly varargs: number | undefined;
  },
  args: MacroArguments,
): void {
  if (special.caller !== undefined) slots[special.caller] = args.caller;
  if (special.kwargs !== undefined) slots[special.kwargs] = new Map<Value, Value>(args.kwargs);
  if (special.varargs !== undefined) slots[special.varargs] = new Tuple(args.varargs);
}

function place(
  activation: Activation,
  places: readonly Place[],
  values: readonly (Value | undefined)[],
): void {
  for (const [i, { name, slot, fallback }] of places.entries()) {
    const given = values[i] === undefined ? fallback?.(activation) : values[i];
    activation.slots[slot] = given !== undefined
      ? given
      : new Undefined(`parameter '${name}' was not provided`, name);
  }
}
