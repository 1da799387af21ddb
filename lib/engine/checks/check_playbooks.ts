import type { Diagnostic, Finding } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import type { Position } from "../../base/position.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { LoadedPlay, LoadedPlaybook, LoadedTask, Loader } from "../playbook/model.ts";
import { type ModuleGroups, unknownGroupsOf } from "../playbook/unknown_group.ts";
import type { Found } from "./found.ts";
import { HandlerNames } from "./check_handlers.ts";
import { HostPatterns } from "./check_hosts.ts";
import { mayBeSkipped, missingVarsFiles } from "./check_sources.ts";
import type { KnownModules } from "./check_task.ts";
import { withoutIgnored } from "./ignore_comments.ts";
import { Includes } from "./includes.ts";
import { NodeChecks } from "./node_checks.ts";
import { Report } from "./report.ts";
import type { RuleId } from "./rules.ts";
import { type ReadText, SourceIndex } from "../../source/source_index.ts";
import { sexagesimals } from "./yaml_surprises.ts";

/** What is known of the hosts that playbooks are for. */
export interface KnownInventory {
  readonly inventory: Inventory;
  /** Whether there may be hosts and variables that could not be read. */
  readonly isOpen: boolean;
}

/** What playbooks are checked with. */
export interface CheckParts extends KnownModules {
  /** Groups that `module_defaults` can name. */
  readonly moduleGroups?: ModuleGroups;
  readonly files: Files;
  readonly readText: ReadText;
  readonly loader: Loader;
  /** Is told of each playbook before its tasks are checked. */
  readonly loaded?: (playbook: LoadedPlaybook) => void;
  /** @returns What the loader has found since the last time. */
  readonly drain: () => readonly Diagnostic[];
  /** Files of variables of groups and hosts. */
  readonly varsFiles: readonly string[];
  /** Without it nothing is said of undefined variables and hosts. */
  readonly inventory?: KnownInventory;
  /** The names of `-e`. */
  readonly extraVars: Iterable<string>;
}

/**
 * Finds all that is wrong with playbooks and with what they load, roles and includes with it.
 * Nothing is evaluated, and no host is needed.
 *
 * @returns All findings, each once, by file in the order in which files came up, then by place.
 */
export async function checkPlaybooks(
  { playbooks, roles }: CheckedFiles,
  parts: CheckParts,
): Promise<readonly Finding[]> {
  const check = new Check(parts);
  for (const path of playbooks) {
    await check.playbook(await parts.loader.loadPlaybook(path), "whole");
  }
  for (const path of roles) await check.playbook(await parts.loader.loadPlaybook(path), "roles");
  return check.finish();
}

/** What is to be checked, by paths. */
export interface CheckedFiles {
  readonly playbooks: readonly string[];
  /**
   * Playbooks that are made up to load roles: those may count on variables, handlers and roles that
   * the playbooks they are for have.
   */
  readonly roles: readonly string[];
}

class Check {
  readonly #parts: CheckParts;
  readonly #sources: SourceIndex;
  readonly #report = new Report();
  readonly #nodes: NodeChecks;
  readonly #includes: Includes;
  readonly #handlers: HandlerNames;
  readonly #hosts: HostPatterns | undefined;
  readonly #plays: LoadedPlay[] = [];
  /** Whether files of the playbook could not be loaded, which may have tasks and handlers. */
  #lacksFiles = false;

  constructor(parts: CheckParts) {
    this.#parts = parts;
    this.#sources = new SourceIndex(parts.readText);
    this.#handlers = new HandlerNames(this.#sources);
    this.#nodes = new NodeChecks(parts, this.#report, this.#sources);
    this.#includes = new Includes(parts.loader, parts.files);
    const { inventory, extraVars } = parts;
    this.#hosts = inventory && !inventory.isOpen
      ? new HostPatterns(inventory.inventory)
      : undefined;
    const { variables } = this.#nodes;
    if (inventory === undefined || inventory.isOpen) variables.open();
    for (const name of extraVars) variables.define(name);
    if (inventory === undefined) return;
    const { hosts, groups } = inventory.inventory;
    for (const { vars } of [...hosts.values(), ...groups.values()]) {
      for (const name of vars.keys()) variables.define(name);
    }
  }

  async playbook(playbook: LoadedPlaybook, kind: "whole" | "roles"): Promise<void> {
    if (kind === "whole") this.#sources.add(playbook.file);
    this.#nodes.needs = kind === "whole" ? "needed" : "perhaps";
    this.#lacksFiles = false;
    this.#take(kind === "roles" ? "warning" : undefined);
    this.#parts.loaded?.(playbook);
    const { moduleGroups } = this.#parts;
    const groups = moduleGroups === undefined ? [] : unknownGroupsOf(playbook, moduleGroups);
    for (const finding of groups) this.#report.add(finding);
    for (const play of playbook.plays) await this.#play(play, kind);
  }

