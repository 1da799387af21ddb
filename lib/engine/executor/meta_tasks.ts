import type { LoadedTask } from "../playbook/model.ts";
import { unknownCause } from "../template/unknown.ts";
import type { ResultEvent, TaskRef } from "./event.ts";
import { firstFalse } from "./first_false.ts";
import type { HostCondition, HostState } from "./host_state.ts";
import type { PlayState } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import { unpredictable } from "./prediction.ts";
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
    const action = (task.freeForm ?? "").trim();
    for (const host of hosts) {
      this.#parts.ports.emit({ kind: "task_start", task: ref, hosts: [host.name] });
    }
    const decided = hosts.filter((host) => this.#isDecided(task, host, ref));
    const wanted = decided.filter((host) => this.#isWanted(task, host));
    if (wanted.length === 0 && action !== "noop") {
      for (const host of decided) this.#tellSkipped(ref, host);
      return;
    }
    await this.#act(action, wanted, { all: decided, ref, task });
  }

  async #act(
    action: string,
    wanted: readonly HostState[],
    { all, ref, task }: {
      readonly all: readonly HostState[];
      readonly ref: TaskRef;
      readonly task: LoadedTask;
    },
  ): Promise<void> {
    switch (action) {
      case "noop":
        return;
      case "flush_handlers":
        return await this.#parts.flushHandlers(all);
      case "clear_facts":
        return wanted.forEach((host) => host.clearFacts());
      case "clear_host_errors":
        for (const host of this.#parts.hosts.values()) host.condition = forgiven(host.condition);
        return;
      case "end_host":
        for (const host of all) if (!wanted.includes(host)) this.#tellSkipped(ref, host);
        return end(wanted);
      case "end_role":
        for (const host of all) if (!wanted.includes(host)) this.#tellSkipped(ref, host);
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
  #isDecided(task: LoadedTask, host: HostState, ref: TaskRef): boolean {
    try {
      this.#isWanted(task, host);
      return true;
    } catch (error) {
      const doubt = unknownCause(error);
      if (doubt === undefined) throw error;
      this.#tell(ref, host, { outcome: "unknown", result: unpredictable(doubt).result });
      return false;
    }
  }

  #tellSkipped(task: TaskRef, host: HostState): void {
    this.#tell(task, host, { outcome: "skipped", result: new Map() });
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

/** Who was unreachable goes on at once; who failed takes part again in the next play. */
function forgiven(condition: HostCondition): HostCondition {
  if (condition.kind === "unreachable") return { kind: "running" };
  return condition.kind === "failed" ? { kind: "ended" } : condition;
}

function end(hosts: readonly HostState[]): void {
  for (const host of hosts) if (host.isRunning) host.condition = { kind: "ended" };
}
