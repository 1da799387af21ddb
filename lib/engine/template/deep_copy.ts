import { type Dict, Tuple, type Value } from "../../base/value.ts";

/** @returns `value` with its own lists and dicts, so that changing them changes nothing else. */
export function deepCopy(value: Value): Value {
  if (Array.isArray(value)) return value.map(deepCopy);
  if (value instanceof Map) {
    const copy: Dict = new Map();
    for (const [key, item] of value) copy.set(key, deepCopy(item));
    return copy;
  }
  return value instanceof Tuple ? new Tuple(value.items.map(deepCopy)) : value;
}
