import type { Value } from "../../base/value.ts";
import type { EffectiveVars } from "./effective_vars.ts";
import { selectHosts, splitHostPattern } from "./host_pattern.ts";
import type { Inventory } from "./inventory.ts";
import type { InventoryVar } from "./inventory_var.ts";
import { MappedVars } from "./mapped_vars.ts";

/** What a run is started with. */
export interface SelectedInventoryOptions {
  readonly inventory: Inventory;
  readonly vars: EffectiveVars;
  /** What `-i` said. */
  readonly sources: readonly string[];
  /** The parts of `--limit`, if there is one. */
  readonly limit: readonly string[] | undefined;
  /** Reads the sources anew. */
  readonly reload?: () => Promise<Pick<SelectedInventoryOptions, "inventory" | "vars">>;
}

/** The inventory as a run sees it: by names, after `--limit`, growing by `add_host`. */
export class SelectedInventory {
  readonly sources: readonly string[];
  #inventory: Inventory;
  #vars: EffectiveVars;
  readonly #reload: SelectedInventoryOptions["reload"];
  /** What tasks have added, to be added again where the sources are read anew. */
  readonly #added: ((inventory: Inventory) => boolean)[] = [];
  readonly #limit: readonly string[] | undefined;
  readonly #varsByHost = new Map<string, { version: number; vars: ReadonlyMap<string, Value> }>();
  #groups: { readonly version: number; readonly names: Map<string, readonly string[]> } | undefined;

  constructor(options: SelectedInventoryOptions) {
    this.sources = options.sources;
    this.#inventory = options.inventory;
    this.#vars = options.vars;
    this.#limit = options.limit;
    this.#reload = options.reload;
  }

  /** `meta: refresh_inventory`: reads the sources anew; what tasks have added stays. */
  async refresh(): Promise<void> {
    if (this.#reload === undefined) throw new Error("Cannot read the inventory anew");
    const { inventory, vars } = await this.#reload();
    this.#inventory = inventory;
    this.#vars = vars;
    this.#varsByHost.clear();
    this.#groups = undefined;
    for (const add of this.#added) add(inventory);
  }

  /** @returns The names of all hosts in inventory order, without the implicit localhost. */
  hostNames(): readonly string[] {
    return this.#inventory.hostsOf(this.#inventory.all).map((host) => host.name);
  }

  /** @returns The hosts that a pattern matches, whatever `--limit` says: what lookups see. */
  matchAll(pattern: string): readonly string[] {
    return names(selectHosts(this.#inventory, splitHostPattern(pattern)).hosts);
  }

  /**
   * @returns The hosts that a pattern matches, after `--limit`, with warnings in Ansible's words.
   * @throws {HostPatternError} If the pattern is malformed or its subscript out of range.
   */
  match(
    pattern: string,
  ): { readonly hosts: readonly string[]; readonly warnings: readonly string[] } {
    const selected = selectHosts(this.#inventory, splitHostPattern(pattern));
    if (this.#limit === undefined) {
      return { hosts: names(selected.hosts), warnings: selected.warnings };
    }
    const limited = selectHosts(this.#inventory, this.#limit);
    const allowed = new Set(limited.hosts);
    return {
      hosts: names(selected.hosts.filter((host) => allowed.has(host))),
      warnings: [...new Set([...selected.warnings, ...limited.warnings])],
    };
  }

  /** @returns Each group's hosts, those of its children included. */
  groups(): ReadonlyMap<string, readonly string[]> {
    const { version, groups } = this.#inventory;
    if (this.#groups?.version !== version) {
      const result = new Map<string, readonly string[]>();
      for (const group of groups.values()) {
        result.set(group.name, names(this.#inventory.hostsOf(group)));
      }
      this.#groups = { version, names: result };
    }
    return this.#groups.names;
  }

  /** @returns The groups of a host without `all`, sorted. */
  groupNames(host: string): readonly string[] {
    const found = this.#inventory.host(host);
    return found === undefined ? [] : names(this.#inventory.groupsOf(found)).toSorted();
  }

  /**
   * @returns The variables of a host from the inventory, as they were written.
   * @throws {DiagnosticError} If one of its files cannot be read as variables.
   */
  vars(host: string): ReadonlyMap<string, Value> {
    const { version } = this.#inventory;
    const known = this.#varsByHost.get(host);
    if (known?.version === version) return known.vars;
    const found = this.#inventory.host(host);
    const vars = found === undefined
      ? new Map<string, Value>()
      : new MappedVars(this.#vars.ofHost(found));
    this.#varsByHost.set(host, { version, vars });
    return vars;
  }

  /** @returns Every place that sets a variable for a host, the strongest first. */
  explain(host: string, name: string): readonly InventoryVar[] {
    const found = this.#inventory.host(host);
    if (found === undefined) return [];
    return this.#vars.layers(found).flatMap((layer) => layer.get(name) ?? []);
  }

  /** @returns The source that first named the host, if it is a file. */
  file(host: string): string | undefined {
    const source = this.#inventory.hosts.get(host)?.source;
    return source === undefined || source.includes(",") ? undefined : source;
  }

  /** `add_host`. @returns Whether anything is new. */
  addHost(
    name: string,
    options: { readonly groups: readonly string[]; readonly vars: ReadonlyMap<string, Value> },
  ): boolean {
    return this.#add((inventory) => inventory.addHost(name, options));
  }

  /** `group_by`. @returns Whether anything is new. */
  addToGroup(host: string, group: string, parents: readonly string[]): boolean {
    return this.#add((inventory) => inventory.addToGroup(host, { group, parents }));
  }

  #add(add: (inventory: Inventory) => boolean): boolean {
    const isNew = add(this.#inventory);
    if (isNew) this.#added.push(add);
    return isNew;
  }
}

function names(items: readonly { readonly name: string }[]): string[] {
  return items.map((item) => item.name);
}
