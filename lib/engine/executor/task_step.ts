import { type Dict, dict, isDict, type Value } from "../../base/value.ts";
import { formatPosition } from "../../base/position.ts";
import { displayName, setting } from "../playbook/inherited.ts";
import { asBool } from "./bool.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { type Changes, debugTask, needsDebugger } from "./debugger.ts";
import type { ResultEvent, TaskRef } from "./event.ts";
import type { Handlers } from "./handlers.ts";
import type { HostState } from "./host_state.ts";
import type { Includer } from "./includer.ts";
import { evaluatedTags } from "./evaluated_tags.ts";
import { Keywords } from "./keywords.ts";
import type { MetaTasks } from "./meta_tasks.ts";
import type { NodePlace } from "./node_runner.ts";
import type { RunOptions } from "./options.ts";
import type { PlayState } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import type { StepGate } from "./step_gate.ts";
import { canonicalName } from "../playbook/canonical_name.ts";
import { isTemplated } from "../playbook/unknown_module.ts";
import { toText } from "../template/text.ts";
import { evaluationError, TaskError } from "./task_error.ts";
import type { StartGate } from "./start_gate.ts";
import type { Stats } from "./stats.ts";
import { isSelected } from "./tags.ts";
import type { TaskOutcome, TaskPlace, TaskRunner } from "./task_runner.ts";
import type { Variables } from "./variables.ts";

/** What the steps of a play share. */
export interface StepParts {
  readonly ports: RunPorts;
  readonly options: RunOptions;
  readonly variables: Variables;
  readonly hosts: ReadonlyMap<string, HostState>;
  readonly play: PlayState;
  readonly stats: Stats;
  readonly runner: TaskRunner;
  readonly handlers: Handlers;
  readonly startGate: StartGate;
  readonly stepGate: StepGate;
  readonly meta: MetaTasks;
  readonly includer: Includer;
  readonly signal: AbortSignal;
}

/** One task, for all the hosts that take it together. */
export class TaskStep {
  readonly #parts: StepParts;

  constructor(parts: StepParts) {
    this.#parts = parts;
  }

  async run(task: LoadedTask, hosts: readonly HostState[], place: NodePlace): Promise<void> {
    if (!this.#isWanted(task, place)) return;
    const role = task.roles.at(-1);
    const isRepeatable = role === undefined || place.isHandler || role.allowDuplicates;
    const active = isRepeatable ? hosts : hosts.filter((host) => !host.hasCompleted(role));
    const first = active[0];
    if (first === undefined) return;
    const ref = this.#ref(task, first, place);
    if (task.module === "meta") return await this.#parts.meta.run(task, active, ref);
    if (!await this.#parts.stepGate.opensFor(ref.name)) return;
    this.#parts.ports.emit({
      kind: "task_start",
      task: ref,
      hosts: active.map(({ name }) => name),
    });
    const outcomes = await this.#outcomes(task, active, { ref, place });
    if (role !== undefined) {
      for (const [host, { event: { outcome } }] of outcomes) {
        const hasRun = outcome !== "skipped" && outcome !== "unreachable";
        if (hasRun && host.absence === undefined) host.startRole(role);
      }
    }
    this.#stopForErrors(task, active, place);
    const includes = outcomes.filter(([, outcome]) => outcome.includes.length > 0);
    if (includes.length > 0) await this.#parts.includer.run(task, includes, { ref, place });
  }

  /** Whether the tags of `task` let it run. */
  isSelected(task: LoadedTask): boolean {
    return isSelected(this.#tagsOf(task), this.#parts.options.tags);
  }

  #isWanted(task: LoadedTask, place: NodePlace): boolean {
    if (place.isHandler) return true;
    return this.isSelected(task) && this.#parts.startGate.opensFor(task);
  }

