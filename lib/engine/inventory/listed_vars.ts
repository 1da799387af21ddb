import type { Dict, Value } from "../../base/value.ts";
import type { FilesFrom } from "./effective_vars.ts";
import type { InventoryGroup, InventoryHost } from "./inventory_group.ts";
import type { LoadedInventory } from "./load_inventory.ts";

/** How an inventory is shown. */
export interface ListOptions {
  /** Whether variables stand where they were set instead of all at the hosts. */
  readonly isExport: boolean;
  /** Variables of the command line, which are shown at every host. */
  readonly extraVars: ReadonlyMap<string, Value>;
  /** Which files count for what groups and, in an export, hosts set themselves; all if left out. */
  readonly ownFiles?: FilesFrom;
  /** @returns What is shown of a value that may be secret; values are shown as they are without. */
  readonly mask?: (value: Value) => Value;
}

/** Variables that Ansible sets itself and never lists. */
const INTERNAL: ReadonlySet<string> = new Set([
  "ansible_config_file",
  "ansible_diff_mode",
  "ansible_facts",
  "ansible_forks",
  "ansible_inventory_sources",
  "ansible_limit",
  "ansible_playbook_python",
  "ansible_run_tags",
  "ansible_skip_tags",
  "ansible_verbosity",
  "ansible_version",
  "inventory_dir",
  "inventory_file",
  "inventory_hostname",
  "inventory_hostname_short",
  "groups",
  "group_names",
  "omit",
  "playbook_dir",
]);

/** @returns The variables that are listed at a host. */
export function hostVars(
  loaded: LoadedInventory,
  host: InventoryHost,
  options: ListOptions,
): Dict {
  const vars = options.isExport
    ? loaded.vars.ofHostAlone(host, options.ownFiles)
    : loaded.vars.ofHost(host);
  const result: Dict = new Map();
  for (const [name, variable] of vars) {
    if (!INTERNAL.has(name)) result.set(name, shown(variable.value, options));
  }
  if (options.isExport) return result;
  for (const [name, value] of options.extraVars) result.set(name, shown(value, options));
  return result;
}

/** @returns The variables that are listed at a group. */
export function groupVars(
  loaded: LoadedInventory,
  group: InventoryGroup,
  options: ListOptions,
): Dict {
  const result: Dict = new Map();
  for (const [name, variable] of loaded.vars.ofGroup(group, options.ownFiles)) {
    if (!INTERNAL.has(name)) result.set(name, shown(variable.value, options));
  }
  if (group.priority !== 1) result.set("ansible_group_priority", group.priority);
  return result;
}

function shown(value: Value, { mask }: ListOptions): Value {
  return mask === undefined ? value : mask(value);
}
