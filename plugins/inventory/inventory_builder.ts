import type { Position } from "../../lib/base/position.ts";
import type { Value } from "../../lib/base/value.ts";
import { valueToJson } from "../../lib/base/value_json.ts";
import type { Group, Host, Inventory, Var } from "../../lib/plugin/sdk.ts";

/** A host to be added to a group. */
export interface HostEntry {
  readonly name: string;
  readonly group: string;
  readonly port: number | undefined;
  readonly position: Position | undefined;
}

/** A variable to be set. */
export interface VarEntry {
  readonly key: string;
  readonly value: Value;
  readonly position: Position | undefined;
}

interface HostDraft {
  readonly name: string;
  readonly vars: Map<string, Var>;
  readonly position: Position | undefined;
}

interface GroupDraft {
  readonly name: string;
  readonly hosts: Set<string>;
  readonly children: Set<string>;
  readonly vars: Map<string, Var>;
  readonly position: Position | undefined;
}

/** In Ansible's words. */
const ITSELF = "can't add group to itself";
const INVALID_IN_GROUP_NAME = /^\p{Nd}|[^\p{L}\p{N}_]/u;

/** Collects what a parser finds; hosts and groups keep the order in which they were found. */
export class InventoryBuilder {
  readonly #hosts = new Map<string, HostDraft>();
  readonly #groups = new Map<string, GroupDraft>();
  readonly #warnings = new Set<string>();

  get warnings(): readonly string[] {
    return [...this.#warnings];
  }

  warn(message: string): void {
    this.#warnings.add(message);
  }

  hasGroup(name: string): boolean {
    return this.#groups.has(name);
  }

  addGroup(name: string, position: Position | undefined): void {
    if (this.#groups.has(name)) return;
    if (INVALID_IN_GROUP_NAME.test(name)) {
      this.warn(
        "Invalid characters were found in group names but not replaced, use -vvvv to see details",
      );
    }
    const lists = { hosts: new Set<string>(), children: new Set<string>() };
    this.#groups.set(name, { name, ...lists, vars: new Map(), position });
  }

  /** @throws {TypeError} If the child is the group itself or above it. */
  addChild(parent: string, child: string): void {
    if (parent === child) throw new TypeError(ITSELF);
    this.addGroup(parent, undefined);
    this.addGroup(child, undefined);
    const path = this.#pathBetween(child, parent);
    if (path !== undefined) {
      const cycle = [parent, ...path].join(" > ");
      throw new TypeError(
        `Adding group '${child}' as child to '${parent}' creates a recursive dependency loop: ` +
          cycle,
      );
    }
    this.#groups.get(parent)?.children.add(child);
  }

  addHost(entry: HostEntry): void {
    const { name, group, port, position } = entry;
    let host = this.#hosts.get(name);
    if (host === undefined) {
      host = { name, vars: new Map(), position };
      this.#hosts.set(name, host);
      if (port !== undefined) this.setHostVar(name, { key: "ansible_port", value: port, position });
    }
    this.addGroup(group, undefined);
    this.#groups.get(group)?.hosts.add(name);
  }

  /** As in Ansible, the variables of a host that is named like a group go to the group. */
  setHostVar(host: string, entry: VarEntry): void {
    const target = this.#groups.get(host) ?? this.#hosts.get(host);
    if (target !== undefined) setVar(target.vars, entry);
  }

  setGroupVar(group: string, entry: VarEntry): void {
    const target = this.#groups.get(group);
    if (target !== undefined) setVar(target.vars, entry);
  }

  finish(): Inventory {
    return {
      hosts: Array.from(this.#hosts.values(), finishHost),
      groups: Array.from(this.#groups.values(), finishGroup),
    };
  }

  /** @returns The names from `from` down to `to`, or `undefined` if `to` is not at or below it. */
  #pathBetween(from: string, to: string): readonly string[] | undefined {
    const trails: string[][] = [[from]];
    const seen = new Set([from]);
    for (let trail = trails.pop(); trail !== undefined; trail = trails.pop()) {
      const last = trail.at(-1) ?? from;
      if (last === to) return trail;
      for (const child of this.#groups.get(last)?.children ?? []) {
        if (seen.has(child)) continue;
        seen.add(child);
        trails.push([...trail, child]);
      }
    }
    return undefined;
  }
}

function setVar(vars: Map<string, Var>, { key, value, position }: VarEntry): void {
  const text = valueToJson(value);
  vars.set(key, position === undefined ? { key, value: text } : { key, value: text, position });
}

function finishHost({ name, vars, position }: HostDraft): Host {
  const address = literalText(vars.get("ansible_host")?.value);
  const port = Number(vars.get("ansible_port")?.value);
  return {
    name,
    vars: [...vars.values()],
    ...(address === undefined ? {} : { address }),
    ...(Number.isInteger(port) ? { port } : {}),
    ...(position === undefined ? {} : { position }),
  };
}

function finishGroup({ name, hosts, children, vars, position }: GroupDraft): Group {
  return {
    name,
    hosts: [...hosts],
    children: [...children],
    vars: [...vars.values()],
    ...(position === undefined ? {} : { position }),
  };
}

/** @returns The text that JSON text holds, unless it is another type or a template. */
function literalText(json: string | undefined): string | undefined {
  if (json === undefined || !json.startsWith('"') || json.includes("{{")) return undefined;
  return String(JSON.parse(json));
}
