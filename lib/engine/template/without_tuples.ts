import { isDict, Tuple, type Value } from "../../base/value.ts";

/**
 * @returns `value` with lists in the place of tuples, as Ansible's templates see whatever a variable
 * holds; itself if it holds none.
 */
export function withoutTuples(value: Value): Value {
  if (value instanceof Tuple) return value.items.map(withoutTuples);
  if (Array.isArray(value)) {
    const items = value.map(withoutTuples);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isDict(value)) return value;
  const entries = [...value].map(([key, item]) => [key, withoutTuples(item)] as const);
  return entries.every(([key, item]) => item === value.get(key)) ? value : new Map(entries);
}
