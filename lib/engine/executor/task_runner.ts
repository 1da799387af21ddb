import { type Dict, isDict, type Value } from "../../base/value.ts";
import type { IncludeRequest } from "./actions/action.ts";
import type { Attempt } from "./attempt.ts";
import type { AttemptResult } from "./attempt_result.ts";
import type { ResultEvent, TaskRef } from "./event.ts";
import { withoutInvocation } from "./invocation.ts";
import { itemLayer, type LoopPlan, loopPlan } from "./loop.ts";
import { LoopTurns } from "./loop_turns.ts";
import { overlapOf, ROUNDS_AT_ONCE } from "./overlap.ts";
import type { RunPorts } from "./ports.ts";
import type { Replay, RoundReplay, TaskReplay } from "./replay.ts";
import { hasFailed, wasSkipped } from "./result.ts";
import { dataLayer, type LayeredScope, type VarLayer } from "./scope.ts";
import { shown, UNKNOWN_TEXT } from "./shown.ts";
import type { TaskCall } from "./task_call.ts";
import { evaluationError } from "./task_error.ts";
import { toText } from "../template/text.ts";
import { Unknown, unknownCause, type UnknownError, unknownIn } from "../template/unknown.ts";

/** How a task ended on one host. */
export interface TaskOutcome {
  /** What the outputs show; censored where `no_log` is set. */
  readonly event: ResultEvent;
  readonly result: Dict;
  /** What `register` gets: the result, or in check mode what is known of it. */
  readonly registered: Value;
  /** The handlers that are notified if the task has changed anything. */
  readonly notify: readonly string[];
  /** Why handlers may be notified, though it is not certain. */
  readonly possible?: UnknownError;
  /** Whether a run before this one had begun it and did not see what it changed. */
  readonly isRepeated: boolean;
  readonly includes: readonly (IncludeRequest & { readonly label?: string })[];
}

/** What one host's round of a task needs beside the task. */
export interface TaskPlace extends TaskCall {
  readonly ref: TaskRef;
  /** Whether results are not shown even with `-v`: gathering facts. */
  readonly isHidden: boolean;
  /** Whether a `rescue` around it takes care of a failure. */
  readonly isRescuable: boolean;
}

/** Runs a task on one host: its loop, and each round's conditions, attempts and result. */
export class TaskRunner {
  readonly #attempt: Attempt;
  readonly #ports: RunPorts;
  readonly #replay: Replay | undefined;

  /** @param replay Where there is a journal. */
  constructor(attempt: Attempt, ports: RunPorts, replay?: Replay) {
    this.#attempt = attempt;
    this.#ports = ports;
    this.#replay = replay;
  }

  /** Never throws for what a playbook or a target does: that is a failed outcome. */
  async run(place: TaskPlace): Promise<TaskOutcome> {
    if (!BINDING.has(place.task.module)) return await this.#run(place);
    const takenBack = place.audience.map((host) => host.savepoint());
    const outcome = await this.#run(place);
    // What fails binds nothing, though rounds of a loop see what those before them have bound.
    if (hasFailed(outcome.result)) takenBack.forEach((takeBack) => takeBack());
    return outcome;
  }

