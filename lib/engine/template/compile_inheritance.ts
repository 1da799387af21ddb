import { Tuple, type Value } from "../../base/value.ts";
import type { Evaluate, Execute } from "./activation.ts";
import type { StatementOf } from "./ast.ts";
import { compileExpression } from "./compile_expression.ts";
import { compileStore } from "./compile_store.ts";
import { RenderContext } from "./context.ts";
import { TemplateError, TemplateNotFoundError, TemplateSyntaxError } from "./errors.ts";
import type { LexicalScope } from "./lexical_scope.ts";
import { EMPTY_SCOPE } from "./scope.ts";
import type { CompiledTemplate } from "./compile_template.ts";
import { TemplateModule } from "./template_module.ts";
import { reprText, toText } from "./text.ts";
import { Undefined } from "./undefined.ts";

/** @returns The closure of `{% block %}` where it stands: it prints the innermost override. */
export function compileBlockCall(scope: LexicalScope, statement: StatementOf<"block">): Execute {
  const { name, required, scoped, offset } = statement;
  const line = scope.unit.line(offset);
  const collect = scoped ? scope.collector() : undefined;
  return (a) => {
    const { context } = a;
    context.line = line;
    const stack = context.blocks.get(name) ?? [];
    if (required && stack.length <= 1) {
      throw new TemplateError(`Required block ${reprText(name)} not found`);
    }
    const body = stack[0];
    if (body === undefined) return "";
    const used = collect === undefined ? context : context.derived(collect(a));
    const text = context.options.state.budget.nested(() => body(used));
    if (used !== context) {
      context.pieces += used.pieces;
      context.lastPiece = used.lastPiece;
    }
    return text;
  };
}

/** @returns The closure of `{% extends %}`. */
export function compileExtends(scope: LexicalScope, statement: StatementOf<"extends">): Execute {
  if (!scope.options.toplevel) {
    throw new TemplateSyntaxError(
      "cannot use extend from a non top-level scope",
      scope.unit.line(statement.offset),
    );
  }
  const name = compileExpression(scope, statement.template);
  const line = scope.unit.line(statement.offset);
  return (a) => {
    const { context } = a;
    context.line = line;
    if (context.parent !== undefined) throw new TemplateError("extended multiple times");
    const parent = find(scope, name(a));
    context.parent = parent;
    for (const [block, body] of parent.blocks) {
      const stack = context.blocks.get(block);
      if (stack === undefined) context.blocks.set(block, [body]);
      else stack.push(body);
    }
    return "";
  };
}

/** @returns The closure of `{% include %}`. */
export function compileInclude(scope: LexicalScope, statement: StatementOf<"include">): Execute {
  const name = compileExpression(scope, statement.template);
  const collect = scope.collector();
  const { ignoreMissing, withContext } = statement;
  const line = scope.unit.line(statement.offset);
  return (a) => {
    const { context } = a;
    context.line = line;
    let template: CompiledTemplate;
    try {
      template = find(scope, name(a));
    } catch (error) {
      if (ignoreMissing && error instanceof TemplateNotFoundError) return "";
      throw error;
    }
    const inner = new RenderContext(
      context.environment,
      withContext ? context.visible(collect(a)) : EMPTY_SCOPE,
      { state: context.options.state, template: template.name, mutates: template.mutates },
    );
    const text = context.options.state.budget.nested(() => template.render(inner));
    context.pieces += inner.pieces;
    context.lastPiece = inner.lastPiece;
    return text;
  };
}

/** @returns The closure of `{% import %}`. */
export function compileImport(scope: LexicalScope, statement: StatementOf<"import">): Execute {
  const module = compileModule(scope, statement);
  const { target: name, offset } = statement;
  const store = compileStore(scope, { kind: "name", name, offset });
  return (a) => {
    store(a, module(a));
    // What is imported is not handed on to those who import this template.
    if (scope.options.toplevel) a.context.exported.delete(name);
    return "";
  };
}

/** @returns The closure of `{% from … import … %}`. */
export function compileFromImport(
  scope: LexicalScope,
  statement: StatementOf<"fromImport">,
): Execute {
  const module = compileModule(scope, statement);
  const { offset } = statement;
  const position = `line ${scope.unit.line(offset)}${
    scope.unit.name === undefined ? "" : ` in ${reprText(scope.unit.name)}`
  }`;
  const names = statement.names.map(({ name, alias }) => ({
    name,
    alias,
    store: compileStore(scope, { kind: "name", name: alias, offset }),
  }));
  return (a) => {
    const imported = module(a);
    for (const { name, alias, store } of names) {
      const found = imported.attribute(name);
      const value = found !== undefined ? found : new Undefined(
        `the template ${reprText(imported.name)} (imported on ${position}) does not export the ` +
          `requested name ${reprText(name)}`,
        name,
      );
      store(a, value);
      if (scope.options.toplevel) a.context.exported.delete(alias);
    }
    return "";
  };
}

function compileModule(
  scope: LexicalScope,
  statement: StatementOf<"import" | "fromImport">,
): (activation: Parameters<Evaluate>[0]) => TemplateModule {
  const name = compileExpression(scope, statement.template);
  const collect = scope.collector();
  const { withContext } = statement;
  const line = scope.unit.line(statement.offset);
  return (a) => {
    const { context } = a;
    context.line = line;
    const template = find(scope, name(a));
    const inner = new RenderContext(
      context.environment,
      withContext ? context.visible(collect(a)) : EMPTY_SCOPE,
      { state: context.options.state, template: template.name, mutates: template.mutates },
    );
    const text = context.options.state.budget.nested(() => template.render(inner));
    const exports = new Map<string, Value>();
    for (const key of inner.exported) exports.set(key, inner.vars.get(key) ?? null);
    return new TemplateModule(template.name ?? "", exports, text);
  };
}

/** @returns The template called `name`, or the first of a list that exists. */
function find(scope: LexicalScope, name: Value): CompiledTemplate {
  const { environment, name: parent, mode } = scope.unit;
  if (name instanceof Undefined) name.fail();
  const names = Array.isArray(name) ? name : name instanceof Tuple ? name.items : [name];
  for (const candidate of names) {
    const found = environment.load(toText(candidate), { parent, mode });
    if (found !== undefined) return found;
  }
  const texts = names.map(toText);
  throw new TemplateNotFoundError(
    texts.length === 1 && !Array.isArray(name)
      ? texts.join()
      : texts.length === 0
      ? "Tried to select from an empty list of templates."
      : `none of the templates given were found: ${texts.join(", ")}`,
  );
}
