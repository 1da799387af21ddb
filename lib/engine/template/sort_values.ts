import type { Value } from "../../base/value.ts";
import { compareOrder } from "./compare.ts";

/** The direction of a sort. */
export type Direction = "up" | "down";

/**
 * @returns The items sorted as Python's `sorted()`: stable in both directions.
 * @throws {PythonError} If two keys have no order, such as 1 and "a".
 */
export function sortValues(
  items: readonly Value[],
  key: (item: Value) => Value,
  direction: Direction,
): Value[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const sign = direction === "up" ? 1 : -1;
  keyed.sort((a, b) => sign * compareOrder("<", a.key, b.key));
  return keyed.map((entry) => entry.item);
}
