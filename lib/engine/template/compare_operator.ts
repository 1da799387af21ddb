import type { Value } from "../../base/value.ts";
import type { Comparison } from "./ast.ts";
import { contains, equals, ordered } from "./compare.ts";

/** @returns Python's `left operator right`. @throws {PythonError} If the two have no order. */
export function compare(operator: Comparison, left: Value, right: Value): boolean {
  switch (operator) {
    case "==":
      return equals(left, right);
    case "!=":
      return !equals(left, right);
    case "in":
      return contains(right, left);
    case "not in":
      return !contains(right, left);
    default:
      return ordered(operator, left, right);
  }
}

/** @returns Python's chain `first op value op value…`; what follows a false part is not computed. */
export function compareAll(
  first: Value,
  rest: readonly { readonly operator: Comparison; readonly value: () => Value }[],
): boolean {
  let left = first;
  for (const { operator, value } of rest) {
    const right = value();
    if (!compare(operator, left, right)) return false;
    left = right;
  }
  return true;
}