  async #run(place: TaskPlace): Promise<TaskOutcome> {
    const doubt = place.host.takeDoubt(place.task) ?? place.host.absence;
    if (doubt !== undefined) {
      const attempt = await this.#attempt.doubted(place, doubt);
      return outcome(place, attempt, { isLoop: false });
    }
    const replay = this.#replay?.task(place);
    let plan: LoopPlan | undefined;
    try {
      plan = loopPlan(place.task, this.#attempt.scope(place, []), this.#ports.templating);
    } catch (error) {
      // What cannot be looped over does not matter where a condition keeps the task from running.
      const attempt = await this.#settled(place, [], {
        round: replay?.round(),
        run: async () => this.#attempt.skipped(place) ?? await this.#attempt.failed(place, error),
      });
      return outcome(place, attempt, { isLoop: false });
    }
    if (plan !== undefined) return await this.#loop(place, plan, replay);
    const attempt = await this.#settled(place, [], {
      round: replay?.round(),
      run: () => this.#attempt.run(place, []),
    });
    return outcome(place, attempt, { isLoop: false });
  }

  /** @returns What the journal has of a round, or what it comes to now. */
  async #settled(
    place: TaskPlace,
    locals: readonly VarLayer[],
    { round, run }: {
      readonly round: RoundReplay | undefined;
      readonly run: () => AttemptResult | Promise<AttemptResult>;
    },
  ): Promise<AttemptResult> {
    const known = round?.begin();
    if (known !== undefined) {
      this.#attempt.restore(place, locals, known);
      return known;
    }
    const attempt = await run();
    return round?.end(attempt) ?? attempt;
  }

  async #loop(
    place: TaskPlace,
    plan: LoopPlan,
    replay: TaskReplay | undefined,
  ): Promise<TaskOutcome> {
    const rounds: AttemptResult[] = [];
    if (plan.items.length === 0) {
      const run = () => ({ ...summary([]), isIgnored: false });
      await this.#settled(place, [], { round: replay?.round(), run });
    }
    const includes: (IncludeRequest & { label?: string })[] = [];
    const registered: Dict = new Map();
    const localsOf = (index: number) => [itemLayer(plan, index), dataLayer(registered)];
    const begun: Promise<AttemptResult>[] = [];
    const attempt = this.#attempts({ place, plan, localsOf, begun, replay });
    for (let index = 0; index < plan.items.length; index++) {
      if (index > 0 && plan.pauseMs > 0) {
        await this.#ports.clock.sleep(plan.pauseMs, { signal: place.signal });
      }
      const locals = localsOf(index);
      const tried = await attempt(index);
      if (tried.isUnevaluated === true) {
        await Promise.allSettled(begun);
        // What cannot be evaluated for one item is a failure of the task, not of the item.
        return outcome(place, tried, { isLoop: false });
      }
      const round = withItem(tried, plan, index);
      rounds.push(round);
      const register = place.task.layer.settings.get("register");
      if (register !== undefined) registered.set(String(register.value), registeredOf(round));
      const scope = this.#attempt.scope(place, locals);
      const { label, failure } = labelOf(plan, index, scope);
      if (failure !== undefined) round.result.set("failed", true).set("msg", failure);
      this.#tell(place, round, label);
      if (round.include !== undefined) includes.push({ label, ...secretly(round.include, round) });
      if (round.unreachable !== undefined || this.#breaks(plan, scope)) break;
    }
    // Where one was the last, those behind it are on their way nevertheless.
    await Promise.all(begun);
    const sum = { ...summary(rounds), isIgnored: rounds.at(-1)?.isIgnored ?? false };
    return { ...outcome(place, sum, { isLoop: rounds.length > 0 }), includes };
  }

  /** @returns What gives the result of a round; those behind it may have begun by then. */
  #attempts({ place, plan, localsOf, begun, replay }: {
    readonly place: TaskPlace;
    readonly plan: LoopPlan;
    readonly localsOf: (index: number) => readonly VarLayer[];
    readonly begun: Promise<AttemptResult>[];
    readonly replay: TaskReplay | undefined;
  }): (index: number) => Promise<AttemptResult> {
    const scopeOf = (index: number) => this.#attempt.scope(place, localsOf(index));
    const settled = (index: number, from: TaskPlace) =>
      this.#settled(place, localsOf(index), {
        round: replay?.round(plan.items[index] ?? null),
        run: () => this.#attempt.run(from, localsOf(index)),
      });
    const overlap = overlapOf(place.task, plan, scopeOf);
    if (overlap === undefined || !this.#attempt.isFar(place)) {
      return (index) => settled(index, place);
    }
    const turns = new LoopTurns(overlap);
    const begin = (index: number) =>
      begun.push(turns.begin((turn) => settled(index, { ...place, turn })));
    return (index) => {
      const end = Math.min(index + ROUNDS_AT_ONCE, plan.items.length);
      while (begun.length < end) begin(begun.length);
      return begun[index] ?? Promise.reject(new RangeError(`There is no round ${index}`));
    };
  }

  #breaks(plan: LoopPlan, scope: LayeredScope): boolean {
    if (plan.breakWhen.length === 0) return false;
    try {
      return plan.breakWhen.every((item) => this.#ports.templating.condition(item, scope));
    } catch (error) {
      // A loop that might end here is followed to its end.
      if (unknownCause(error) !== undefined) return false;
      throw error;
    }
  }

  #tell(place: TaskPlace, round: AttemptResult, label: string): void {
    if (round.include !== undefined && round.unknown === undefined) return;
    const result = shown(place, round, { isLoop: false });
    const text = round.isSecret ? "None" : label;
    this.#ports.emit({ kind: "item_result", result, label: text });
  }
}

/** Modules that bind variables. */
const BINDING: ReadonlySet<string> = new Set(["include_vars", "set_fact"]);

