import type { Dict, Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { unknownCause, UnknownError } from "../template/unknown.ts";
import type { ResultEvent, TaskRef } from "./event.ts";
import { firstFalse } from "./first_false.ts";
import type { HostCondition, HostState } from "./host_state.ts";
import type { PlayState } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import { causeOf, unpredictable } from "./prediction.ts";
import type { Sessions } from "./sessions.ts";
import type { Variables } from "./variables.ts";

/** A `meta` task that asks for something there is not. */
export class MetaError extends Error {
  override readonly name = "MetaError";
}

/** What `meta` tasks act on. */
export interface MetaParts {
  readonly ports: RunPorts;
  readonly variables: Variables;
  readonly hosts: ReadonlyMap<string, HostState>;
  readonly play: PlayState;
  readonly sessions: Sessions;
  readonly flushHandlers: (hosts: readonly HostState[]) => Promise<void>;
}

/** Carries out `meta` tasks: they act on the run itself and count for nothing in the recap. */
export class MetaTasks {
  readonly #parts: MetaParts;

  constructor(parts: MetaParts) {
    this.#parts = parts;
  }

  /** @throws {MetaError} If the action is unknown. */
  async run(task: LoadedTask, hosts: readonly HostState[], ref: TaskRef): Promise<void> {
    const { emit } = this.#parts.ports;
    const action = (task.freeForm ?? "").trim();
    const isUnconditional = UNCONDITIONAL.has(action);
    if (isUnconditional && task.when.length > 0) {
      const text = `${action} task does not support when conditional`;
      emit({ kind: "message", level: "warning", text });
    }
    const wanted: HostState[] = [];
    // What is for all hosts is up to the first of them.
    for (const host of PER_HOST.has(action) ? hosts : hosts.slice(0, 1)) {
      emit({ kind: "task_start", task: ref, hosts: [host.name] });
      if (isUnconditional) wanted.push(host);
      else if (!this.#isDecided({ task, host, ref, action })) continue;
      else if (this.#isWanted(task, host)) wanted.push(host);
      else this.#tellSkipped(action, ref, host);
    }
    if (wanted.length > 0) await this.#act(action, task, wanted);
  }

  async #act(action: string, task: LoadedTask, wanted: readonly HostState[]): Promise<void> {
    switch (action) {
      case "noop":
        return;
      case "flush_handlers":
        return await this.#parts.flushHandlers(wanted);
      case "clear_facts":
        return this.#states(this.#parts.play.allHosts).forEach((host) => host.clearFacts());
      case "clear_host_errors":
        for (const host of this.#parts.hosts.values()) host.condition = forgiven(host.condition);
        return;
      case "end_host":
        for (const { name } of wanted) this.#parts.play.endedHosts.add(name);
        return end(wanted);
      case "end_role":
        return this.#endRole(task, wanted);
      case "end_batch":
        return end(this.#states(this.#parts.play.batch));
      case "end_play":
        this.#parts.play.isEnded = true;
        return end(this.#states(this.#parts.play.allHosts));
      case "refresh_inventory":
        await this.#parts.ports.inventory.refresh();
        return;
      case "reset_connection":
        await Promise.all(wanted.map((host) => this.#parts.sessions.close(host.name)));
        return;
      default:
        throw new MetaError(`invalid meta action requested: ${action}`);
    }
  }

  /** Hosts go on after the role that the task is in. */
  #endRole(task: LoadedTask, hosts: readonly HostState[]): void {
    const role = task.roles.at(-1);
    if (role === undefined || task.isHandler) {
      throw new MetaError(
        task.isHandler
          ? "Cannot execute 'end_role' from a handler"
          : "Cannot execute 'end_role' from outside of a role",
      );
    }
    for (const host of hosts) host.endRole(role);
  }

  #states(names: readonly string[]): readonly HostState[] {
    return names.map((name) => this.#parts.hosts.get(name)).filter((host) => host !== undefined);
  }

  #isWanted(task: LoadedTask, host: HostState): boolean {
    const scope = this.#parts.variables.taskScope({ host, play: this.#parts.play, task });
    const { templating } = this.#parts.ports;
    return firstFalse(task.when, ({ value }) => templating.condition(value, scope)) === undefined;
  }

  /** Whether it is known if `task` is to be carried out; where only a real run can say, it is told. */
  #isDecided(place: MetaPlace): boolean {
    const { task, host, ref } = place;
    const doubt = this.#doubt(task, host);
    if (doubt === undefined) return true;
    this.#tell(ref, host, { outcome: "unknown", result: unpredictable(doubt).result });
    this.#leaveOpen(place, new UnknownError([causeOf(task)]));
    return false;
  }

  #doubt(task: LoadedTask, host: HostState): UnknownError | undefined {
    try {
      return this.#isWanted(task, host) ? host.absence : undefined;
    } catch (error) {
      const doubt = unknownCause(error);
      if (doubt === undefined) throw error;
      return doubt;
    }
  }

  /** Whether hosts go on after `action` is not certain. */
  #leaveOpen({ action, task, host }: MetaPlace, doubt: UnknownError): void {
    const { play, hosts, ports } = this.#parts;
    const role = task.roles.at(-1);
    switch (action) {
      case "end_host":
        return host.mayMiss("play", doubt);
      case "end_batch":
        return this.#states(play.batch).forEach((host) => host.mayMiss("play", doubt));
      case "end_play":
        return this.#states(play.allHosts).forEach((host) => host.mayMiss("play", doubt));
      case "end_role":
        if (role !== undefined) host.mayMiss(role, doubt);
        return;
      case "clear_host_errors": {
        const lost = [...hosts.values()].filter((host) => isForgivable(host.condition));
        if (lost.length === 0) return;
        const names = lost.map(({ name }) => name).join(", ");
        const text = `It is not certain whether ${names} will go on. ${doubt.message}`;
        ports.emit({ kind: "message", level: "warning", text });
      }
    }
  }

  #tellSkipped(action: string, task: TaskRef, host: HostState): void {
    const rest = IF_NOT[action]?.(host.name) ?? "";
    const result: Dict = new Map<Value, Value>([
      ["msg", action === "end_host" ? `end_host conditional evaluated to false${rest}` : action],
      ["skip_reason", `${action} conditional evaluated to False${rest}`],
    ]);
    this.#tell(task, host, { outcome: "skipped", result });
  }

  #tell(task: TaskRef, host: HostState, how: Pick<ResultEvent, "outcome" | "result">): void {
    this.#parts.ports.emit({
      kind: "task_result",
      result: {
        task,
        host: host.name,
        ...how,
        diffs: [],
        isIgnored: false,
        isLoop: false,
        display: "brief",
      },
    });
  }
}

