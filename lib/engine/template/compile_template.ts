import { Activation, type Evaluate } from "./activation.ts";
import type { Expression, Statement } from "./ast.ts";
import { BlockReference, SelfReference } from "./block_reference.ts";
import { compileFinal } from "./compile_output.ts";
import { compileBody, declareStored } from "./compile_statement.ts";
import type { BlockBody, RenderContext } from "./context.ts";
import type { Environment } from "./environment.ts";
import { TemplateError, TemplateSyntaxError } from "./errors.ts";
import { type CompileUnit, FunctionScope, LexicalScope } from "./lexical_scope.ts";
import type { ParsedTemplate } from "./parser.ts";
import { walk } from "./walk.ts";

/** A template as closures. */
export interface CompiledTemplate {
  readonly name: string | undefined;
  /** Its own blocks, by name. */
  readonly blocks: ReadonlyMap<string, BlockBody>;
  /** Whether it calls methods that change lists or dicts in place. */
  readonly mutates: boolean;
  /** The expression, if the template is nothing but one `{{ }}`. */
  readonly only: ((context: RenderContext) => ReturnType<Evaluate>) | undefined;
  /** @returns What the template's own text prints, its blocks being known already. */
  body(context: RenderContext): string;
  /** @returns What the template prints. */
  render(context: RenderContext): string;
}

/** Methods that change what they are called on. */
const MUTATORS: ReadonlySet<string> = new Set(
  "__delitem__ __setitem__ append clear extend insert pop popitem remove reverse setdefault sort update"
    .split(" "),
);

/** @returns The closures of a parsed template. @throws {TemplateSyntaxError} */
export function compileTemplate(
  parsed: ParsedTemplate,
  options: {
    readonly environment: Environment;
    readonly name: string | undefined;
    readonly mode: CompileUnit["mode"];
  },
): CompiledTemplate {
  const { body } = parsed;
  const nodes = [...walk(body)];
  const lines = new LineIndex(parsed.source);
  const unit: CompileUnit = {
    ...options,
    extends: nodes.some((node) => node.kind === "extends"),
    line: (offset) => lines.line(offset),
  };
  const owner = new FunctionScope(unit);
  const scope = new LexicalScope(owner, { toplevel: true });
  scope.declareSpecial("self", (a) => new SelfReference(a.context));
  declareStored(scope, body);
  const root = compileBody(scope, body);
  const blocks = new Map<string, BlockBody>();
  for (const node of nodes) {
    if (node.kind !== "block") continue;
    if (blocks.has(node.name)) {
      throw new TemplateSyntaxError(
        `block '${node.name}' defined twice`,
        unit.line(node.offset),
      );
    }
    blocks.set(node.name, compileBlock(unit, node.name, node.body));
  }
  const print = onlyPrint(body);
  return {
    name: options.name,
    blocks,
    mutates: nodes.some((node) => node.kind === "attribute" && MUTATORS.has(node.name)),
    only: print && compileOnly(unit, print),
    body: (context) => root(new Activation(context, owner.size)),
    render(context) {
      for (const [name, block] of blocks) context.blocks.set(name, [block]);
      return located(context, () => {
        const text = root(new Activation(context, owner.size));
        return context.parent === undefined ? text : text + renderParent(context);
      });
    },
  };
}

/** Adds to an error where in the template it happened. */
export function located<T>(context: RenderContext, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof RangeError && error.message.includes("call stack")) {
      throw new TemplateError("recursive loop detected in template", { cause: error });
    }
    if (error instanceof TemplateError && error.line === undefined && context.line > 0) {
      error.line = context.line;
      error.template = context.options.template;
    }
    throw error;
  }
}

/** The blocks of the parent join those that are there; its own body prints. */
function renderParent(context: RenderContext): string {
  let text = "";
  while (context.parent !== undefined) {
    const { parent } = context;
    context.parent = undefined;
    text += parent.body(context);
  }
  return text;
}

function compileBlock(unit: CompileUnit, name: string, body: readonly Statement[]): BlockBody {
  const owner = new FunctionScope(unit);
  const scope = new LexicalScope(owner);
  const self: BlockBody = (context) => run(new Activation(context, owner.size));
  scope.declareSpecial("self", (a) => new SelfReference(a.context));
  scope.declareSpecial("super", ({ context }) => {
    const depth = context.blocks.get(name)?.indexOf(self) ?? -1;
    return BlockReference.of(context, name, depth + 1);
  });
  declareStored(scope, body);
  const run = compileBody(scope, body);
  return self;
}

function onlyPrint(body: readonly Statement[]): Expression | undefined {
  const [statement] = body;
  return body.length === 1 && statement?.kind === "print" ? statement.value : undefined;
}

function compileOnly(unit: CompileUnit, node: Expression): CompiledTemplate["only"] {
  const owner = new FunctionScope(unit);
  const value = compileFinal(new LexicalScope(owner, { toplevel: true }), node);
  const line = unit.line(node.offset);
  return (context) => {
    context.line = line;
    return located(context, () => value(new Activation(context, owner.size)));
  };
}

/** Finds lines by offset. */
class LineIndex {
  readonly #starts: number[] = [0];
  constructor(source: string) {
    for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) {
      this.#starts.push(at + 1);
    }
  }
  line(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
