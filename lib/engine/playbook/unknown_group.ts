import type { Diagnostic } from "../../base/diagnostic.ts";
import { isDict } from "../../base/value.ts";
import { allTasks } from "./all_tasks.ts";
import { settings } from "./inherited.ts";
import type { Layer, LoadedPlaybook } from "./model.ts";

/** Who knows the groups of modules that `module_defaults` can name. */
export interface ModuleGroups {
  /** @returns The modules of the group with the full name `name`; `undefined` if there is none. */
  group(name: string): ReadonlySet<string> | undefined;
}

/** @returns The group that a key of `module_defaults` names, in full; `undefined` for a module. */
export function groupOf(key: unknown): string | undefined {
  if (typeof key !== "string" || !key.startsWith("group/")) return undefined;
  const name = key.slice("group/".length);
  return name.split(".").length < 3 ? `ansible.builtin.${name}` : name;
}

/** @returns A finding for every `module_defaults` of a group that there is not. */
export function unknownGroupsOf(
  playbook: LoadedPlaybook,
  groups: ModuleGroups,
): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const visit = (layer: Layer) => {
    for (const { value, position } of settings(layer, "module_defaults")) {
      const mappings = (Array.isArray(value) ? value : [value]).filter(isDict);
      for (const key of mappings.flatMap((one) => [...one.keys()])) {
        const group = groupOf(key);
        if (group === undefined || group.includes("{{") || groups.group(group)) continue;
        found.set(group, {
          rule: "unknown-group",
          severity: "error",
          message: `Error loading module_defaults: could not resolve the module_defaults group ` +
            group,
          position: position ?? { file: playbook.file, line: 1, column: 1 },
        });
      }
    }
  };
  for (const play of playbook.plays) {
    visit(play.layer);
    for (const { layer } of allTasks(play)) visit(layer);
  }
  return [...found.values()];
}
