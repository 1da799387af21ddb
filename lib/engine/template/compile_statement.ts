import type { Value } from "../../base/value.ts";
import type { Activation, Execute } from "./activation.ts";
import type { Expression, Statement, StatementOf } from "./ast.ts";
import { compileFilter } from "./compile_call.ts";
import { compileExpression } from "./compile_expression.ts";
import { compileFor } from "./compile_loop.ts";
import { compileCallBlock, compileMacro } from "./compile_macro.ts";
import {
  compileBlockCall,
  compileExtends,
  compileFromImport,
  compileImport,
  compileInclude,
} from "./compile_inheritance.ts";
import { compilePrint } from "./compile_output.ts";
import { compileStore } from "./compile_store.ts";
import { TemplateSyntaxError } from "./errors.ts";
import type { LexicalScope } from "./lexical_scope.ts";
import { captured, printPiece } from "./captured.ts";
import { truthy } from "./python_type.ts";
import { sequence } from "./sequence.ts";
import { storedNames, targetNames } from "./walk.ts";

/** @returns The closure of several statements, printing one after the other. */
export function compileBody(scope: LexicalScope, body: readonly Statement[]): Execute {
  const { unit } = scope;
  const parts: Execute[] = [];
  let extended = false;
  for (const statement of body) {
    const part = compileStatement(scope, statement);
    const prints = statement.kind === "text" || statement.kind === "print" ||
      statement.kind === "block";
    // After an extends, the child prints nothing of its own.
    if (unit.extends && scope.options.toplevel && prints) {
      if (!extended) parts.push((a) => a.context.parent === undefined ? part(a) : "");
    } else {
      parts.push(part);
    }
    if (statement.kind === "extends") extended = true;
  }
  return sequence(parts);
}

/** Declares in `scope` what `body` sets there. */
export function declareStored(scope: LexicalScope, body: readonly Statement[]): void {
  for (const name of storedNames(body)) scope.declare(name);
}

function compileStatement(scope: LexicalScope, statement: Statement): Execute {
  switch (statement.kind) {
    case "text":
      return compileText(scope, statement.text);
    case "print":
      return compilePrint(scope, statement.value);
    case "if":
      return compileIf(scope, statement);
    case "for":
      return compileFor(scope, statement);
    case "break":
    case "continue":
      return compileJump(scope, statement);
    case "set":
      return compileSet(scope, statement);
    case "setBlock":
      return compileSetBlock(scope, statement);
    case "with":
      return compileWith(scope, statement);
    case "macro":
      return compileMacro(scope, statement);
    case "callBlock":
      return compileCallBlock(scope, statement);
    case "filterBlock":
      return compileFilterBlock(scope, statement);
    case "autoescape":
      return compileAutoescape(scope, statement);
    case "block":
      return compileBlockCall(scope, statement);
    case "extends":
      return compileExtends(scope, statement);
    case "include":
      return compileInclude(scope, statement);
    case "import":
      return compileImport(scope, statement);
    case "fromImport":
      return compileFromImport(scope, statement);
    case "do": {
      const value = compileExpression(scope, statement.value);
      return (a) => {
        value(a);
        return "";
      };
    }
    default:
      return statement satisfies never;
  }
}

function compileText(scope: LexicalScope, text: string): Execute {
  if (scope.unit.mode === "text") return () => text;
  return (a) => {
    a.context.pieces++;
    a.context.lastPiece = text;
    return text;
  };
}

function compileIf(scope: LexicalScope, statement: StatementOf<"if">): Execute {
  const branches = statement.branches.map(({ test, body }) => ({
    line: scope.unit.line(test.offset),
    test: compileExpression(scope, test),
    body: compileBody(scope, body),
  }));
  const otherwise = compileBody(scope, statement.otherwise);
  const [first] = branches;
  if (branches.length === 1 && first !== undefined) {
    const { line, test, body } = first;
    return (a) => {
      a.context.line = line;
      return truthy(test(a)) ? body(a) : otherwise(a);
    };
  }
  return (a) => {
    for (const { line, test, body } of branches) {
      a.context.line = line;
      if (truthy(test(a))) return body(a);
    }
    return otherwise(a);
  };
}

function compileJump(
  scope: LexicalScope,
  statement: StatementOf<"break" | "continue">,
): Execute {
  if (!scope.options.inLoop) {
    throw new TemplateSyntaxError(
      `'${statement.kind}' outside loop`,
      scope.unit.line(statement.offset),
    );
  }
  const { kind } = statement;
  return (a) => {
    a.jump = kind;
    return "";
  };
}

function compileSet(scope: LexicalScope, statement: StatementOf<"set">): Execute {
  const value = compileExpression(scope, statement.value);
  const store = compileStore(scope, statement.target);
  const line = scope.unit.line(statement.offset);
  return (a) => {
    a.context.line = line;
    store(a, value(a));
    return "";
  };
}

function compileSetBlock(scope: LexicalScope, statement: StatementOf<"setBlock">): Execute {
  const inner = scope.inner();
  declareStored(inner, statement.body);
  const body = compileBody(inner, statement.body);
  const store = compileStore(scope, statement.target);
  const { mode } = scope.unit;
  const text = (a: Activation): Value => captured(a, body, mode);
  const value = statement.filter?.kind === "filter"
    ? compileFilter(scope, statement.filter, { block: text })
    : text;
  return (a) => {
    store(a, value(a));
    return "";
  };
}

function compileWith(scope: LexicalScope, statement: StatementOf<"with">): Execute {
  const inner = scope.inner();
  // The values see what is around, not each other.
  const values = statement.assignments.map(({ value }) => compileExpression(scope, value));
  for (const { target } of statement.assignments) declareTarget(inner, target);
  declareStored(inner, statement.body);
  const stores = statement.assignments.map(({ target }) => compileStore(inner, target));
  const body = compileBody(inner, statement.body);
  const clear = inner.clearable();
  return (a) => {
    const computed = values.map((value) => value(a));
    for (const slot of clear) a.slots[slot] = undefined;
    for (const [i, value] of computed.entries()) stores[i]?.(a, value);
    return body(a);
  };
}

function declareTarget(scope: LexicalScope, target: Expression): void {
  for (const name of targetNames(target)) scope.declareParameter(name);
}

function compileFilterBlock(
  scope: LexicalScope,
  statement: StatementOf<"filterBlock">,
): Execute {
  const inner = scope.inner();
  declareStored(inner, statement.body);
  const body = compileBody(inner, statement.body);
  const { mode } = scope.unit;
  const { filter } = statement;
  if (filter.kind !== "filter") {
    throw new TemplateSyntaxError("expected a filter", scope.unit.line(filter.offset));
  }
  const value = compileFilter(inner, filter, { block: (a) => captured(a, body, mode) });
  const line = scope.unit.line(statement.offset);
  return (a) => {
    a.context.line = line;
    return printPiece(a, value(a));
  };
}

/** Ansible escapes nothing, whatever the template says: results are values, not HTML. */
function compileAutoescape(
  scope: LexicalScope,
  statement: StatementOf<"autoescape">,
): Execute {
  const value = compileExpression(scope, statement.value);
  const inner = scope.inner();
  declareStored(inner, statement.body);
  const body = compileBody(inner, statement.body);
  return (a) => {
    value(a);
    return body(a);
  };
}