  #tagsOf(task: LoadedTask): readonly string[] {
    const { variables, play } = this.#parts;
    return evaluatedTags(task, () => variables.playScope(play));
  }

  /** Runs the task, and tells and counts how it went as soon as each host is done. */
  async #outcomes(
    task: LoadedTask,
    active: readonly HostState[],
    { ref, place }: { readonly ref: TaskRef; readonly place: NodePlace },
  ): Promise<readonly (readonly [HostState, TaskOutcome])[]> {
    const { play, signal, runner } = this.#parts;
    const once = this.#runsOnce(task, active);
    const hosts = once ? active.slice(0, 1) : active;
    const throttle = this.#throttle(task, active);
    return await Promise.all(hosts.map((host) =>
      play.turns.take(task, throttle, async () => {
        const audience = once ? active : [host];
        const own = this.#resolved(task, host);
        const { isRescuable } = place;
        const call = {
          ...{ task: own, host, audience, play, signal, ref, isRescuable },
          isHidden: isGathering(task),
        };
        const outcome = await this.#debugged(call, await runner.run(call));
        this.#record(outcome, call);
        return [host, outcome] as const;
      })
    ));
  }

  /** A task whose module is a template: which one it is may differ from host to host. */
  #resolved(task: LoadedTask, host: HostState): LoadedTask {
    if (!isTemplated(task)) return task;
    const scope = this.#parts.variables.taskScope({ host, play: this.#parts.play, task });
    try {
      return { ...task, module: canonicalName(toText(scope.evaluate(task.module))) };
    } catch (error) {
      throw evaluationError(error, { kind: "field", name: "action" }, task.modulePosition);
    }
  }

  #runsOnce(task: LoadedTask, active: readonly HostState[]): boolean {
    const first = active[0];
    if (first === undefined || this.#parts.play.isFree) return false;
    if (ONCE.has(task.module)) return true;
    return unlessWrong(() => this.#keywords(task, first).bool("run_once"), true) ?? false;
  }

  /** @returns How many hosts the task may run on at a time; 0 if it does not say. */
  #throttle(task: LoadedTask, active: readonly HostState[]): number {
    const [first] = active;
    return first === undefined ? 0 : this.#keywords(task, first).int("throttle") ?? 0;
  }

  /** Tells the result and, where a person wants to be asked about it, runs the task again. */
  async #debugged(call: TaskPlace, first: TaskOutcome): Promise<TaskOutcome> {
    const { options, play, ports, runner, variables } = this.#parts;
    const keyword = unlessWrong(
      () => this.#keywords(call.task, call.host).text("debugger"),
      undefined,
    );
    const settings = { ...options.debugger, isOn: options.debugger.isOn || play.isDebugged };
    const changes: Changes = { args: new Map(), vars: new Map() };
    let outcome = first;
    for (;;) {
      this.#tell(call, outcome);
      if (!needsDebugger(outcome, keyword, settings)) return outcome;
      const { task, host, ref } = call;
      const scope = variables.taskScope({ host, play, task });
      const about = {
        ref,
        host: host.name,
        args: writtenArguments(task),
        scope,
        result: outcome.result,
      };
      if (debugTask(about, changes, ports.prompter) === "continue") return outcome;
      outcome = await runner.run({
        ...call,
        task: withArguments(task, changes.args),
        overrides: changes.vars,
      });
    }
  }

  #tell({ host }: TaskPlace, outcome: TaskOutcome): void {
    const { event, result, notify, possible, includes, isRepeated } = outcome;
    const { handlers, ports } = this.#parts;
    const hasChanged = result.get("changed") === true || isRepeated && event.outcome === "ok";
    // A handler that is not there ends the run: the result is not told any more.
    if (host.isRunning) {
      if (hasChanged && event.outcome !== "unreachable" && !isLost(event)) {
        for (const name of notify) handlers.notify(host, name);
      } else if (possible !== undefined) {
        for (const name of notify) handlers.mayNotify(host, name, possible);
      }
    }
    if (includes.length === 0 || event.outcome === "unknown") {
      ports.emit({ kind: "task_result", result: event });
    }
  }

  #record(
    { event, result, registered, includes }: TaskOutcome,
    call: {
      readonly task: LoadedTask;
      readonly host: HostState;
      readonly audience: readonly HostState[];
      readonly isRescuable: boolean;
    },
  ): void {
    const { stats } = this.#parts;
    const { task, host, audience, isRescuable } = call;
    if (task.module === "set_stats") stats.custom.take(result, audience.map(({ name }) => name));
    const register = task.layer.settings.get("register")?.value;
    if (register !== undefined) {
      for (const each of audience) each.assign(String(register), registered);
    }
    if (event.outcome === "unreachable") {
      if (event.isIgnored) return stats.count(host.name, "ok", "ignored");
      stats.count(host.name, "unreachable");
      host.condition = { kind: "unreachable" };
    } else if (event.outcome === "unknown") {
      stats.count(host.name, "unknown");
    } else if (event.outcome === "failed" && !event.isIgnored) {
      stats.count(host.name, isRescuable ? "rescued" : "failed");
      for (const each of audience) {
        each.condition = { kind: "failed", task: aboutTask(task), result };
      }
    } else if (includes.length === 0) {
      stats.count(host.name, ...countersOf(event.outcome, result));
    }
  }

  /**
   * `any_errors_fatal` and `max_fail_percentage`: a failure of some is one of all, but not while a
   * block takes care of it. So is the failure of a task that is run once for all.
   */
  #stopForErrors(task: LoadedTask, active: readonly HostState[], place: NodePlace): void {
    const { play, hosts, ports, options } = this.#parts;
    const reason = active.find(({ condition: { kind } }) =>
      kind === "unreachable" || kind === "failed" && !place.isProtected
    );
    if (reason === undefined || play.isFree) return;
    const isFatal =
      (unlessWrong(() => this.#keywords(task, reason).bool("any_errors_fatal"), true) ??
        options.anyErrorsFatal) ||
      this.#runsOnce(task, [reason]);
    const isPastLimit = play.isPastFailureLimit(hosts);
    if (!isFatal && !isPastLimit) return;
    for (const name of play.batch) {
      const host = hosts.get(name);
      if (host?.isRunning) host.condition = { kind: "ended" };
    }
    play.isBroken = true;
    if (isPastLimit) ports.emit({ kind: "no_hosts_remaining" });
  }

  #keywords(task: LoadedTask, host: HostState): Keywords {
    const scope = this.#parts.variables.taskScope({ host, play: this.#parts.play, task });
    return new Keywords(task.layer, scope);
  }

  #ref(task: LoadedTask, host: HostState, { isHandler }: NodePlace): TaskRef {
    return {
      name: this.#nameOf(task, host),
      module: this.#resolved(task, host).module,
      isHandler,
      ...checkOf(task),
      ...(task.position && { position: task.position }),
    };
  }

  /** A name whose template fails is shown as it was written; one that is no text is none. */
  #nameOf(task: LoadedTask, host: HostState): string {
    const written = displayName(task);
    if (task.name === undefined || !written.includes("{{")) return written;
    try {
      const { play, variables } = this.#parts;
      const name = variables.taskScope({ host, play, task }).evaluate(written);
      return typeof name === "string" ? name : task.writtenModule;
    } catch {
      return written;
    }
  }
}

