import type { Value } from "../../base/value.ts";
import type { InventoryVar } from "./inventory_var.ts";

/** The values of variables, read when they are asked for. */
export class MappedVars implements ReadonlyMap<string, Value> {
  readonly #vars: ReadonlyMap<string, InventoryVar>;

  constructor(vars: ReadonlyMap<string, InventoryVar>) {
    this.#vars = vars;
  }

  get size(): number {
    return this.#vars.size;
  }

  get(name: string): Value | undefined {
    return this.#vars.get(name)?.value;
  }

  has(name: string): boolean {
    return this.#vars.has(name);
  }

  *entries(): MapIterator<[string, Value]> {
    for (const [name, variable] of this.#vars) yield [name, variable.value];
    return undefined;
  }

  keys(): MapIterator<string> {
    return this.#vars.keys();
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }
}
