import type { Dict, Value } from "../../base/value.ts";
import { valueToJson } from "../../base/value_json.ts";
import type { InventoryGroup, InventoryHost } from "./inventory_group.ts";
import { groupVars, hostVars, type ListOptions } from "./listed_vars.ts";
import type { LoadedInventory } from "./load_inventory.ts";

/**
 * @returns The text of `shep inventory ls`: hosts with their addresses (`-` if it is the name), and
 * groups with the number of their hosts, without a line end.
 */
export function inventoryText(loaded: LoadedInventory): string {
  const hosts = allHosts(loaded);
  const width = Math.max(0, ...hosts.map((host) => host.name.length));
  return [
    "HOSTS:",
    ...hosts.map((host) => `  ${host.name.padEnd(width)}  ${address(loaded, host) ?? "-"}`),
    "",
    "GROUPS:",
    ...shownGroups(loaded).map((group) => {
      const count = loaded.inventory.hostsOf(group).length;
      return `  ${group.name} (${count} ${count === 1 ? "host" : "hosts"})`;
    }),
  ].join("\n");
}

/** @returns The text of `shep inventory ls --verbose`: variables and members too. */
export function inventoryDetails(loaded: LoadedInventory, options: ListOptions): string {
  return [
    "HOSTS:",
    ...allHosts(loaded).flatMap((host) => [
      `  ${host.name}`,
      `    address: ${address(loaded, host) ?? host.name}`,
      ...varLines(hostVars(loaded, host, options)),
    ]),
    "",
    "GROUPS:",
    ...shownGroups(loaded).flatMap((group) => [
      `  ${group.name}`,
      ...memberLine("hosts", group.hosts),
      ...memberLine("children", group.children),
      ...varLines(groupVars(loaded, group, options)),
    ]),
  ].join("\n");
}

function allHosts({ inventory }: LoadedInventory): readonly InventoryHost[] {
  return inventory.hostsOf(inventory.all);
}

function shownGroups({ inventory }: LoadedInventory): readonly InventoryGroup[] {
  return [...inventory.groups.values()].filter((group) =>
    group !== inventory.all && (group.name !== "ungrouped" || group.hosts.size > 0)
  );
}

function address(loaded: LoadedInventory, host: InventoryHost): string | undefined {
  const vars = loaded.vars.ofHost(host);
  const value = vars.get("ansible_host")?.value ?? vars.get("ansible_ssh_host")?.value;
  return typeof value === "string" ? value : undefined;
}

function memberLine(label: string, items: ReadonlySet<{ readonly name: string }>): string[] {
  return items.size === 0 ? [] : [`    ${label}: ${[...items].map(({ name }) => name).join(", ")}`];
}

function varLines(vars: Dict): string[] {
  if (vars.size === 0) return [];
  const line = ([name, value]: [Value, Value]) => `      ${String(name)}: ${shown(value)}`;
  return ["    vars:", ...Array.from(vars, line)];
}

function shown(value: Value): string {
  return typeof value === "string" && !value.includes("\n") ? value : valueToJson(value);
}
