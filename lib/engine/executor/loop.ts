import { type Dict, dict, Float, isDict, type Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { asBool } from "./bool.ts";
import type { Templating } from "./ports.ts";
import { dataLayer, type LayeredScope, type VarLayer } from "./scope.ts";
import { evaluationError, TaskError } from "./task_error.ts";
import { finalItem, setFinal } from "../template/final_texts.ts";
import { toText } from "../template/text.ts";
import { certain } from "../template/unknown.ts";
import { withoutTuples } from "../template/without_tuples.ts";

/** How a task loops, as `loop_control` says. */
export interface LoopPlan {
  readonly items: readonly Value[];
  readonly loopVar: string;
  readonly indexVar?: string;
  /** As it was written: rendered for each item. */
  readonly label?: Value;
  readonly breakWhen: readonly Value[];
  readonly pauseMs: number;
  readonly extended: "off" | "on" | "without_allitems";
}

/**
 * @returns How `task` loops, or `undefined` if it does not.
 * @throws {TaskError} If what it loops over is no list or cannot be evaluated.
 */
export function loopPlan(
  task: LoadedTask,
  scope: LayeredScope,
  templating: Templating,
): LoopPlan | undefined {
  const items = loopItems(task, scope, templating);
  if (items === undefined) return undefined;
  const written = task.layer.settings.get("loop_control")?.value;
  const control: Dict = isDict(written) ? written : new Map();
  const evaluated = (name: string) => {
    const value = control.get(name);
    return value === undefined ? undefined : scope.evaluate(value);
  };
  const indexVar = evaluated("index_var");
  const label = control.get("label");
  const breakWhen = control.get("break_when") ?? [];
  const wantsAll = asBool(evaluated("extended_allitems") ?? true) ?? true;
  return {
    items,
    loopVar: toText(evaluated("loop_var") ?? "item"),
    ...(indexVar !== undefined && indexVar !== null && { indexVar: toText(indexVar) }),
    ...(label !== undefined && { label }),
    breakWhen: Array.isArray(breakWhen) ? breakWhen : [breakWhen],
    pauseMs: numberOf(evaluated("pause") ?? 0) * 1000,
    extended: !(asBool(evaluated("extended") ?? false) ?? false)
      ? "off"
      : wantsAll
      ? "on"
      : "without_allitems",
  };
}

/** @returns The variables that one round of a loop sees. */
export function itemLayer(plan: LoopPlan, index: number): VarLayer {
  const vars: Dict = new Map<Value, Value>([["ansible_loop_var", plan.loopVar]]);
  setFinal(vars, plan.loopVar, finalItem(plan.items, index, plan.items[index] ?? null));
  if (plan.indexVar !== undefined) {
    vars.set(plan.indexVar, index).set("ansible_index_var", plan.indexVar);
  }
  if (plan.extended !== "off") vars.set("ansible_loop", extendedOf(plan, index));
  return dataLayer(vars);
}

function numberOf(value: Value): number {
  return Number(value instanceof Float ? value.value : value);
}

function extendedOf({ items, extended }: LoopPlan, index: number): Dict {
  const length = items.length;
  return dict({
    allitems: extended === "on" ? [...items] : undefined,
    index: index + 1,
    index0: index,
    first: index === 0,
    last: index === length - 1,
    length,
    revindex: length - index,
    revindex0: length - index - 1,
    previtem: index > 0 ? items[index - 1] : undefined,
    nextitem: items[index + 1],
  });
}

function loopItems(
  task: LoadedTask,
  scope: LayeredScope,
  templating: Templating,
): readonly Value[] | undefined {
  const terms = task.layer.settings.get("loop_with");
  const loop = task.layer.settings.get("loop");
  try {
    if (task.loopWith !== undefined && terms !== undefined) {
      const finished = withoutTuples(certain(scope.evaluate(terms.value)));
      // A lookup takes lists apart: how many items an unknown one has is unknown, too.
      if (Array.isArray(finished)) finished.forEach(certain);
      return templating.lookup(task.loopWith, finished, scope).map(withoutTuples);
    }
    if (loop === undefined) return undefined;
    const items = certain(scope.evaluate(loop.value));
    const listed = withoutTuples(items);
    if (Array.isArray(listed)) return listed;
    throw new TaskError(
      `Invalid data passed to 'loop', it requires a list, got this instead: ${toText(items)}. ` +
        "Hint: If you passed a list/dict of just one element, try adding wantlist=True to your " +
        "lookup invocation or use q/query instead of lookup.",
    );
  } catch (error) {
    if (error instanceof TaskError) throw error;
    throw evaluationError(error, { kind: "loop" }, (terms ?? loop)?.position);
  }
}
