import type { LoadedPlay, LoadedTask } from "../playbook/model.ts";
import { batches } from "./serial.ts";
import { Handlers } from "./handlers.ts";
import { HostState } from "./host_state.ts";
import { type IncludeLoader, Includer } from "./includer.ts";
import { Keywords } from "./keywords.ts";
import { MetaTasks } from "./meta_tasks.ts";
import { NodeRunner } from "./node_runner.ts";
import type { RunOptions } from "./options.ts";
import { orderHosts } from "./order.ts";
import { playHosts } from "./play_hosts.ts";
import { playName } from "./play_name.ts";
import { PlayState } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import { promptFor } from "./prompt.ts";
import type { Sessions } from "./sessions.ts";
import type { StartGate } from "./start_gate.ts";
import type { Stats } from "./stats.ts";
import { requirePlay } from "./require_play.ts";
import { StepGate } from "./step_gate.ts";
import { toText } from "../template/text.ts";
import { Slots } from "./slots.ts";
import { TaskError } from "./task_error.ts";
import type { TaskRunner } from "./task_runner.ts";
import { TaskStep } from "./task_step.ts";
import type { Variables } from "./variables.ts";
import { gatheringTask } from "./gathering.ts";

/** What the plays of a run share. */
export interface PlayParts {
  readonly ports: RunPorts;
  readonly options: RunOptions;
  readonly variables: Variables;
  readonly hosts: Map<string, HostState>;
  readonly stats: Stats;
  readonly runner: TaskRunner;
  readonly sessions: Sessions;
  readonly startGate: StartGate;
  readonly includes: IncludeLoader;
  readonly signal: AbortSignal;
}

/**
 * - `next`: the play after it is to run
 * - `lost`: no host of a batch is left
 * - `broken`: a failure of some hosts was made one of all
 */
export type PlayEnd = "next" | "lost" | "broken";

/** Runs one play after the other. */
export class PlayRunner {
  readonly #parts: PlayParts;

  constructor(parts: PlayParts) {
    this.#parts = parts;
  }

  /** @returns What comes after the play: the next one, or the end of the run. */
  async run(play: LoadedPlay): Promise<PlayEnd> {
    const { ports, variables, hosts } = this.#parts;
    const state = await this.#state(play);
    const scope = variables.playScope(state);
    const keywords = new Keywords(play.layer, scope);
    const pattern = playHosts(play, scope).join(",");
    requirePlay(keywords);
    const strategy = keywords.text("strategy") ?? this.#parts.options.strategy;
    const { isCheck } = this.#parts.options;
    const name = playName(play, scope);
    const matched = ports.inventory.match(pattern);
    const ordered = orderHosts(matched.hosts, keywords.text("order"), ports.random);
    for (const text of matched.warnings) ports.emit({ kind: "message", level: "warning", text });
    const start = () => ports.emit({ kind: "play_start", play: { name, isCheck, strategy } });
    start();
    if (matched.hosts.length === 0) {
      ports.emit({ kind: "no_hosts_matched" });
      return "next";
    }
    this.#follow(state, { keywords, strategy });
    state.name = name;
    for (const host of matched.hosts) {
      if (!hosts.has(host)) hosts.set(host, new HostState(host, ports.factCache));
      hosts.get(host)?.startPlay();
    }
    const isRunning = (host: string) => hosts.get(host)?.isRunning === true;
    state.allHosts = matched.hosts.filter(isRunning);
    for (const batch of batches(ordered.filter(isRunning), keywords.value("serial") ?? null)) {
      if (state.batch.length > 0) start();
      state.batch = batch;
      await this.#batch(state);
      if (state.isBroken) return "broken";
      if (this.#hasLost(batch)) return "lost";
      if (state.isEnded) break;
    }
    return "next";
  }

  async #state(play: LoadedPlay): Promise<PlayState> {
    return new PlayState(play, {
      prompted: await promptFor(play, this.#parts),
      read: (path) => this.#parts.ports.readVars(path),
      forks: this.#parts.options.forks,
    });
  }

  #follow(
    state: PlayState,
    { keywords, strategy }: { readonly keywords: Keywords; readonly strategy: string },
  ): void {
    const kind = strategyOf(strategy);
    state.isFree = kind === "free" || kind === "host_pinned";
    state.isPinned = kind === "host_pinned";
    state.isDebugged = kind === "debug";
    if (state.isFree && this.#parts.options.isStepwise) {
      throw new TaskError(
        `Cannot step through a play of strategy ${strategy}: only linear has steps`,
      );
    }
    state.maxFailPercentage = keywords.number("max_fail_percentage");
  }

