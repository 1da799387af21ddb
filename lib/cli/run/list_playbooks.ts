import type { Value } from "../../base/value.ts";
import type { AnsibleTemplating } from "../../engine/executor/ansible_templating.ts";
import { dataLayer, LayeredScope } from "../../engine/executor/scope.ts";
import { isSelected, type TagSelection } from "../../engine/executor/tags.ts";
import type { SelectedInventory } from "../../engine/inventory/selected_inventory.ts";
import { listPlaybook } from "../../engine/playbook/list.ts";
import type { LoadedPlaybook } from "../../engine/playbook/model.ts";
import { NO_HOSTS } from "../../engine/output/host_results.ts";
import type { RunRequest } from "./run_command.ts";

/** What `--list-hosts`, `--list-tasks` and `--list-tags` look at. */
export interface ListOptions {
  readonly playbooks: readonly LoadedPlaybook[];
  readonly inventory: SelectedInventory;
  readonly templating: AnsibleTemplating;
  readonly extraVars: ReadonlyMap<string, Value>;
  readonly tags: TagSelection;
  readonly warn: (message: string) => void;
}

/** @returns What is printed instead of running, or `undefined` if nothing is asked for. */
export function listPlaybooks(given: RunRequest, options: ListOptions): string | undefined {
  const shows = new Set<"hosts" | "tasks" | "tags">();
  if (given.listHosts) shows.add("hosts");
  if (given.listTasks) shows.add("tasks");
  if (given.listTags) shows.add("tags");
  const { playbooks, inventory, templating, extraVars, tags } = options;
  if (given.pattern !== undefined) {
    return given.listHosts ? hostLines(given.pattern, options) : undefined;
  }
  const pathOf = (playbook: LoadedPlaybook) =>
    given.playbooks[playbooks.indexOf(playbook)] ?? playbook.file;
  if (given.syntaxCheck && shows.size === 0) {
    return playbooks.map((playbook) => `\nplaybook: ${pathOf(playbook)}\n`).join("");
  }
  if (shows.size === 0) return undefined;
  const scope = new LayeredScope([dataLayer(extraVars)], templating);
  const render = (text: string) => String(scope.evaluate(text));
  return playbooks.map((playbook) =>
    listPlaybook(playbook, {
      shows,
      path: pathOf(playbook),
      hosts: (play) => inventory.match(render(play.hosts)).hosts,
      selects: (task) => isSelected(task.tags, tags),
      render,
    })
  ).join("");
}

function hostLines(pattern: string, { inventory, warn }: ListOptions): string {
  const { hosts, warnings } = inventory.match(pattern);
  warnings.forEach(warn);
  if (hosts.length === 0) warn(NO_HOSTS);
  return [`  hosts (${hosts.length}):`, ...hosts.map((host) => `    ${host}`)].join("\n") + "\n";
}
