import { pythonJson } from "../../base/python_json.ts";
import { type Dict, isDict, Unsafe, type Value } from "../../base/value.ts";
import { dumpYaml } from "../../source/yaml_dump.ts";
import type { InventoryGroup, InventoryHost } from "./inventory_group.ts";
import { groupVars, hostVars, type ListOptions } from "./listed_vars.ts";
import type { LoadedInventory } from "./load_inventory.ts";

/** @returns What `ansible-inventory --list` shows, as a value. */
export function inventoryList(loaded: LoadedInventory, options: ListOptions): Dict {
  const { inventory } = loaded;
  const result: Dict = new Map();
  const seen = new Set<InventoryGroup>();
  const addGroup = (group: InventoryGroup): void => {
    const fields = groupFields(loaded, group, options);
    if (fields.size > 0) result.set(group.name, fields);
    for (const child of group.children) {
      if (seen.has(child)) continue;
      seen.add(child);
      addGroup(child);
    }
  };
  addGroup(inventory.all);
  const hostvars: Dict = new Map();
  for (const host of inventory.hostsOf(inventory.all)) {
    const vars = hostVars(loaded, host, options);
    if (vars.size > 0) hostvars.set(host.name, vars);
  }
  return result.set("_meta", new Map<Value, Value>([["hostvars", hostvars]]));
}

/** @returns What `ansible-inventory --list -y` shows, as a value: groups in groups. */
export function inventoryTree(loaded: LoadedInventory, options: ListOptions): Dict {
  const seen = new Set<InventoryHost>();
  const groupNode = (group: InventoryGroup): Dict => {
    const children: Dict = new Map();
    for (const child of group.children) children.set(child.name, groupNode(child));
    const hosts: Dict = new Map();
    for (const host of group.name === "all" ? [] : group.hosts) {
      hosts.set(host.name, seen.has(host) ? new Map() : hostVars(loaded, host, options));
      seen.add(host);
    }
    const vars: Dict = options.isExport ? groupVars(loaded, group, options) : new Map();
    return filled({ children, hosts, vars });
  };
  return new Map([["all", groupNode(loaded.inventory.all)]]);
}

/** @returns The text of `ansible-inventory --list` or `--host`, keys sorted, without a line end. */
export function inventoryJson(value: Value): string {
  value = printable(value);
  try {
    return pythonJson(value, { indent: 4, sortKeys: true, ensureAscii: false });
  } catch (error) {
    // Keys of several types have no order.
    if (!(error instanceof TypeError)) throw error;
    return pythonJson(value, { indent: 4, ensureAscii: false });
  }
}

/** @returns The text of `ansible-inventory --list -y`, without the empty line at its end. */
export function inventoryYaml(value: Value): string {
  return dumpYaml(value, { allowUnicode: true });
}

function groupFields(loaded: LoadedInventory, group: InventoryGroup, options: ListOptions): Dict {
  const names = (items: Iterable<{ readonly name: string }>) =>
    Array.from(items, ({ name }) => name);
  return filled({
    hosts: group.name === "all" ? [] : names(group.hosts),
    children: names(group.children),
    vars: options.isExport ? groupVars(loaded, group, options) : new Map(),
  });
}

/** Empty fields are left out. */
function filled(fields: Readonly<Record<string, Value[] | Dict>>): Dict {
  const isFilled = (value: Value[] | Dict) =>
    (Array.isArray(value) ? value.length : value.size) > 0;
  return new Map(Object.entries(fields).filter(([, value]) => isFilled(value)));
}

/** @returns The value with its `!unsafe` texts as Ansible's JSON shows them; itself without any. */
function printable(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Unsafe) return new Map([["__ansible_unsafe", value.text]]);
  if (Array.isArray(value)) {
    const items = value.map(printable);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isDict(value)) return value;
  let copy: Dict | undefined;
  for (const [key, item] of value) {
    const shown = printable(item);
    if (shown === item) continue;
    copy ??= new Map(value);
    copy.set(key, shown);
  }
  return copy ?? value;
}
