import type { AnsibleTemplating } from "../../engine/executor/ansible_templating.ts";
import { evaluatedTags } from "../../engine/executor/evaluated_tags.ts";
import { Keywords } from "../../engine/executor/keywords.ts";
import type { RunOptions } from "../../engine/executor/options.ts";
import { playHosts } from "../../engine/executor/play_hosts.ts";
import { playName } from "../../engine/executor/play_name.ts";
import { PlayState, type VarsFileReader } from "../../engine/executor/play_state.ts";
import { defaultAnswers } from "../../engine/executor/prompt.ts";
import { requirePlay } from "../../engine/executor/require_play.ts";
import { mistakeOf } from "../../engine/executor/run.ts";
import { isSelected } from "../../engine/executor/tags.ts";
import { Variables } from "../../engine/executor/variables.ts";
import type { SelectedInventory } from "../../engine/inventory/selected_inventory.ts";
import { type ListedPlay, listPlaybook } from "../../engine/playbook/list.ts";
import type { LoadedPlay, LoadedPlaybook } from "../../engine/playbook/model.ts";
import { NO_HOSTS } from "../../engine/output/host_results.ts";
import { CommandError } from "../command_error.ts";
import type { RunRequest } from "./run_command.ts";

/** What `--list-hosts`, `--list-tasks` and `--list-tags` look at. */
export interface ListOptions {
  readonly playbooks: readonly LoadedPlaybook[];
  readonly inventory: SelectedInventory;
  readonly templating: AnsibleTemplating;
  readonly readVars: VarsFileReader;
  readonly run: RunOptions;
  readonly warn: (message: string) => void;
}

/**
 * @returns What is printed instead of running, or `undefined` if nothing is asked for.
 * @throws {CommandError} If a template fails that a play needs before it has hosts.
 */
export function listPlaybooks(given: RunRequest, options: ListOptions): string | undefined {
  try {
    return listing(given, options);
  } catch (error) {
    const mistake = mistakeOf(error);
    if (mistake === undefined) throw error;
    throw new CommandError(mistake.message, { cause: error, exitCode: mistake.exitCode });
  }
}

function listing(given: RunRequest, options: ListOptions): string | undefined {
  const shows = new Set<"hosts" | "tasks" | "tags">();
  if (given.listHosts) shows.add("hosts");
  if (given.listTasks) shows.add("tasks");
  if (given.listTags) shows.add("tags");
  if (given.pattern !== undefined) {
    return given.listHosts ? hostLines(given.pattern, options) : undefined;
  }
  if (shows.size === 0 && !given.syntaxCheck) return undefined;
  const about = listedPlays(options);
  return options.playbooks.map((playbook, index) => {
    const path = given.playbooks[index] ?? playbook.file;
    if (shows.size > 0) {
      const selects = (tags: readonly string[]) => isSelected(tags, options.run.tags);
      return listPlaybook(playbook, { shows, path, about, selects });
    }
    playbook.plays.forEach(about);
    return `\nplaybook: ${path}\n`;
  }).join("");
}

function listedPlays(
  { inventory, templating, readVars: read, run, warn }: ListOptions,
): (play: LoadedPlay) => ListedPlay {
  const variables = new Variables({ templating, inventory }, run, new Map());
  const { forks, extraVars } = run;
  return (play) => {
    const prompted = defaultAnswers(play, { templating, extraVars });
    const scope = variables.playScope(new PlayState(play, { prompted, read, forks }));
    requirePlay(new Keywords(play.layer, scope));
    const patterns = playHosts(play, scope);
    const { hosts, warnings } = inventory.match(patterns.join(","));
    warnings.forEach(warn);
    return {
      name: playName(play, scope),
      patterns,
      hosts,
      tagsOf: (tagged) => evaluatedTags(tagged, () => scope),
    };
  };
}

function hostLines(pattern: string, { inventory, warn }: ListOptions): string {
  const { hosts, warnings } = inventory.match(pattern);
  warnings.forEach(warn);
  if (hosts.length === 0) warn(NO_HOSTS);
  return [`  hosts (${hosts.length}):`, ...hosts.map((host) => `    ${host}`)].join("\n") + "\n";
}
