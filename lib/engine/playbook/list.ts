import { compareCodePoints } from "../../base/compare_code_points.ts";
import { toRepr } from "../template/text.ts";
import { displayName, tags } from "./inherited.ts";
import type { LoadedNode, LoadedPlay, LoadedPlaybook, LoadedTask } from "./model.ts";

/** What `--list-hosts`, `--list-tasks` and `--list-tags` ask for. */
export interface Listing {
  readonly shows: ReadonlySet<"hosts" | "tasks" | "tags">;
  /** The playbook as it was named on the command line. */
  readonly path: string;
  /** @returns What is known of a play without running it. */
  readonly about: (play: LoadedPlay) => ListedPlay;
  /** Whether `--tags` and `--skip-tags` select a task with these tags. */
  readonly selects: (tags: readonly string[]) => boolean;
}

/** A play whose templates are evaluated. */
export interface ListedPlay {
  readonly name: string;
  /** The patterns of its hosts. */
  readonly patterns: readonly string[];
  /** The names of its hosts, in the order to show them. */
  readonly hosts: readonly string[];
  readonly tagsOf: (tagged: Pick<LoadedTask, "tags" | "position">) => readonly string[];
}

/**
 * @returns What ansible-playbook prints for a playbook instead of running it. Tasks of `rescue` and
 * `always`, handlers, and what dynamic includes bring are not listed; tags are in order.
 */
export function listPlaybook(playbook: LoadedPlaybook, listing: Listing): string {
  const plays = playbook.plays.map((play, index) => listPlay(play, index + 1, listing));
  return `\nplaybook: ${listing.path}\n${plays.join("")}`;
}

function listPlay(play: LoadedPlay, number: number, listing: Listing): string {
  const { shows } = listing;
  const { name, patterns, hosts, tagsOf } = listing.about(play);
  const own = tagsOf({ ...play, tags: tags(play.layer) });
  let text = `\n  play #${number} (${patterns.join(",")}): ${name}\tTAGS: [${
    inOrder(own).join(",")
  }]\n`;
  if (shows.has("hosts")) {
    text += `    pattern: ${toRepr([...patterns])}\n    hosts (${hosts.length}):\n`;
    for (const host of hosts) text += `      ${host}\n`;
  }
  if (!shows.has("tasks") && !shows.has("tags")) return text;
  const all = new Set(own);
  if (shows.has("tasks")) text += "    tasks:\n";
  for (const task of tasksOf([...play.preTasks, ...play.tasks, ...play.postTasks])) {
    const tagged = tagsOf(task);
    if (!listing.selects(tagged)) continue;
    for (const tag of tagged) all.add(tag);
    if (!shows.has("tasks")) continue;
    const shown = task.name === undefined ? task.writtenModule : displayName(task);
    text += `      ${shown}\tTAGS: [${inOrder(tagged).join(", ")}]\n`;
  }
  if (shows.has("tags")) text += `      TASK TAGS: [${inOrder([...all]).join(", ")}]\n`;
  return text;
}

function tasksOf(nodes: readonly LoadedNode[]): readonly LoadedTask[] {
  return nodes.flatMap((node) => {
    if (node.kind === "task") return [node];
    return node.kind === "block" ? tasksOf(node.block) : [];
  });
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareCodePoints);
}
