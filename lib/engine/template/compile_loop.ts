import type { Value } from "../../base/value.ts";
import { Activation, type Evaluate, type Execute } from "./activation.ts";
import type { StatementOf } from "./ast.ts";
import { captured, printPiece } from "./captured.ts";
import { compileExpression } from "./compile_expression.ts";
import { compileBody, declareStored } from "./compile_statement.ts";
import { compileStore, type Store } from "./compile_store.ts";
import { iterate } from "./iterate.ts";
import { FunctionScope, LexicalScope } from "./lexical_scope.ts";
import { LoopContext, type Recurse } from "./loop_context.ts";
import { truthy } from "./python_type.ts";
import { targetNames, usesName, walk } from "./walk.ts";

/** The compiled parts of a loop. */
interface Loop {
  readonly store: Store;
  readonly body: Execute;
  readonly otherwise: Execute;
  /** Slots that are cleared before each round. */
  readonly clear: readonly number[];
  /** The slot of `loop`, if the body uses it. */
  readonly loopSlot: number | undefined;
  /** Keeps the items whose test is true. */
  readonly select:
    | ((activation: Activation, items: readonly Value[]) => readonly Value[])
    | undefined;
}

/** @returns The closure of a `for`. */
export function compileFor(scope: LexicalScope, statement: StatementOf<"for">): Execute {
  const items = compileExpression(scope, statement.items);
  const line = scope.unit.line(statement.offset);
  if (statement.recursive) return compileRecursive(scope, { statement, items, line });
  const loop = compileLoop(scope, statement);
  return (a) => {
    a.context.line = line;
    return runLoop(a, loop, { items: iterate(items(a)), depth: 0 });
  };
}

/** A recursive loop runs in its own activation, because it runs inside itself. */
function compileRecursive(
  scope: LexicalScope,
  parts: {
    readonly statement: StatementOf<"for">;
    readonly items: Evaluate;
    readonly line: number;
  },
): Execute {
  const owner = new FunctionScope(scope.unit, scope);
  const loop = compileLoop(new LexicalScope(owner), parts.statement);
  const { mode } = scope.unit;
  return (a) => {
    const { context } = a;
    const { budget } = context.options.state;
    const recurse: Recurse = (items, depth) =>
      budget.nested(() =>
        captured(
          new Activation(context, owner.size, a),
          (inner) => runLoop(inner, loop, { items, depth, recurse }),
          mode,
        )
      );
    context.line = parts.line;
    return printPiece(a, recurse(iterate(parts.items(a)), 0));
  };
}

function compileLoop(scope: LexicalScope, statement: StatementOf<"for">): Loop {
  const { target, test } = statement;
  const select = test === undefined ? undefined : compileSelect(scope, statement);
  const inner = scope.inner({ inLoop: true });
  for (const name of targetNames(target)) inner.declareParameter(name);
  const scoped = [...walk(statement.body)].some((node) => node.kind === "block" && node.scoped);
  const usesLoop = statement.recursive || scoped || usesName(statement.body, "loop");
  const loopSlot = usesLoop ? inner.declareParameter("loop") : undefined;
  declareStored(inner, statement.body);
  const store = compileStore(inner, target);
  const body = compileBody(inner, statement.body);
  const otherScope = scope.inner();
  declareStored(otherScope, statement.otherwise);
  const otherwise = compileBody(otherScope, statement.otherwise);
  return { store, body, otherwise, clear: inner.clearable(), loopSlot, select };
}

function compileSelect(scope: LexicalScope, statement: StatementOf<"for">): Loop["select"] {
  const inner = scope.inner();
  for (const name of targetNames(statement.target)) inner.declareParameter(name);
  const store = compileStore(inner, statement.target);
  const test = statement.test === undefined ? () => true : compileExpression(inner, statement.test);
  return (a, items) =>
    items.filter((item) => {
      store(a, item);
      return truthy(test(a));
    });
}

function runLoop(
  activation: Activation,
  loop: Loop,
  run: { readonly items: readonly Value[]; readonly depth: number; readonly recurse?: Recurse },
): string {
  const { store, body, clear, loopSlot, select } = loop;
  // A list that grows while it is walked over would never end.
  const items = select === undefined ? run.items : select(activation, run.items);
  const { budget } = activation.context.options.state;
  const { slots } = activation;
  const context = loopSlot === undefined
    ? undefined
    : new LoopContext(items, run.depth, run.recurse);
  if (loopSlot !== undefined) slots[loopSlot] = context;
  const count = items.length;
  if (count === 0) return loop.otherwise(activation);
  let text = "";
  for (let i = 0; i < count; i++) {
    budget.step();
    if (context !== undefined) context.index = i;
    for (let c = 0; c < clear.length; c++) {
      const slot = clear[c];
      if (slot !== undefined) slots[slot] = undefined;
    }
    store(activation, items[i] ?? null);
    text += body(activation);
    if (activation.jump !== undefined) {
      const { jump } = activation;
      activation.jump = undefined;
      if (jump === "break") break;
    }
  }
  budget.checkOutput(text);
  return text;
}
