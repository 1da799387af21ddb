import type { Value } from "../../base/value.ts";
import { TemplateObject } from "./object.ts";
import { toRepr } from "./text.ts";

/** What `namespace()` gives: attributes that `{% set ns.x = … %}` can change from inside loops. */
export class Namespace extends TemplateObject {
  readonly typeName = "Namespace";
  readonly #attributes: Map<Value, Value>;

  constructor(attributes: ReadonlyMap<Value, Value>) {
    super();
    this.#attributes = new Map(attributes);
  }
  set(name: string, value: Value): void {
    this.#attributes.set(name, value);
  }
  override attribute(name: string): Value | undefined {
    return this.#attributes.get(name);
  }
  override item(key: Value): Value | undefined {
    return typeof key === "string" ? this.#attributes.get(key) : undefined;
  }
  override repr(): string {
    return `<Namespace ${toRepr(this.#attributes)}>`;
  }
}
