import type { Value } from "../../base/value.ts";
import type { BlockBody, RenderContext } from "./context.ts";
import { TemplateObject } from "./object.ts";
import { Undefined } from "./undefined.ts";

/** A block of a template and those it overrides, as `super()` and `self.name()` call them. */
export class BlockReference extends TemplateObject {
  readonly typeName = "BlockReference";
  readonly #context: RenderContext;
  readonly #stack: readonly BlockBody[];
  readonly #name: string;
  readonly #depth: number;

  private constructor(
    context: RenderContext,
    block: { readonly name: string; readonly stack: readonly BlockBody[]; readonly depth: number },
  ) {
    super();
    this.#context = context;
    this.#name = block.name;
    this.#stack = block.stack;
    this.#depth = block.depth;
  }

  /** @returns The block that `depth` others override; undefined if there are not that many. */
  static of(context: RenderContext, name: string, depth: number): BlockReference | Undefined {
    const stack = context.blocks.get(name) ?? [];
    if (depth < stack.length) return new BlockReference(context, { name, stack, depth });
    return new Undefined(`there is no parent block called '${name}'.`, "super");
  }

  override get callable(): boolean {
    return true;
  }
  override attribute(name: string): Value | undefined {
    return name === "super"
      ? BlockReference.of(this.#context, this.#name, this.#depth + 1)
      : undefined;
  }
  override call(): Value {
    const body = this.#stack[this.#depth];
    if (body === undefined) return "";
    return this.#context.options.state.budget.nested(() => body(this.#context));
  }
}

/** The variable `self` in a template: its blocks by name. */
export class SelfReference extends TemplateObject {
  readonly typeName = "TemplateReference";
  readonly #context: RenderContext;
  constructor(context: RenderContext) {
    super();
    this.#context = context;
  }
  override attribute(name: string): Value | undefined {
    return this.#context.blocks.has(name) ? BlockReference.of(this.#context, name, 0) : undefined;
  }
}