function outcome(
  place: TaskPlace,
  attempt: AttemptResult,
  { isLoop }: { readonly isLoop: boolean },
): TaskOutcome {
  return {
    event: shown(place, attempt, { isLoop }),
    result: attempt.result,
    registered: attempt.registered ?? withoutInvocation(attempt.result),
    notify: attempt.notify ?? [],
    ...(attempt.possible !== undefined && { possible: attempt.possible }),
    isRepeated: attempt.isRepeated ?? false,
    includes: attempt.include === undefined ? [] : [secretly(attempt.include, attempt)],
  };
}

function registeredOf(attempt: Omit<AttemptResult, "isIgnored">): Value {
  return attempt.registered ?? attempt.result;
}

/** An include under `no_log` is told without what it was the round of. */
function secretly(
  include: IncludeRequest,
  { isSecret }: AttemptResult,
): IncludeRequest & { readonly label?: string } {
  return isSecret ? { ...include, label: "(censored due to no_log)" } : include;
}

/** Adds to the result of a round what it was the round of. */
function withItem(round: AttemptResult, plan: LoopPlan, index: number): AttemptResult {
  const { result, registered } = round;
  const about = new Map<string, Value>([
    ["ansible_loop_var", plan.loopVar],
    [plan.loopVar, plan.items[index] ?? null],
  ]);
  if (plan.indexVar !== undefined) {
    about.set("ansible_index_var", plan.indexVar).set(plan.indexVar, index);
  }
  for (const [key, value] of about) result.set(key, value);
  if (!result.has("failed") && !wasSkipped(result)) result.set("failed", false);
  return registered instanceof Unknown ? { ...round, registered: registered.with(about) } : round;
}

/** @returns What an item is called, and why it has failed if that cannot be told. */
function labelOf(
  { items, label, loopVar }: LoopPlan,
  index: number,
  scope: LayeredScope,
): { readonly label: string; readonly failure?: string } {
  const textOf = (value: Value) => unknownIn(value) === undefined ? toText(value) : UNKNOWN_TEXT;
  const item = items[index] ?? null;
  try {
    // An item may be text that a template makes a list of, and so does the label.
    const isRead = typeof item === "string" && /^[[{]/.test(item);
    const name = label === undefined && !isRead
      ? item
      : scope.evaluate(label ?? `{{ ${loopVar} }}`);
    return { label: textOf(name) };
  } catch (error) {
    const reason = evaluationError(error, { kind: "condition" }).message;
    return { label: textOf(item), failure: `Failed to template loop_control.label: ${reason}` };
  }
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
  const doubts = rounds.flatMap(({ unknown, possible }) => unknown ?? possible ?? []);
  const registered = rounds.some((round) => round.registered !== undefined)
    ? registeredLoop(result, rounds)
    : undefined;
  const unknown = isFailed ? undefined : rounds.find((round) => round.unknown)?.unknown;
  const unreachable = rounds.find((round) => round.unreachable !== undefined)?.unreachable;
  const last = rounds.at(-1);
  return {
    result,
    diffs: [],
    isSecret: rounds.some((round) => round.isSecret),
    ...(registered !== undefined && { registered }),
    ...(unknown !== undefined && { unknown }),
    ...(doubts[0] !== undefined && { possible: doubts[0] }),
    notify: rounds.flatMap((round) => round.notify ?? []),
    isRepeated: rounds.some((round) => round.isRepeated),
    ...(unreachable !== undefined && { unreachable }),
    ...(last?.delegate !== undefined && { delegate: last.delegate }),
    ...(last?.delegatedVars && { delegatedVars: last.delegatedVars }),
  };
}

function mayBeSkipped({ unknown, registered, result }: AttemptResult): boolean {
  // A command that check mode held back is told as skipped, though it will have run.
  return unknown !== undefined || registered === undefined && wasSkipped(result);
}

/** What is known of a loop some of whose rounds were held back or are unknown. */
function registeredLoop(result: Dict, rounds: readonly AttemptResult[]): Dict {
  const results = rounds.map(registeredOf);
  const registered: Dict = new Map(result).set("results", results);
  registered.delete("skipped");
  const doubt = rounds.find(({ unknown }) => unknown !== undefined)?.unknown;
  // If all of them turn out to be skipped, so is the loop.
  if (doubt !== undefined && rounds.every(mayBeSkipped)) {
    registered.set("skipped", new Unknown(doubt.causes));
  }
  for (const name of ["changed", "failed"]) {
    const verdicts = results.map((one) =>
      one instanceof Unknown ? one.attribute(name) : isDict(one) ? one.get(name) ?? false : false
    );
    const isSettled = verdicts.includes(true);
    registered.set(name, isSettled || (verdicts.find((one) => one instanceof Unknown) ?? false));
  }
  return registered;
}