/** A `meta` task that a host has come to. */
interface MetaPlace {
  readonly task: LoadedTask;
  readonly host: HostState;
  readonly ref: TaskRef;
  readonly action: string;
}

/** Actions that each host takes by itself. */
const PER_HOST: ReadonlySet<string> = new Set([
  "end_host",
  "end_role",
  "flush_handlers",
  "noop",
  "reset_connection",
]);

/** Actions whose conditions are not looked at. */
const UNCONDITIONAL: ReadonlySet<string> = new Set([
  "noop",
  "refresh_inventory",
  "reset_connection",
]);

/** What happens where the condition of an action does not hold. */
const IF_NOT: Readonly<Record<string, (host: string) => string>> = {
  clear_facts: (host) => `, not clearing facts and fact cache for ${host}`,
  clear_host_errors: (host) => `, not clearing host error state for ${host}`,
  end_batch: () => ", continuing current batch",
  end_host: (host) => `, continuing execution for ${host}`,
  end_play: () => ", continuing play",
  end_role: (host) => `, continuing execution for ${host}`,
  flush_handlers: (host) => `, not running handlers for ${host}`,
};

function isForgivable(condition: HostCondition): boolean {
  return forgiven(condition) !== condition;
}

/** Who was unreachable goes on at once; who failed takes part again in the next play. */
function forgiven(condition: HostCondition): HostCondition {
  if (condition.kind === "unreachable") return { kind: "running" };
  return condition.kind === "failed" ? { kind: "ended" } : condition;
}

function end(hosts: readonly HostState[]): void {
  for (const host of hosts) if (host.isRunning) host.condition = { kind: "ended" };
}
