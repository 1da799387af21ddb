import type { Position } from "../../base/position.ts";
import type { Value } from "../../base/value.ts";
import { compareCodePoints } from "../../base/compare_code_points.ts";
import type { Var } from "../../wire/domain.ts";
import type { Inventory as ParsedInventory } from "../../wire/inventory.ts";
import {
  type InventoryGroup,
  type InventoryHost,
  pathDown,
  withDescendants,
} from "./inventory_group.ts";
import { InventoryVar, type VarOrigin } from "./inventory_var.ts";

/** Names that stand for the controller itself. */
export const LOCALHOST_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1"]);

/** Adding a group would make it its own ancestor. */
export class GroupCycleError extends Error {
  override readonly name = "GroupCycleError";
  /** The groups of the circle; the first is also the last. */
  readonly path: readonly string[];

  constructor(path: readonly string[]) {
    const [parent, child] = path;
    super(
      `Adding group '${child}' as child to '${parent}' creates a recursive dependency loop: ` +
        path.join(" > "),
    );
    this.path = path;
  }
}

/**
 * Hosts and groups of all sources. `all` and `ungrouped` are always there; after
 * {@link Inventory.reconcile} every group is below `all`, and a host that is in no other group is in
 * `ungrouped`.
 */
export class Inventory {
  readonly #hosts = new Map<string, InventoryHost>();
  readonly #groups = new Map<string, InventoryGroup>();
  readonly #warnings: string[] = [];
  /** The host that `localhost` means: the first one named so, else the implicit one. */
  #localhost: InventoryHost | undefined;
  #hostsOf = new Map<InventoryGroup, readonly InventoryHost[]>();
  #depths = new Map<InventoryGroup, number>();
  #version = 0;

  constructor() {
    const all = this.#addGroup("all", undefined);
    link(all, this.#addGroup("ungrouped", undefined));
  }

  /** In the order in which they were first named, without an implicit localhost. */
  get hosts(): ReadonlyMap<string, InventoryHost> {
    return this.#hosts;
  }

  get groups(): ReadonlyMap<string, InventoryGroup> {
    return this.#groups;
  }

  /** What to tell the user, in Ansible's words. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** Changes whenever the inventory does. */
  get version(): number {
    return this.#version;
  }

  get all(): InventoryGroup {
    return this.#addGroup("all", undefined);
  }

  /** @returns The host; for a name of the controller, one is made up if there is none. */
  host(name: string): InventoryHost | undefined {
    const host = this.#hosts.get(name);
    if (host !== undefined || !LOCALHOST_NAMES.has(name)) return host;
    return this.#localhost ??= implicitLocalhost(name);
  }

  /** @returns The hosts of a group and of those below it, each once, in inventory order. */
  hostsOf(group: InventoryGroup): readonly InventoryHost[] {
    let hosts = this.#hostsOf.get(group);
    if (hosts === undefined) {
      const found = new Set<InventoryHost>();
      for (const member of withDescendants(group)) for (const host of member.hosts) found.add(host);
      hosts = [...found];
      this.#hostsOf.set(group, hosts);
    }
    return hosts;
  }

  /**
   * @returns The groups of a host and all above them but `all`, from the weakest to the strongest:
   * by depth, then by priority, then by name.
   */
  groupsOf(host: InventoryHost): readonly InventoryGroup[] {
    const found = new Set<InventoryGroup>(host.groups);
    for (const group of found) for (const parent of group.parents) found.add(parent);
    found.delete(this.all);
    return [...found].sort((a, b) =>
      this.#depth(a) - this.#depth(b) || a.priority - b.priority ||
      compareCodePoints(a.name, b.name)
    );
  }

  /**
   * Adds what one source says; values of later sources win.
   *
   * @throws {GroupCycleError} If a group would become its own ancestor; nothing is added then.
   */
  add(parsed: ParsedInventory, source: string): void {
    this.#checkCycles(parsed);
    this.#changed();
    for (const { name, position } of parsed.groups) this.#addGroup(name, position);
    for (const { name, vars, position } of parsed.hosts) {
      const host = this.#addHost(name, { source, position });
      for (const item of vars) host.vars.set(item.key, parsedVar(item, "inventory host", name));
    }
    for (const parsedGroup of parsed.groups) {
      const group = this.#addGroup(parsedGroup.name, undefined);
      for (const name of parsedGroup.hosts) {
        const host = this.#hosts.get(name) ?? this.#addHost(name, { source, position: undefined });
        enroll(host, group);
      }
      for (const name of parsedGroup.children) link(group, this.#addGroup(name, undefined));
      for (const item of parsedGroup.vars) setGroupVar(group, item);
    }
  }

  /** Puts every group below `all` and every host into a group; call it after adding. */
  reconcile(): void {
    this.#changed();
    const all = this.all;
    const ungrouped = this.#addGroup("ungrouped", undefined);
    for (const group of this.#groups.values()) {
      if (group !== all && group.parents.size === 0) link(all, group);
    }
    for (const host of this.#hosts.values()) {
      const isGrouped = [...host.groups].some((group) => group !== all && group !== ungrouped);
      if (isGrouped && host.groups.delete(ungrouped)) ungrouped.hosts.delete(host);
      else if (!isGrouped) enroll(host, ungrouped);
    }
    for (const name of this.#groups.keys()) {
      if (this.#hosts.has(name)) this.#warn(`Found both group and host with same name: ${name}`);
    }
  }

  /** `add_host`. @returns Whether anything is new. */
  addHost(
    name: string,
    options: { readonly groups: readonly string[]; readonly vars: ReadonlyMap<string, Value> },
  ): boolean {
    let isNew = !this.#hosts.has(name);
    const host = this.#addHost(name, { source: undefined, position: undefined });
    for (const [key, value] of options.vars) {
      isNew ||= host.vars.get(key)?.value !== value;
      const fields = { origin: "add_host", owner: name, value, position: undefined } as const;
      host.vars.set(key, new InventoryVar(fields));
    }
    for (const groupName of options.groups) {
      const group = this.#addGroup(groupName, undefined);
      isNew ||= !group.hosts.has(host);
      enroll(host, group);
    }
    this.reconcile();
    return isNew;
  }

  /**
   * `group_by`. @returns Whether anything is new.
   *
   * @throws {GroupCycleError} If a parent is below the group.
   */
  addToGroup(
    name: string,
    options: { readonly group: string; readonly parents: readonly string[] },
  ): boolean {
    const host = this.host(name);
    if (host === undefined) return false;
    const group = this.#addGroup(options.group, undefined);
    let isNew = !this.hostsOf(group).includes(host);
    for (const parentName of options.parents) {
      const parent = this.#addGroup(parentName, undefined);
      const path = pathDown(group, parent);
      if (path !== undefined) throw new GroupCycleError([parentName, ...path]);
      isNew ||= !parent.children.has(group);
      link(parent, group);
    }
    enroll(host, group);
    this.reconcile();
    return isNew;
  }

  /** Takes all other hosts out: what `--limit` does to a list. */
  keepHosts(kept: ReadonlySet<InventoryHost>): void {
    this.#changed();
    for (const host of this.#hosts.values()) {
      if (kept.has(host)) continue;
      this.#hosts.delete(host.name);
      for (const group of host.groups) group.hosts.delete(host);
    }
  }

  #addGroup(name: string, position: Position | undefined): InventoryGroup {
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = {
        name,
        position,
        vars: new Map(),
        hosts: new Set(),
        children: new Set(),
        parents: new Set(),
        priority: 1,
      };
      this.#groups.set(name, group);
    }
    return group;
  }

  #addHost(
    name: string,
    origin: { readonly source: string | undefined; readonly position: Position | undefined },
  ): InventoryHost {
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const { source, position } = origin;
    const [vars, groups] = [new Map<string, InventoryVar>(), new Set<InventoryGroup>()];
    const host = { name, isImplicit: false, source, position, vars, groups };
    this.#hosts.set(name, host);
    if (LOCALHOST_NAMES.has(name)) this.#nameLocalhost(host);
    return host;
  }

