import { compareCodePoints } from "../../base/compare_code_points.ts";
import type { Random } from "../../base/random.ts";

/** An `order` that there is not. */
export class HostOrderError extends Error {
  override readonly name = "HostOrderError";
}

/**
 * @returns `hosts` in the order that the play's keyword `order` asks for.
 * @throws {HostOrderError} If there is no such order.
 */
export function orderHosts(
  hosts: readonly string[],
  order: string | undefined,
  random: Random,
): readonly string[] {
  switch (order) {
    case undefined:
    case "inventory":
      return hosts;
    case "reverse_inventory":
      return [...hosts].reverse();
    case "sorted":
      return [...hosts].sort(compareCodePoints);
    case "reverse_sorted":
      return [...hosts].sort(compareCodePoints).reverse();
    case "shuffle":
      return shuffled(hosts, random);
    default:
      throw new HostOrderError(
        `Invalid 'order' specified for inventory hosts: ${order}: expected inventory, ` +
          "reverse_inventory, sorted, reverse_sorted or shuffle",
      );
  }
}

function shuffled(hosts: readonly string[], random: Random): readonly string[] {
  const rest = [...hosts];
  const result: string[] = [];
  while (rest.length > 0) result.push(...rest.splice(random.below(rest.length), 1));
  return result;
}
