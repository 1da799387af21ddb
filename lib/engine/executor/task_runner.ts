import type { Dict, Value } from "../../base/value.ts";
import type { IncludeRequest } from "./actions/action.ts";
import type { Attempt, AttemptResult, TaskCall } from "./attempt.ts";
import type { ResultEvent, TaskRef } from "./event.ts";
import { itemLayer, type LoopPlan, loopPlan } from "./loop.ts";
import type { RunPorts } from "./ports.ts";
import { hasFailed, wasSkipped } from "./result.ts";
import { dataLayer, type LayeredScope } from "./scope.ts";
import { shown } from "./shown.ts";
import { toText } from "../template/text.ts";

/** How a task ended on one host. */
export interface TaskOutcome {
  /** What the outputs show; censored where `no_log` is set. */
  readonly event: ResultEvent;
  /** What `register` gets. */
  readonly result: Dict;
  readonly includes: readonly (IncludeRequest & { readonly label?: string })[];
}

/** What one host's round of a task needs beside the task. */
export interface TaskPlace extends TaskCall {
  readonly ref: TaskRef;
  /** Whether results are not shown even with `-v`: gathering facts. */
  readonly isHidden: boolean;
}

/** Runs a task on one host: its loop, and each round's conditions, attempts and result. */
export class TaskRunner {
  readonly #attempt: Attempt;
  readonly #ports: RunPorts;

  constructor(attempt: Attempt, ports: RunPorts) {
    this.#attempt = attempt;
    this.#ports = ports;
  }

  /** Never throws for what a playbook or a target does: that is a failed outcome. */
  async run(place: TaskPlace): Promise<TaskOutcome> {
    let plan: LoopPlan | undefined;
    try {
      plan = loopPlan(place.task, this.#attempt.scope(place, []), this.#ports.templating);
    } catch (error) {
      // What cannot be looped over does not matter where a condition keeps the task from running.
      const attempt = this.#attempt.skipped(place) ?? this.#attempt.failed(place, error);
      return outcome(place, attempt, { isLoop: false });
    }
    if (plan !== undefined) return await this.#loop(place, plan);
    const attempt = await this.#attempt.run(place, []);
    return outcome(place, attempt, { isLoop: false });
  }

  async #loop(place: TaskPlace, plan: LoopPlan): Promise<TaskOutcome> {
    const rounds: AttemptResult[] = [];
    const includes: (IncludeRequest & { label?: string })[] = [];
    const registered: Dict = new Map();
    for (let index = 0; index < plan.items.length; index++) {
      if (index > 0 && plan.pauseMs > 0) {
        await this.#ports.clock.sleep(plan.pauseMs, { signal: place.signal });
      }
      const locals = [itemLayer(plan, index), dataLayer(registered)];
      const round = await this.#attempt.run(place, locals);
      addItem(round.result, plan, index);
      rounds.push(round);
      const register = place.task.layer.settings.get("register");
      if (register !== undefined) registered.set(String(register.value), round.result);
      const scope = this.#attempt.scope(place, locals);
      const label = labelOf(plan, scope, index);
      this.#tell(place, round, label);
      if (round.include !== undefined) includes.push({ ...round.include, label });
      if (round.unreachable !== undefined || this.#breaks(plan, scope)) break;
    }
    const sum = { ...summary(rounds), isIgnored: rounds.at(-1)?.isIgnored ?? false };
    return { ...outcome(place, sum, { isLoop: rounds.length > 0 }), includes };
  }

  #breaks(plan: LoopPlan, scope: LayeredScope): boolean {
    return plan.breakWhen.length > 0 &&
      plan.breakWhen.every((item) => this.#ports.templating.condition(item, scope));
  }

  #tell(place: TaskPlace, round: AttemptResult, label: string): void {
    if (round.include !== undefined) return;
    const result = shown(place, round, { isLoop: false });
    const text = round.isSecret ? "None" : label;
    this.#ports.emit({ kind: "item_result", result, label: text });
  }
}

function outcome(
  place: TaskPlace,
  attempt: AttemptResult,
  { isLoop }: { readonly isLoop: boolean },
): TaskOutcome {
  return {
    event: shown(place, attempt, { isLoop }),
    result: attempt.result,
    includes: attempt.include === undefined ? [] : [attempt.include],
  };
}

/** Adds to the result of a round what it was the round of. */
function addItem(result: Dict, plan: LoopPlan, index: number): void {
  result.set("ansible_loop_var", plan.loopVar);
  result.set(plan.loopVar, plan.items[index] ?? null);
  if (plan.indexVar !== undefined) {
    result.set("ansible_index_var", plan.indexVar).set(plan.indexVar, index);
  }
  if (!result.has("failed") && !wasSkipped(result)) result.set("failed", false);
}

function labelOf(plan: LoopPlan, scope: LayeredScope, index: number): string {
  const label = plan.label === undefined ? plan.items[index] ?? null : scope.evaluate(plan.label);
  return toText(label);
}

/** @returns The result of a loop: Ansible's, with `results`. */
function summary(rounds: readonly AttemptResult[]): Omit<AttemptResult, "isIgnored"> {
  const results = rounds.map((round) => round.result);
  const isSkipped = results.every(wasSkipped);
  const isFailed = results.some(hasFailed);
  const result: Dict = new Map<Value, Value>([["results", results], ["skipped", isSkipped]]);
  result.set("changed", results.some((item) => item.get("changed") === true));
  if (isFailed) result.set("failed", true);
  if (rounds.length === 0) result.set("skipped_reason", "No items in the list");
  else if (isFailed) result.set("msg", "One or more items failed");
  else result.set("msg", isSkipped ? "All items skipped" : "All items completed");
  const unreachable = rounds.find((round) => round.unreachable !== undefined)?.unreachable;
  const last = rounds.at(-1);
  return {
    result,
    diffs: [],
    isSecret: rounds.some((round) => round.isSecret),
    ...(unreachable !== undefined && { unreachable }),
    ...(last?.delegate !== undefined && { delegate: last.delegate }),
  };
}
