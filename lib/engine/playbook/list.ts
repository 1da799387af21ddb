import { compareCodePoints } from "../../base/compare_code_points.ts";
import { toRepr } from "../template/text.ts";
import { displayName, tags } from "./inherited.ts";
import type { LoadedNode, LoadedPlay, LoadedPlaybook, LoadedTask } from "./model.ts";

/** What `--list-hosts`, `--list-tasks` and `--list-tags` ask for. */
export interface Listing {
  readonly shows: ReadonlySet<"hosts" | "tasks" | "tags">;
  /** The playbook as it was named on the command line. */
  readonly path: string;
  /** The names of the hosts of a play, in the order to show them. */
  readonly hosts: (play: LoadedPlay) => readonly string[];
  /** Whether `--tags` and `--skip-tags` select a task. */
  readonly selects: (task: LoadedTask) => boolean;
  /** Evaluates what may be a template: names of plays, patterns, tags. */
  readonly render: (text: string, play: LoadedPlay) => string;
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
  const { shows, render } = listing;
  const own = tags(play.layer).map((tag) => render(tag, play));
  const hosts = render(play.hosts, play);
  const name = play.name === undefined ? hosts : render(play.name, play);
  let text = `\n  play #${number} (${hosts}): ${name}\tTAGS: [${inOrder(own).join(",")}]\n`;
  if (shows.has("hosts")) {
    const names = listing.hosts(play);
    text += `    pattern: ${toRepr([hosts])}\n    hosts (${names.length}):\n`;
    for (const host of names) text += `      ${host}\n`;
  }
  if (!shows.has("tasks") && !shows.has("tags")) return text;
  const all = new Set(own);
  if (shows.has("tasks")) text += "    tasks:\n";
  for (const task of tasksOf([...play.preTasks, ...play.tasks, ...play.postTasks])) {
    if (!listing.selects(task)) continue;
    const tagged = task.tags.map((tag) => render(tag, play));
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
