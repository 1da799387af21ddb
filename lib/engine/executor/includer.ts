import { type Dict, isDict, type Value } from "../../base/value.ts";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatPosition } from "../../base/position.ts";
import { valueToJson } from "../../base/value_json.ts";
import { unknownModules } from "../playbook/unknown_module.ts";
import { roleDefaults, roleVars } from "../playbook/inherited.ts";
import type {
  Included,
  LoadedNode,
  LoadedRole,
  LoadedTask,
  LoadedVar,
  Loader,
} from "../playbook/model.ts";
import type { IncludeRequest } from "./actions/action.ts";
import type { TaskRef } from "./event.ts";
import type { Handlers } from "./handlers.ts";
import type { HostCondition, HostState } from "./host_state.ts";
import type { NodePlace, NodeRunner } from "./node_runner.ts";
import type { PlayState } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import { finishedValue } from "./scope.ts";
import type { Stats } from "./stats.ts";
import type { TaskOutcome } from "./task_runner.ts";
import { toText } from "../template/text.ts";
import { Unknown, type UnknownError } from "../template/unknown.ts";

/** What loads dynamic includes. */
export type IncludeLoader = Pick<Loader, "loadIncludedTasks" | "loadIncludedRole">;

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
    { ref, place }: { readonly ref: TaskRef; readonly place: NodePlace },
  ): Promise<void> {
    const loaded: (readonly [Group, Included])[] = [];
    for (const group of groupsOf(outcomes)) {
      const included = await this.#load(task, group, ref);
      if (included !== undefined) loaded.push([group, included]);
    }
    for (const [group, { nodes }] of loaded) {
      const { request: { doubt }, hosts } = group;
      if (doubt === undefined) await this.#parts.nodes.run(nodes, hosts, place);
      else await this.#walkInDoubt(nodes, hosts, { doubt, end: endOf(task), place });
    }
  }

  /** Tells of tasks that a real run may not come to what they are, and what they would leave. */
  async #walkInDoubt(
    nodes: readonly LoadedNode[],
    hosts: readonly HostState[],
    { doubt, end, place }: {
      readonly doubt: UnknownError;
      readonly end: string;
      readonly place: NodePlace;
    },
  ): Promise<void> {
    // A file that includes itself until something has happened is walked through once.
    const entering = hosts.filter((host) => !host.mayMissUntil(end));
    for (const host of entering) host.mayMiss(end, doubt);
    await this.#parts.nodes.run(nodes, entering, place);
    for (const host of entering) host.endAbsence(end);
  }

  async #load(
    task: LoadedTask,
    group: Group,
    ref: TaskRef,
  ): Promise<Included | undefined> {
    const { ports, handlers, play, stats } = this.#parts;
    const { request, hosts } = group;
    try {
      const included = await this.#included(request, task);
      const findings = unknownModules(included.nodes, ports.knownModules, ports.bridge);
      if (findings.length > 0) throw new DiagnosticError(findings);
      for (const text of included.warnings) ports.emit({ kind: "message", level: "warning", text });
      // An empty file is neither shown nor counted.
      const isShown = request.kind === "tasks" && included.nodes.length > 0 &&
        request.doubt === undefined;
      if (isShown) {
        ports.emit({
          kind: "included",
          task: ref,
          file: included.file,
          hosts: hosts.map(({ name }) => name),
          ...(request.label !== undefined && { label: request.label }),
        });
      }
      // An include_role is not counted; what it brings in is.
      if (isShown) { for (const { name } of hosts) stats.count(name, "ok"); }
      handlers.add(included.handlers);
      if (included.role !== undefined && request.args.get("public") === true) {
        if (request.doubt === undefined) play.join(included.role);
        else bindPossible(included.role, hosts, request.doubt);
      }
      return included;
    } catch (error) {
      // What may not be included at all is no error yet.
      if (request.doubt !== undefined && error instanceof DiagnosticError) return undefined;
      // What is not there is an error of the hosts that asked for it: a rescue can deal with it.
      const kind = missing(error);
      if (kind === "missing-file") {
        for (const host of hosts) this.#fail(ref, host, error);
      } else if (kind === "missing-role") {
        ports.emit({ kind: "message", level: "error", text: messageOf(error) });
        for (const host of hosts) host.condition = failed(messageOf(error));
      } else {
        throw error;
      }
      return undefined;
    }
  }

  #included(request: IncludeRequest, task: LoadedTask): Promise<Included> {
    const { loader, play } = this.#parts;
    const { args, name } = request;
    const apply = task.args.find(({ key }) => key === "apply")?.value;
    const common = {
      include: task,
      play: play.play,
      vars: finishedVars(request.vars),
      ...(apply !== undefined && isDict(apply) && { apply }),
    };
    if (request.kind === "tasks") return loader.loadIncludedTasks({ ...common, file: name });
    return loader.loadIncludedRole({
      ...common,
      name,
      ...textOf(args, "tasks_from", "tasksFrom"),
      ...textOf(args, "vars_from", "varsFrom"),
      ...textOf(args, "defaults_from", "defaultsFrom"),
      ...textOf(args, "handlers_from", "handlersFrom"),
      allowDuplicates: args.get("allow_duplicates") !== false,
      validates: args.get("rolespec_validate") !== false,
    });
  }

  #fail(task: TaskRef, host: HostState, error: unknown): void {
    const { ports, stats } = this.#parts;
    const condition = failed(messageOf(error));
    const { result } = condition;
    stats.count(host.name, "failed");
    host.condition = condition;
    ports.emit({
      kind: "task_result",
      result: {
        task,
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
      const { kind, name, args, vars, doubt } = request;
      const key = JSON.stringify([
        kind,
        name,
        index,
        valueToJson(args),
        valueToJson(new Map(vars)),
        doubt?.message ?? null,
      ]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { request, hosts: [host] });
      else group.hosts.push(host);
    }
  }
  return [...groups.values()];
}

/** What a role may bring for the whole play is unknown. */
function bindPossible(
  role: LoadedRole,
  hosts: readonly HostState[],
  { causes }: UnknownError,
): void {
  const value = new Unknown(causes, { presence: "possible" });
  for (const name of [...roleDefaults([role]).keys(), ...roleVars([role]).keys()]) {
    for (const host of hosts) host.include(name, value);
  }
}

/** What names the end of what `task` brings in, however often it has been loaded. */
function endOf({ position, module }: LoadedTask): string {
  return position === undefined ? module : formatPosition(position);
}

/** What could not be found, if that is all that is wrong. */
function missing(error: unknown): string | undefined {
  if (!(error instanceof DiagnosticError)) return undefined;
  const rule = error.diagnostics[0]?.rule;
  const isMissing = rule === "missing-file" || rule === "missing-role";
  return isMissing && error.diagnostics.every((one) => one.rule === rule) ? rule : undefined;
}

function failed(reason: string): Extract<HostCondition, { kind: "failed" }> {
  return { kind: "failed", task: new Map(), result: new Map([["reason", reason]]) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function textOf(args: Dict, name: string, key: string): Readonly<Record<string, string>> {
  const value = args.get(name);
  return value === undefined || value === null ? {} : { [key]: toText(value) };
}

/** What a loop adds is finished: its texts must not be rendered again. */
function finishedVars(vars: ReadonlyMap<string, Value>): readonly LoadedVar[] {
  return [...vars].map(([key, value]) => ({ key, value: finishedValue(value) }));
}
