import type { Value } from "../../base/value.ts";
import type { RenderContext } from "./context.ts";

/**
 * The local variables of one run of a template's body, a block, a macro or a recursive loop. A slot
 * is `undefined` until it is set.
 */
export class Activation {
  readonly slots: (Value | undefined)[];
  /** Set by `break` and `continue` until their loop has seen it. */
  jump: "break" | "continue" | undefined;
  constructor(
    readonly context: RenderContext,
    size: number,
    /** The activation in which a macro was defined. */
    readonly parent?: Activation,
  ) {
    this.slots = new Array<Value | undefined>(size).fill(undefined);
  }

  /** @returns The activation `depth` levels further out. */
  outer(depth: number): Activation {
    if (depth === 0) return this;
    return this.parent === undefined ? this : this.parent.outer(depth - 1);
  }
}

/** A compiled expression. */
export type Evaluate = (activation: Activation) => Value;

/** A compiled statement: it gives what it prints. */
export type Execute = (activation: Activation) => string;
