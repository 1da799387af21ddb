import { HostPatternError, selectHosts, splitHostPattern } from "../inventory/host_pattern.ts";
import type { Inventory } from "../inventory/inventory.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { Value } from "../../base/value.ts";
import type { LoadedPlay, LoadedTask, Written } from "../playbook/model.ts";
import { setting } from "../playbook/inherited.ts";
import { isTemplate } from "../playbook/static_names.ts";
import type { Found } from "./found.ts";

/** Finds patterns of hosts that match nothing in an inventory, nor what tasks add to it. */
export class HostPatterns {
  readonly #inventory: Inventory;
  readonly #added = new Set<string>();
  readonly #delegations = new Map<Written, string>();
  #isOpen = false;

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  /** Takes in the hosts and groups that a task adds, and the one it is delegated to. */
  task(task: LoadedTask): void {
    const delegation = setting(task.layer, "delegate_to");
    if (typeof delegation?.value === "string") {
      this.#delegations.set(delegation, delegation.value);
    }
    if (task.module !== "add_host" && task.module !== "group_by") return;
    if (task.argsTemplate !== undefined) this.#isOpen = true;
    for (const { key, value } of task.args) if (ADDING.has(key)) this.#add(value);
  }

  /** @returns A finding for every part of a play's hosts that matches nothing. */
  play(play: LoadedPlay): readonly Found[] {
    if (this.#isOpen) return [];
    return literalParts(play.hosts).flatMap((part) => this.#part(part));
  }

  /** @returns A finding for every host that tasks are delegated to and that nobody lists. */
  delegations(): readonly Found[] {
    if (this.#isOpen) return [];
    return [...this.#delegations].flatMap(([{ position }, name]) => {
      const { hosts, groups } = this.#inventory;
      // A name with a dot or a colon may well be an address.
      const isKnown = hosts.has(name) || this.#added.has(name) || name === "localhost";
      if (isKnown || isTemplate(name) || /[.:]/.test(name)) return [];
      const near = suggestion(name, [...hosts.keys(), "localhost"]);
      return [{
        rule: "unlisted-host" as const,
        message: groups.has(name)
          ? `'${name}' is a group: a task is delegated to one host`
          : `No inventory has the host '${name}': it is connected to by this name`,
        ...(groups.has(name) || near === undefined ? {} : { hint: `Did you mean '${near}'?` }),
        ...(position === undefined ? {} : { position }),
      }];
    });
  }

  #add(value: Value): void {
    for (const text of Array.isArray(value) ? value : [value]) {
      if (typeof text !== "string") continue;
      if (isTemplate(text)) this.#isOpen = true;
      else text.split(",").forEach((name) => this.#added.add(name.trim()));
    }
  }

  #part(part: string): readonly Found[] {
    const name = part.replace(/^[&!]/, "");
    if (this.#added.has(name.replace(/\[.*\]$/, "")) || !this.#matchesNothing(name)) return [];
    const near = suggestion(name, [
      ...this.#inventory.groups.keys(),
      ...this.#inventory.hosts.keys(),
    ]);
    return [{
      rule: "unmatched-host",
      message: `Could not match supplied host pattern, ignoring: ${name}`,
      ...(near === undefined ? {} : { hint: `Did you mean '${near}'?` }),
    }];
  }

  #matchesNothing(name: string): boolean {
    try {
      return selectHosts(this.#inventory, [name]).warnings.length > 0;
    } catch (error) {
      // A subscript that is out of range.
      if (error instanceof HostPatternError) return true;
      throw error;
    }
  }
}

const ADDING: ReadonlySet<string> = new Set(["name", "host", "hostname", "groups", "group", "key"]);

/** The parts of a pattern that hold no template, whose own text may look like several parts. */
function literalParts(pattern: string): readonly string[] {
  const literal = pattern.replace(/\{\{.*?\}\}/gs, TEMPLATE);
  return splitHostPattern(literal).filter((part) => !part.includes(TEMPLATE) && !isTemplate(part));
}

const TEMPLATE = "\0";
