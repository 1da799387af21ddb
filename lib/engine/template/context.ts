import type { Value } from "../../base/value.ts";
import { deepCopy } from "./deep_copy.ts";
import type { Environment } from "./environment.ts";
import type { Budget } from "./limits.ts";
import { FinalText } from "./object.ts";
import { LayeredScope, type Scope } from "./scope.ts";
import { undefinedVariable } from "./undefined.ts";

/** The compiled body of a `{% block %}`. */
export type BlockBody = (context: RenderContext) => string;

/** Whether the running template used a value that must not be run as a template again. */
export interface Taint {
  unsafe: boolean;
}

/** What all templates of one rendering share. */
export interface RenderState {
  readonly budget: Budget;
  readonly taint: Taint;
}

/** One template at work: its variables, its blocks, and what it has set so far. */
export class RenderContext {
  /** What the top level of the template has set. */
  readonly vars = new Map<string, Value>();
  /** Which of those an import sees. */
  readonly exported = new Set<string>();
  readonly blocks = new Map<string, BlockBody[]>();
  /** The template that this one extends, once its `extends` has run. */
  parent: { readonly body: (context: RenderContext) => string } | undefined;
  /** The line that is being executed. */
  line = 0;
  /** Pieces of output so far, counted only where the result may be a value. */
  pieces = 0;
  /** The last piece of output as a value. */
  lastPiece: Value = null;

  constructor(
    readonly environment: Environment,
    readonly scope: Scope,
    readonly options: {
      readonly state: RenderState;
      readonly template: string | undefined;
      /** Whether the template changes lists or dicts in place: it then works on copies. */
      readonly mutates: boolean;
    },
  ) {}

  /** @returns The variable `name`; an `Undefined` if there is none. */
  resolve(name: string): Value {
    const value = this.resolveFinal(name);
    return value instanceof FinalText ? value.text : value;
  }

  /** Like `resolve()`, keeping the mark of text that is never read back as a literal. */
  resolveFinal(name: string): Value {
    const own = this.vars.get(name);
    if (own !== undefined) return own;
    const value = this.scope.get(name);
    if (value !== undefined) {
      if (this.scope.isUnsafe?.(name)) this.options.state.taint.unsafe = true;
      return this.options.mutates ? deepCopy(value) : value;
    }
    return this.environment.globals.get(name) ?? undefinedVariable(name);
  }

  /** @returns A scope of everything visible here, and `locals` on top. */
  visible(locals: ReadonlyMap<string, Value>): Scope {
    const base = this.vars.size === 0 ? this.scope : new LayeredScope(this.vars, this.scope);
    return locals.size === 0 ? base : new LayeredScope(locals, base);
  }

  /** @returns A context like this one with `locals` visible, for a scoped block. */
  derived(locals: ReadonlyMap<string, Value>): RenderContext {
    const result = new RenderContext(this.environment, this.visible(locals), this.options);
    for (const [name, stack] of this.blocks) result.blocks.set(name, stack);
    return result;
  }
}
