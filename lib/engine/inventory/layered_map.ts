/**
 * A map made of maps, the strongest first, that copies none of them. Of a name that is in several,
 * the strongest one's value counts; it stands where the weakest one has it, as in a dict that is
 * updated.
 */
export class LayeredMap<Value> implements ReadonlyMap<string, Value> {
  readonly #layers: readonly ReadonlyMap<string, Value>[];
  #size: number | undefined;

  constructor(layers: readonly ReadonlyMap<string, Value>[]) {
    this.#layers = layers.filter((layer) => layer.size > 0);
  }

  get size(): number {
    return this.#size ??= [...this.keys()].length;
  }

  get(name: string): Value | undefined {
    for (const layer of this.#layers) {
      const value = layer.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  has(name: string): boolean {
    return this.#layers.some((layer) => layer.has(name));
  }

  *entries(): MapIterator<[string, Value]> {
    for (let index = this.#layers.length - 1; index >= 0; index--) {
      for (const [name, value] of this.#layers[index] ?? []) {
        if (!this.#hasBelow(name, index)) yield [name, this.#strongest(name, index) ?? value];
      }
    }
    return undefined;
  }

  *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
    return undefined;
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

  #hasBelow(name: string, index: number): boolean {
    for (let below = index + 1; below < this.#layers.length; below++) {
      if (this.#layers[below]?.has(name)) return true;
    }
    return false;
  }

  #strongest(name: string, limit: number): Value | undefined {
    for (let index = 0; index < limit; index++) {
      const value = this.#layers[index]?.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
