import { Tuple, type Value } from "../../base/value.ts";
import type { RenderContext } from "./context.ts";
import { equals } from "./compare.ts";
import { typeError } from "./errors.ts";
import { iterate } from "./iterate.ts";
import { type Arguments, NativeFunction, TemplateObject } from "./object.ts";
import { Undefined } from "./undefined.ts";

/** Renders a recursive loop over other items, one level deeper. */
export type Recurse = (items: readonly Value[], depth: number) => Value;

/** The variable `loop` inside a `for`. */
export class LoopContext extends TemplateObject {
  readonly typeName = "LoopContext";
  /** The round, from 0. */
  index = 0;
  readonly #items: readonly Value[];
  readonly #depth: number;
  readonly #recurse: Recurse | undefined;
  #changed: Tuple | undefined;

  constructor(items: readonly Value[], depth: number, recurse?: Recurse) {
    super();
    this.#items = items;
    this.#depth = depth;
    this.#recurse = recurse;
  }

  override attribute(name: string): Value | undefined {
    const { index } = this;
    const count = this.#items.length;
    switch (name) {
      case "index":
        return index + 1;
      case "index0":
        return index;
      case "revindex":
        return count - index;
      case "revindex0":
        return count - index - 1;
      case "first":
        return index === 0;
      case "last":
        return index === count - 1;
      case "length":
        return count;
      case "depth":
        return this.#depth + 1;
      case "depth0":
        return this.#depth;
      case "previtem":
        return index > 0
          ? this.#items[index - 1] ?? null
          : new Undefined("there is no previous item");
      case "nextitem":
        return index + 1 < count
          ? this.#items[index + 1] ?? null
          : new Undefined("there is no next item");
      case "cycle":
        return new NativeFunction("cycle", (_, args) => this.#cycle(args));
      case "changed":
        return new NativeFunction("changed", (_, args) => this.#isChanged(args));
      default:
        return undefined;
    }
  }
  override length(): number {
    return this.#items.length;
  }
  override repr(): string {
    return `<LoopContext ${this.index + 1}/${this.#items.length}>`;
  }
  override get callable(): boolean {
    return true;
  }
  override call(_context: RenderContext, args: Arguments): Value {
    if (this.#recurse === undefined) {
      throw typeError("The loop must have the 'recursive' marker to be called recursively.");
    }
    return this.#recurse(iterate(args.positional[0] ?? []), this.#depth + 1);
  }

  #cycle(args: Arguments): Value {
    const values = args.positional;
    if (values.length === 0) throw typeError("no items for cycling given");
    return values[this.index % values.length] ?? null;
  }

  #isChanged(args: Arguments): boolean {
    const value = new Tuple(args.positional);
    if (this.#changed !== undefined && equals(this.#changed, value)) return false;
    this.#changed = value;
    return true;
  }
}
