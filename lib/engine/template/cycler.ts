import type { Value } from "../../base/value.ts";
import { typeError } from "./errors.ts";
import { NativeFunction, TemplateObject } from "./object.ts";

/** What `cycler()` gives: its items one after the other, over and over. */
export class Cycler extends TemplateObject {
  readonly typeName = "Cycler";
  readonly #items: readonly Value[];
  #position = 0;

  constructor(items: readonly Value[]) {
    super();
    if (items.length === 0) throw typeError("at least one item has to be provided");
    this.#items = items;
  }
  override attribute(name: string): Value | undefined {
    switch (name) {
      case "current":
        return this.#items[this.#position] ?? null;
      case "items":
        return [...this.#items];
      case "pos":
        return this.#position;
      case "next":
        return new NativeFunction("next", () => {
          const item = this.#items[this.#position] ?? null;
          this.#position = (this.#position + 1) % this.#items.length;
          return item;
        });
      case "reset":
        return new NativeFunction("reset", () => {
          this.#position = 0;
          return null;
        });
      default:
        return undefined;
    }
  }
}

/** What `joiner()` gives: nothing when called first, the separator from then on. */
export class Joiner extends TemplateObject {
  readonly typeName = "Joiner";
  readonly #separator: string;
  #used = false;

  constructor(separator: string) {
    super();
    this.#separator = separator;
  }
  override get callable(): boolean {
    return true;
  }
  override call(): Value {
    if (this.#used) return this.#separator;
    this.#used = true;
    return "";
  }
}
