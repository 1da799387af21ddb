import { joinPath } from "../../base/posix_path.ts";
import type { YamlMapping } from "../../source/yaml_node.ts";
import type { Inventory } from "./inventory.ts";
import type { InventoryGroup, InventoryHost } from "./inventory_group.ts";
import { InventoryVar, type VarOrigin } from "./inventory_var.ts";
import { LayeredMap } from "./layered_map.ts";
import { mergedVars } from "./merged_vars.ts";
import { VarsFolder, type VarsPorts } from "./vars_folder.ts";

/** Where `group_vars` and `host_vars` folders may be. */
export interface VarsPlaces {
  /** The folders of the inventory sources, in the order of the sources. */
  readonly inventoryFolders: readonly string[];
  /** The folder of the playbook, if there is one. */
  readonly playbookFolder: string | undefined;
  /** What becomes of a dict that several places set: the strongest counts if left out. */
  readonly hashBehaviour?: "replace" | "merge";
}

/** Whether the files beside the playbook count, too. */
export type FilesFrom = "inventory" | "everywhere";

type Vars = ReadonlyMap<string, InventoryVar>;

interface Side {
  readonly name: "inventory" | "playbook";
  readonly groupFolders: readonly VarsFolder[];
  readonly hostFolders: readonly VarsFolder[];
}

/**
 * The variables that hosts have from the inventory: levels 3 to 10 of Ansible's precedence. Files
 * are read when a host of theirs is first asked for, and what hosts of the same groups share is put
 * together once.
 */
export class EffectiveVars {
  readonly #inventory: Inventory;
  readonly #sides: readonly [Side, Side];
  readonly #hashBehaviour: "replace" | "merge";
  #version = -1;
  #byHost = new Map<InventoryHost, Vars>();
  #byGroups = new Map<string, readonly Vars[]>();

  constructor(inventory: Inventory, places: VarsPlaces, ports: VarsPorts) {
    this.#inventory = inventory;
    const side = (name: Side["name"], folders: readonly string[]): Side => ({
      name,
      groupFolders: folders.map((path) => new VarsFolder(joinPath(path, "group_vars"), ports)),
      hostFolders: folders.map((path) => new VarsFolder(joinPath(path, "host_vars"), ports)),
    });
    const { inventoryFolders, playbookFolder, hashBehaviour = "replace" } = places;
    this.#hashBehaviour = hashBehaviour;
    this.#sides = [
      side("inventory", inventoryFolders),
      side("playbook", playbookFolder === undefined ? [] : [playbookFolder]),
    ];
  }

  /**
   * @returns The variables of a host; of a name set more than once, the strongest.
   * @throws {DiagnosticError} If one of its files cannot be read as variables.
   */
  ofHost(host: InventoryHost): Vars {
    this.#refresh();
    let vars = this.#byHost.get(host);
    if (vars === undefined) {
      vars = this.#hashBehaviour === "merge"
        ? mergedVars(this.layers(host))
        : new LayeredMap(this.layers(host));
      this.#byHost.set(host, vars);
    }
    return vars;
  }

  /** @returns Every place that sets variables for a host, the strongest first. */
  layers(host: InventoryHost): readonly Vars[] {
    this.#refresh();
    const groups = this.#inventory.groupsOf(host);
    const key = groups.map((group) => group.name).join("\0");
    let shared = this.#byGroups.get(key);
    if (shared === undefined) {
      shared = this.#groupLayers(groups);
      this.#byGroups.set(key, shared);
    }
    return [...this.#hostLayers(host), ...shared];
  }

  /** @returns What a group sets itself, in the inventory and in files. */
  ofGroup(group: InventoryGroup, from: FilesFrom = "everywhere"): Vars {
    const files = this.#sidesOf(from).map((side) => groupFileVars(side, group));
    return new LayeredMap([...files.reverse(), group.vars]);
  }

  /** @returns What is set for a host itself, in the inventory and in files. */
  ofHostAlone(host: InventoryHost, from: FilesFrom = "everywhere"): Vars {
    return new LayeredMap(this.#hostLayers(host, from));
  }

  #sidesOf(from: FilesFrom): readonly Side[] {
    return from === "inventory" ? this.#sides.slice(0, 1) : this.#sides;
  }

  #hostLayers(host: InventoryHost, from: FilesFrom = "everywhere"): readonly Vars[] {
    const { name, vars } = host;
    const files = this.#sidesOf(from).map((side) =>
      fileVars(side.hostFolders, name, `${side.name} host_vars`)
    );
    return [...files.reverse(), vars];
  }

  /** The strongest first: files of groups, files of `all`, the inventory's groups, its `all`. */
  #groupLayers(groups: readonly InventoryGroup[]): readonly Vars[] {
    const { all } = this.#inventory;
    const weakestFirst = [
      all.vars,
      ...groups.map((group) => group.vars),
      ...this.#sides.map((side) => groupFileVars(side, all)),
      ...this.#sides.flatMap((side) => groups.map((group) => groupFileVars(side, group))),
    ];
    return weakestFirst.reverse().filter((vars) => vars.size > 0);
  }

  #refresh(): void {
    if (this.#version === this.#inventory.version) return;
    this.#version = this.#inventory.version;
    this.#byHost = new Map();
    this.#byGroups = new Map();
  }
}

function groupFileVars(side: Side, group: InventoryGroup): Vars {
  const origin = group.name === "all" ? "group_vars/all" : "group_vars";
  return fileVars(side.groupFolders, group.name, `${side.name} ${origin}`);
}

const NO_VARS: Vars = new Map();

function fileVars(folders: readonly VarsFolder[], owner: string, origin: VarOrigin): Vars {
  let vars: Map<string, InventoryVar> | undefined;
  for (const folder of folders) {
    for (const mapping of folder.mappings(owner)) {
      vars ??= new Map();
      addMapping(vars, mapping, { origin, owner });
    }
  }
  return vars ?? NO_VARS;
}

function addMapping(
  vars: Map<string, InventoryVar>,
  mapping: YamlMapping,
  place: { readonly origin: VarOrigin; readonly owner: string },
): void {
  for (const { key, value } of mapping.entries) {
    const position = () => key.position;
    vars.set(key.text, new InventoryVar({ ...place, value: value.value, position }));
  }
}
