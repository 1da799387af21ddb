import { type Dict, Tuple, type Value } from "../../base/value.ts";
import { equals } from "./compare.ts";
import { TemplateObject } from "./object.ts";
import { toRepr } from "./text.ts";

/** What `keys()`, `values()` and `items()` of a dict give: it follows the dict. */
export class DictView extends TemplateObject {
  readonly typeName: string;
  readonly #dict: Dict;
  readonly #part: "keys" | "values" | "items";

  constructor(dict: Dict, part: "keys" | "values" | "items") {
    super();
    this.typeName = `dict_${part}`;
    this.#dict = dict;
    this.#part = part;
  }
  override iterate(): Value[] {
    switch (this.#part) {
      case "keys":
        return [...this.#dict.keys()];
      case "values":
        return [...this.#dict.values()];
      case "items":
        return Array.from(this.#dict, ([key, value]) => new Tuple([key, value]));
    }
  }
  override length(): number {
    return this.#dict.size;
  }
  override repr(): string {
    return `${this.typeName}(${toRepr(this.iterate())})`;
  }
  override equals(other: Value): boolean {
    return other instanceof DictView && this.#part !== "values" &&
      equals(this.iterate(), other.iterate());
  }
}