  #nameLocalhost(host: InventoryHost): void {
    if (this.#localhost === undefined || this.#localhost.isImplicit) this.#localhost = host;
    else {
      this.#warn(
        `A duplicate localhost-like entry was found (${host.name}). ` +
          `First found localhost was ${this.#localhost.name}`,
      );
    }
  }

  /** Looks at the groups as they would be, so that nothing has to be undone. */
  #checkCycles(parsed: ParsedInventory): void {
    const below = new Map<string, Set<string>>();
    for (const { name, children } of this.#groups.values()) {
      below.set(name, new Set(Array.from(children, (child) => child.name)));
    }
    for (const { name, children } of parsed.groups) {
      below.set(name, (below.get(name) ?? new Set()).union(new Set(children)));
    }
    const done = new Set<string>();
    const visit = (name: string, trail: readonly string[]): void => {
      const start = trail.indexOf(name);
      if (start !== -1) throw new GroupCycleError([...trail.slice(start), name]);
      if (done.has(name)) return;
      for (const child of below.get(name) ?? []) visit(child, [...trail, name]);
      done.add(name);
    };
    for (const name of below.keys()) visit(name, []);
  }

  /** The longest way down from `all`. */
  #depth(group: InventoryGroup): number {
    let depth = this.#depths.get(group);
    if (depth === undefined) {
      depth = 0;
      for (const parent of group.parents) depth = Math.max(depth, this.#depth(parent) + 1);
      this.#depths.set(group, depth);
    }
    return depth;
  }

  #changed(): void {
    this.#version++;
    this.#hostsOf = new Map();
    this.#depths = new Map();
  }

  #warn(message: string): void {
    if (!this.#warnings.includes(message)) this.#warnings.push(message);
  }
}

function link(parent: InventoryGroup, child: InventoryGroup): void {
  parent.children.add(child);
  child.parents.add(parent);
}

function enroll(host: InventoryHost, group: InventoryGroup): void {
  host.groups.add(group);
  group.hosts.add(host);
}

function setGroupVar(group: InventoryGroup, item: Var): void {
  const origin = group.name === "all" ? "inventory all" : "inventory group";
  const variable = parsedVar(item, origin, group.name);
  if (item.key !== "ansible_group_priority") {
    group.vars.set(item.key, variable);
    return;
  }
  const priority = Number(variable.value);
  if (Number.isInteger(priority)) group.priority = priority;
}

function parsedVar(item: Var, origin: VarOrigin, owner: string): InventoryVar {
  return new InventoryVar({ origin, owner, json: item.value, position: item.position });
}

function implicitLocalhost(name: string): InventoryHost {
  const variable = (value: string) =>
    new InventoryVar({ origin: "inventory host", owner: name, value, position: undefined });
  return {
    name,
    isImplicit: true,
    source: undefined,
    position: undefined,
    vars: new Map([
      ["ansible_connection", variable("local")],
      ["ansible_python_interpreter", variable("/usr/bin/python3")],
    ]),
    groups: new Set(),
  };
}
