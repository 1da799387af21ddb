import type { Value } from "../../base/value.ts";
import type { Activation, Evaluate } from "./activation.ts";
import type { Environment } from "./environment.ts";
import type { ValueMode } from "./from_output.ts";

/** What the compilation of one template knows. */
export interface CompileUnit {
  readonly environment: Environment;
  /** Name of the template, if it has one. */
  readonly name: string | undefined;
  /** `text`: prints text. Others: the result may become a value, pieces are counted. */
  readonly mode: "text" | ValueMode;
  /** Whether the template has an `extends`. */
  readonly extends: boolean;
  /** @returns The line, from 1, of an offset in the source. */
  line(offset: number): number;
}

/** A body with its own activation: the template's, a block's, a macro's. */
export class FunctionScope {
  #size = 0;
  readonly #resolved = new Map<string, number>();

  constructor(readonly unit: CompileUnit, readonly parent?: LexicalScope) {}

  /** How many slots an activation needs; final once everything in it is compiled. */
  get size(): number {
    return this.#size;
  }

  /** @returns A new slot. */
  slot(): number {
    return this.#size++;
  }

  /** @returns The slot that caches the variable `name` from outside the template. */
  resolvedSlot(name: string): number {
    let slot = this.#resolved.get(name);
    if (slot === undefined) {
      slot = this.slot();
      this.#resolved.set(name, slot);
    }
    return slot;
  }
}

/** Where a name lives: `depth` activations further out, in `slot`. */
export interface Reference {
  readonly depth: number;
  readonly slot: number;
  /** Whether the slot always has a value. */
  readonly always: boolean;
}

interface Local {
  readonly slot: number;
  readonly always: boolean;
}

/** The names of one scope of a template: of its top level, a loop, a `with`, a macro. */
export class LexicalScope {
  readonly #names = new Map<string, Local>();
  /** Names that stand for something computed, such as `super` in a block. */
  readonly #special = new Map<string, Evaluate>();

  constructor(
    readonly owner: FunctionScope,
    readonly options: {
      readonly parent?: LexicalScope;
      /** Whether what is set here is seen by blocks, includes and imports. */
      readonly toplevel?: boolean;
      /** Whether a loop is around, in the same activation. */
      readonly inLoop?: boolean;
    } = {},
  ) {}

  get unit(): CompileUnit {
    return this.owner.unit;
  }

  /** @returns A scope inside this one, in the same activation. */
  inner(options: { readonly inLoop?: boolean } = {}): LexicalScope {
    return new LexicalScope(this.owner, {
      parent: this,
      inLoop: options.inLoop ?? this.options.inLoop ?? false,
    });
  }

  /** Declares a name that is set somewhere in this scope. @returns Its slot. */
  declare(name: string): number {
    return this.#local(name, false);
  }

  /** Declares a name that has a value whenever the scope runs. @returns Its slot. */
  declareParameter(name: string): number {
    return this.#local(name, true);
  }

  /** Makes `name` stand for what `evaluate` gives. */
  declareSpecial(name: string, evaluate: Evaluate): void {
    this.#special.set(name, evaluate);
  }

  /** @returns The slots of the declared names that may be unset, to be cleared in every round. */
  clearable(): number[] {
    return [...this.#names.values()].filter((local) => !local.always).map((local) => local.slot);
  }

  /** @returns The places where `name` may be, innermost first, and what it is if in none. */
  find(name: string): { readonly references: Reference[]; readonly special?: Evaluate } {
    const references: Reference[] = [];
    for (const { scope, depth } of this.#chain()) {
      const special = scope.#special.get(name);
      if (special !== undefined) {
        return {
          references,
          special: depth === 0 ? special : (activation) => special(activation.outer(depth)),
        };
      }
      const local = scope.#names.get(name);
      if (local !== undefined) {
        references.push({ depth, ...local });
        if (local.always) break;
      }
    }
    return { references };
  }

  /** @returns A function that collects everything set in this scope and those around it. */
  collector(): (activation: Activation) => Map<string, Value> {
    const found: { name: string; depth: number; slot: number }[] = [];
    for (const { scope, depth } of this.#chain()) {
      for (const [name, { slot }] of scope.#names) found.push({ name, depth, slot });
    }
    return (activation) => {
      const result = new Map<string, Value>();
      for (const { name, depth, slot } of found) {
        const value = activation.outer(depth).slots[slot];
        if (value !== undefined && !result.has(name)) result.set(name, value);
      }
      return result;
    };
  }

  /** This scope and those around it, with how many activations further out they live. */
  *#chain(): Generator<{ readonly scope: LexicalScope; readonly depth: number }> {
    yield { scope: this, depth: 0 };
    const { parent } = this.options;
    if (parent !== undefined) {
      yield* parent.#chain();
    } else if (this.owner.parent !== undefined) {
      for (const { scope, depth } of this.owner.parent.#chain()) yield { scope, depth: depth + 1 };
    }
  }

  #local(name: string, always: boolean): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known.slot;
    const slot = this.owner.slot();
    this.#names.set(name, { slot, always });
    return slot;
  }
}
