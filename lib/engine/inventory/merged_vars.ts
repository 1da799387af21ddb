import { type Dict, isDict, type Value } from "../../base/value.ts";
import { InventoryVar } from "./inventory_var.ts";

/**
 * `hash_behaviour = merge`: a dict that several places set has the keys of all.
 *
 * @param layers Strongest first.
 */
export function mergedVars(
  layers: readonly ReadonlyMap<string, InventoryVar>[],
): ReadonlyMap<string, InventoryVar> {
  const result = new Map<string, InventoryVar>();
  for (const layer of layers) {
    for (const [name, found] of layer) {
      const strong = result.get(name);
      if (strong === undefined) result.set(name, found);
      else if (isDict(strong.value) && isDict(found.value)) {
        const { origin, owner, position } = strong;
        const value = mergedDicts(found.value, strong.value);
        result.set(name, new InventoryVar({ origin, owner, position, value }));
      }
    }
  }
  return result;
}

/** @returns A new dict of both, `high` winning over `low` at any depth. */
export function mergedDicts(low: Dict, high: Dict): Dict {
  const result: Dict = new Map<Value, Value>(low);
  for (const [key, value] of high) {
    const before = result.get(key);
    result.set(
      key,
      before !== undefined && isDict(before) && isDict(value) ? mergedDicts(before, value) : value,
    );
  }
  return result;
}
