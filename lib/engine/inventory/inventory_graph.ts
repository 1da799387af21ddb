import { compareCodePoints } from "../../base/compare_code_points.ts";
import type { Dict } from "../../base/value.ts";
import type { InventoryGroup } from "./inventory_group.ts";
import { groupVars, hostVars, type ListOptions } from "./listed_vars.ts";
import type { LoadedInventory } from "./load_inventory.ts";
import { pythonText } from "./python_text.ts";

/** How a graph is drawn. */
export interface GraphOptions extends ListOptions {
  /** Whether variables are shown below their hosts and groups. */
  readonly hasVars: boolean;
}

/** @returns The text of `ansible-inventory --graph` from `group` down, without a line end. */
export function inventoryGraph(
  loaded: LoadedInventory,
  group: InventoryGroup,
  options: GraphOptions,
): string {
  const lines: string[] = [];
  const addVars = (vars: Dict, depth: number): void => {
    if (options.hasVars) lines.push(...varLines(vars, depth));
  };
  const addGroup = (group: InventoryGroup, depth: number): void => {
    lines.push(indented(`@${group.name}:`, depth));
    for (const child of group.children) addGroup(child, depth + 1);
    for (const host of group.name === "all" ? [] : group.hosts) {
      lines.push(indented(host.name, depth + 1));
      addVars(hostVars(loaded, host, options), depth + 2);
    }
    addVars(groupVars(loaded, group, options), depth + 1);
  };
  addGroup(group, 0);
  return lines.join("\n");
}

function varLines(vars: Dict, depth: number): readonly string[] {
  return Array.from(vars, ([name, value]): [string, string] => [String(name), pythonText(value)])
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, value]) => indented(`{${name} = ${value}}`, depth));
}

function indented(text: string, depth: number): string {
  return depth === 0 ? text : `${"  |".repeat(depth)}--${text}`;
}