function isLost({ outcome, isIgnored }: ResultEvent): boolean {
  return outcome === "failed" && !isIgnored;
}

function checkOf({ layer }: LoadedTask): Pick<TaskRef, "isCheck"> {
  const isCheck = asBool(setting(layer, "check_mode")?.value ?? null);
  return isCheck === undefined ? {} : { isCheck };
}

/** What a task is given, a free-form text under the name that Ansible has for it. */
function writtenArguments({ args, freeForm }: LoadedTask): Dict {
  return new Map([
    ...(freeForm === undefined ? [] : [[FREE_FORM, freeForm] as const]),
    ...args.map(({ key, value }) => [key, value] as const),
  ]);
}

function withArguments(task: LoadedTask, changes: Dict): LoadedTask {
  if (changes.size === 0) return task;
  const freeForm = changes.get(FREE_FORM);
  const changed = [...changes].filter(([key]) => key !== FREE_FORM)
    .map(([key, value]) => ({ key: String(key), value }));
  return {
    ...task,
    ...(freeForm === undefined ? {} : { freeForm: toText(freeForm) }),
    args: [...task.args.filter(({ key }) => !changes.has(key)), ...changed],
  };
}

const FREE_FORM = "_raw_params";

/** Tasks that act for all hosts of a play by themselves. */
const ONCE: ReadonlySet<string> = new Set(["add_host", "pause"]);

function isGathering(task: LoadedTask): boolean {
  return task.module === "setup" && task.name === "Gathering Facts";
}

/** What `ansible_failed_task` shows. */
function aboutTask(task: LoadedTask): Dict {
  return dict({
    name: task.name ?? "",
    action: task.module,
    args: writtenArguments(task),
    path: task.position && formatPosition(task.position),
  });
}

function countersOf(
  outcome: string,
  result: Dict,
): readonly ("ok" | "changed" | "skipped" | "ignored")[] {
  if (outcome === "skipped") return ["skipped"];
  const counters: ("ok" | "changed" | "ignored")[] = ["ok"];
  if (outcome === "failed") counters.push("ignored");
  if (result.get("changed") === true || changedItem(result)) counters.push("changed");
  return counters;
}

function changedItem(result: Dict): boolean {
  const results: Value | undefined = result.get("results");
  return Array.isArray(results) &&
    results.some((item) => isDict(item) && item.get("changed") === true);
}

/** @returns What is said, or `wrong` where it cannot be understood, which fails the task itself. */
function unlessWrong<T>(said: () => T, wrong: T): T {
  try {
    return said();
  } catch (error) {
    if (error instanceof TaskError) return wrong;
    throw error;
  }
}