  /** A whole pass through the play for some of its hosts, handlers included. */
  async #batch(state: PlayState): Promise<void> {
    const members = state.batch
      .map((name) => this.#parts.hosts.get(name))
      .filter((host) => host !== undefined);
    if (state.play.varsFiles.length > 0) this.#readVarsFiles(state, members);
    if (!state.isFree) return await this.#walk(state, members);
    const slots = new Slots(state.isPinned ? this.#parts.options.forks : members.length);
    await Promise.all(members.map((host) => slots.use(() => this.#walk(state, [host]))));
  }

  /** What is not there is to be known before a task is told of. */
  #readVarsFiles(play: PlayState, hosts: readonly HostState[]): void {
    for (const host of hosts) this.#parts.variables.taskScope({ host, play });
  }

  async #walk(state: PlayState, hosts: readonly HostState[]): Promise<void> {
    const { play } = state;
    const handlers = new Handlers(play.handlers, (handler) => this.#handlerName(state, handler));
    const nodes = new NodeRunner(
      (task, group, place) => step.run(task, group, place),
      (task) => step.isSelected(task),
    );
    const place = { isRescuable: false, isProtected: false, isHandler: false };
    const flush = (group: readonly HostState[]) => {
      const isForced = this.#parts.options.forceHandlers ||
        (new Keywords(play.layer, this.#parts.variables.playScope(state)).bool("force_handlers") ??
          false);
      return this.#flush(handlers, { nodes, group, isForced });
    };
    const step = this.#step(state, { handlers, nodes, flush });
    const gathering = gatheringTask(state, this.#parts);
    if (gathering !== undefined) await nodes.run([gathering], this.#ungathered(hosts), place);
    for (const section of [play.preTasks, play.tasks, play.postTasks]) {
      await nodes.run(section, hosts, place);
      if (state.isBroken) break;
      await flush(hosts);
    }
    if (state.isBroken) this.#parts.ports.emit({ kind: "no_hosts_remaining" });
  }

  #step(
    state: PlayState,
    { handlers, nodes, flush }: {
      readonly handlers: Handlers;
      readonly nodes: NodeRunner;
      readonly flush: (hosts: readonly HostState[]) => Promise<void>;
    },
  ): TaskStep {
    const parts = { ...this.#parts, play: state };
    return new TaskStep({
      ...parts,
      stepGate: new StepGate(parts.ports.prompter, parts.options.isStepwise ? "ask" : "run"),
      handlers,
      meta: new MetaTasks({ ...parts, flushHandlers: flush }),
      includer: new Includer({ ...parts, handlers, nodes, loader: this.#parts.includes }),
    });
  }

  async #flush(
    handlers: Handlers,
    { nodes, group, isForced }: {
      readonly nodes: NodeRunner;
      readonly group: readonly HostState[];
      readonly isForced: boolean;
    },
  ): Promise<void> {
    const place = { isRescuable: false, isProtected: false, isHandler: true };
    const before = isForced ? group.map((host) => [host, host.setAside()] as const) : [];
    const waiting = group.filter((host) => host.isRunning);
    await handlers.flush(waiting, (handler, hosts) => nodes.run([handler], hosts, place));
    for (const [host, condition] of before) if (host.isRunning) host.condition = condition;
  }

  /** With smart gathering, hosts whose facts are known already are left out. */
  #ungathered(hosts: readonly HostState[]): readonly HostState[] {
    if (this.#parts.options.gathering !== "smart") return hosts;
    return hosts.filter((host) => !host.facts.has("ansible_os_family"));
  }

  #handlerName(state: PlayState, handler: LoadedTask): string {
    const name = handler.name ?? handler.writtenModule;
    if (!name.includes("{{")) return name;
    const host = this.#parts.hosts.get(state.batch[0] ?? "");
    if (host === undefined) return name;
    try {
      const scope = this.#parts.variables.taskScope({ host, play: state, task: handler });
      return toText(scope.evaluate(name));
    } catch {
      return name;
    }
  }

  #hasLost(batch: readonly string[]): boolean {
    return batch.every((name) => {
      const kind = this.#parts.hosts.get(name)?.condition.kind;
      return kind === "failed" || kind === "unreachable";
    });
  }
}

const STRATEGIES = ["linear", "free", "host_pinned", "debug"] as const;

/** @throws {TaskError} If there is no such strategy. */
function strategyOf(text: string): typeof STRATEGIES[number] {
  const name = text.replace(/^ansible\.builtin\./, "");
  const strategy = STRATEGIES.find((known) => known === name);
  if (strategy !== undefined) return strategy;
  throw new TaskError(
    `Cannot use strategy ${text}: expected linear, free, host_pinned or debug`,
  );
}
