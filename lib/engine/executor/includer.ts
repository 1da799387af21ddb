import { valueToJson } from "../../base/value_json.ts";
import type { Included, LoadedTask } from "../playbook/model.ts";
import type { IncludeRequest } from "./actions/action.ts";
import type { Handlers } from "./handlers.ts";
import type { HostState } from "./host_state.ts";
import type { NodePlace, NodeRunner } from "./node_runner.ts";
import type { PlayState } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import type { Stats } from "./stats.ts";
import type { TaskOutcome } from "./task_runner.ts";

/** Loads what a dynamic include brings; the loader of `lib/engine/playbook`. */
export interface IncludeLoader {
  /** @throws {Error} If the file or role is not there or cannot be parsed. */
  load(request: IncludeRequest, task: LoadedTask): Promise<Included & { readonly file: string }>;
}

/** What an includer works with. */
export interface IncluderParts {
  readonly ports: RunPorts;
  readonly stats: Stats;
  readonly play: PlayState;
  readonly handlers: Handlers;
  readonly nodes: NodeRunner;
  readonly loader: IncludeLoader;
}

/** One thing to include, and the hosts that asked for it. */
interface Group {
  readonly request: IncludeRequest & { readonly label?: string };
  readonly hosts: HostState[];
}

/** Unfolds dynamic includes: hosts that ask for the same walk through it together. */
export class Includer {
  readonly #parts: IncluderParts;

  constructor(parts: IncluderParts) {
    this.#parts = parts;
  }

  async run(
    task: LoadedTask,
    outcomes: readonly (readonly [HostState, TaskOutcome])[],
    place: NodePlace,
  ): Promise<void> {
    const loaded: (readonly [Group, Included])[] = [];
    for (const group of groupsOf(outcomes)) {
      const included = await this.#load(task, group, place);
      if (included !== undefined) loaded.push([group, included]);
    }
    for (const [group, { nodes }] of loaded) {
      await this.#parts.nodes.run(nodes, group.hosts, place);
    }
  }

  async #load(
    task: LoadedTask,
    group: Group,
    place: NodePlace,
  ): Promise<Included | undefined> {
    const { ports, handlers, play } = this.#parts;
    const { request, hosts } = group;
    try {
      const included = await this.#parts.loader.load(request, task);
      for (const text of included.warnings) ports.emit({ kind: "message", level: "warning", text });
      if (request.kind === "tasks") {
        ports.emit({
          kind: "included",
          file: included.file,
          hosts: hosts.map(({ name }) => name),
          ...(request.label !== undefined && { label: request.label }),
        });
      }
      handlers.add(included.handlers);
      if (included.role !== undefined && request.args.get("public") === true) {
        play.join(included.role);
      }
      return included;
    } catch (error) {
      // A role that is not there is an error of the playbook; a file that is not, one of the host.
      if (request.kind === "role") throw error;
      for (const host of hosts) this.#fail(task, { host, error, place });
      return undefined;
    }
  }

  #fail(
    task: LoadedTask,
    { host, error, place }: {
      readonly host: HostState;
      readonly error: unknown;
      readonly place: NodePlace;
    },
  ): void {
    const { ports, stats } = this.#parts;
    const reason = error instanceof Error ? error.message : String(error);
    const result = new Map([["reason", reason]]);
    stats.count(host.name, place.isRescuable ? "rescued" : "failed");
    host.condition = { kind: "failed", task: new Map(), result };
    ports.emit({
      kind: "task_result",
      result: {
        task: { name: task.name ?? task.writtenModule, module: task.module, isHandler: false },
        host: host.name,
        outcome: "failed",
        result,
        diffs: [],
        isIgnored: false,
        isLoop: false,
        display: "brief",
      },
    });
  }
}

/** In the order in which they were asked for first. */
function groupsOf(outcomes: readonly (readonly [HostState, TaskOutcome])[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [host, { includes }] of outcomes) {
    for (const [index, request] of includes.entries()) {
      const { kind, name, args, vars } = request;
      const key = JSON.stringify([
        kind,
        name,
        index,
        valueToJson(args),
        valueToJson(new Map(vars)),
      ]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { request, hosts: [host] });
      else group.hosts.push(host);
    }
  }
  return [...groups.values()];
}