  finish(): readonly Finding[] {
    for (const file of this.#parts.varsFiles) this.#nodes.varsFile(file);
    this.#take();
    const { variables, words } = this.#nodes;
    for (const finding of variables.findings()) this.#report.add(finding);
    const surprises = words.findings((name) => variables.definitionsOf(name));
    for (const found of surprises) if (found.position) this.#report.addAll([found], found.position);
    for (const finding of this.#handlers.unused()) this.#report.add(finding);
    for (const play of this.#plays) {
      this.#report.addAll(this.#hosts?.play(play) ?? [], play.hostsPosition ?? placeOf(play));
    }
    const [first] = this.#plays;
    if (first !== undefined) this.#report.addAll(this.#hosts?.delegations() ?? [], placeOf(first));
    for (const file of this.#report.files()) this.#sources.add(file);
    const files = this.#sources.files();
    for (const file of files) {
      this.#report.addAll(undecoded(file, this.#sources.lines(file)), { file, line: 1, column: 1 });
      const root = this.#sources.root(file);
      if (root !== undefined) this.#report.addAll(sexagesimals(root), root.position);
    }
    const skipped: RuleId[] = [];
    if (variables.isOpen) skipped.push("undefined-variable", "misspelt-variable");
    if (this.#handlers.isOpen) skipped.push("unused-handler", "unknown-handler");
    if (this.#hosts === undefined) skipped.push("unmatched-host", "unlisted-host");
    const { findings, aboutComments } = withoutIgnored(
      this.#report.findings(),
      files.map((file) => [file, this.#sources.lines(file)]),
      new Set(skipped),
    );
    const kept = new Report();
    for (const one of [...findings, ...aboutComments]) kept.add(one);
    return kept.findings();
  }

  async #play(play: LoadedPlay, kind: "whole" | "roles"): Promise<void> {
    const position = placeOf(play);
    if (kind === "whole") this.#plays.push(play);
    this.#nodes.play(play, position);
    this.#report.addAll(missingVarsFiles(play, this.#parts.files), position);
    const { preTasks, tasks, postTasks, handlers } = play;
    const all = this.#nodes.nodes([...preTasks, ...tasks, ...postTasks, ...handlers], position);
    const brought = await this.#follow([...all], play);
    for (const task of brought.tasks) this.#hosts?.task(task);
    for (
      const finding of this.#handlers.play({
        tasks: brought.tasks,
        handlers: [...handlers, ...brought.handlers],
        included: brought.tasks.filter(({ isHandler }) => isHandler),
        isOpen: brought.isOpen || this.#lacksFiles,
        isPart: kind === "roles",
      })
    ) this.#report.add(finding);
  }

  /** Goes through `tasks` and all that they include; what is included often, once. */
  async #follow(tasks: LoadedTask[], play: LoadedPlay) {
    const handlers: LoadedTask[] = [];
    const seen = new Set<unknown>();
    let isOpen = false;
    for (let index = 0; index < tasks.length; index++) {
      const task = tasks[index];
      if (task === undefined || seen.has(task.layer.settings)) continue;
      const brought = await this.#includes.follow(task, play);
      if (brought === undefined) continue;
      seen.add(task.layer.settings);
      this.#take(mayBeSkipped(task) ? "warning" : undefined);
      if (brought.isOpen) {
        isOpen = true;
        this.#nodes.variables.open();
      }
      const position = task.position ?? placeOf(play);
      for (const included of brought.included) {
        if (included.role !== undefined) this.#nodes.role(included.role, position);
        const found = this.#nodes.nodes([...included.nodes, ...included.handlers], position);
        tasks.push(...found);
        handlers.push(...included.handlers);
      }
    }
    return { tasks, handlers, isOpen };
  }

  /** Takes over what the loader has found; where something is missing, names may be missing too. */
  #take(severity?: "warning"): void {
    for (const diagnostic of this.#parts.drain()) {
      const isMissing = diagnostic.rule.startsWith("missing-");
      const isUnread = diagnostic.rule.startsWith("yaml-") && diagnostic.severity === "error";
      this.#lacksFiles ||= isMissing || isUnread;
      this.#report.add(isMissing && severity ? { ...diagnostic, severity } : diagnostic);
      if (diagnostic.severity === "error") this.#nodes.variables.open();
    }
  }
}

/** Where a text has bytes that are no UTF-8, for the first time. */
function undecoded(file: string, lines: readonly string[]): readonly Found[] {
  const index = lines.findIndex((line) => line.includes("\ufffd"));
  const line = lines[index];
  if (line === undefined) return [];
  return [{
    rule: "file-encoding",
    message: "The file is not UTF-8: what stands here is no character",
    hint: "Save it as UTF-8",
    position: { file, line: index + 1, column: [...line].indexOf("\ufffd") + 1 },
  }];
}

function placeOf(play: LoadedPlay): Position {
  return play.position ?? { file: play.file, line: 1, column: 1 };
}
