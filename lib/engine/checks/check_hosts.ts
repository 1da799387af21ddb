import { HostPatternError, selectHosts, splitHostPattern } from "../inventory/host_pattern.ts";
import type { Inventory } from "../inventory/inventory.ts";
import { suggestion } from "../../source/suggestion.ts";
import type { Value } from "../../base/value.ts";
import type { LoadedPlay, LoadedTask } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import type { Found } from "./found.ts";

/** Finds patterns of hosts that match nothing in an inventory, nor what tasks add to it. */
export class HostPatterns {
  readonly #inventory: Inventory;
  readonly #added = new Set<string>();
  #isOpen = false;

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  /** Takes in the hosts and groups that a task adds. */
  task(task: LoadedTask): void {
    if (task.module !== "add_host" && task.module !== "group_by") return;
    if (task.argsTemplate !== undefined) this.#isOpen = true;
    for (const { key, value } of task.args) if (ADDING.has(key)) this.#add(value);
  }

  /** @returns A finding for every part of a play's hosts that matches nothing. */
  play(play: LoadedPlay): readonly Found[] {
    if (this.#isOpen || isTemplate(play.hosts)) return [];
    return splitHostPattern(play.hosts).flatMap((part) => this.#part(part));
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
