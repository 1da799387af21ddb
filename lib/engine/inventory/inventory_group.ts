import type { Position } from "../../base/position.ts";
import type { InventoryVar } from "./inventory_var.ts";

/** A target of plays. Only {@link Inventory} changes it. */
export interface InventoryHost {
  readonly name: string;
  /** Made up for `localhost` when no inventory names it. */
  readonly isImplicit: boolean;
  /** What the first source that named the host was: a file, a list of hosts. */
  readonly source: string | undefined;
  readonly position: Position | undefined;
  readonly vars: Map<string, InventoryVar>;
  /** The groups that name the host, without those above them. */
  readonly groups: Set<InventoryGroup>;
}

/** A group of hosts and groups. Only {@link Inventory} changes it. */
export interface InventoryGroup {
  readonly name: string;
  readonly position: Position | undefined;
  readonly vars: Map<string, InventoryVar>;
  readonly hosts: Set<InventoryHost>;
  readonly children: Set<InventoryGroup>;
  readonly parents: Set<InventoryGroup>;
  /** `ansible_group_priority`: of groups equally deep, the higher one wins; 1 unless set. */
  priority: number;
}

/** @returns The group and all below it, level by level. */
export function withDescendants(group: InventoryGroup): ReadonlySet<InventoryGroup> {
  const found = new Set([group]);
  // A set can grow while it is walked through.
  for (const next of found) for (const child of next.children) found.add(child);
  return found;
}

/** @returns The names from `from` down to `to`, or `undefined` if `to` is not at or below it. */
export function pathDown(
  from: InventoryGroup,
  to: InventoryGroup,
): readonly string[] | undefined {
  const above = new Map<InventoryGroup, InventoryGroup | undefined>([[from, undefined]]);
  for (const group of above.keys()) {
    if (group === to) break;
    for (const child of group.children) if (!above.has(child)) above.set(child, group);
  }
  if (!above.has(to)) return undefined;
  const names: string[] = [];
  for (let group: InventoryGroup | undefined = to; group; group = above.get(group)) {
    names.unshift(group.name);
  }
  return names;
}
