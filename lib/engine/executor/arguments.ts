import { type Dict, isDict, type Value } from "../../base/value.ts";
import { valueToJson } from "../../base/value_json.ts";
import type { TaskArg } from "../../wire/task.ts";
import type { Bridge } from "../bridge/bridge.ts";
import type { ModuleSpec } from "../playbook/argument_spec.ts";
import { COLLECTION_MODULES } from "../playbook/collection_modules.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { groupOf } from "../playbook/unknown_group.ts";
import type { Keywords } from "./keywords.ts";
import { withoutOmitted } from "./omit.ts";
import type { LayeredScope } from "./scope.ts";
import { evaluationError, TaskError } from "./task_error.ts";
import { setFinal } from "../template/final_texts.ts";
import { toText } from "../template/text.ts";
import { withoutTuples } from "../template/without_tuples.ts";

/**
 * @returns The arguments of `task` on one host: defaults of `module_defaults`, then `args`, then its
 * own; templates rendered, omitted ones left out, the free-form text under its option's name.
 * @throws {TaskError} If a template fails or arguments are no mapping.
 */
export function renderArguments(
  task: LoadedTask,
  scope: LayeredScope,
  { keywords, spec, bridge }: {
    readonly keywords: Keywords;
    readonly spec?: ModuleSpec;
    readonly bridge: Pick<Bridge, "group" | "fullName">;
  },
): Dict {
  const args: Dict = new Map();
  const add = (key: Value, value: Value) => {
    const kept = withoutOmitted(value);
    if (kept === undefined) args.delete(key);
    else setFinal(args, key, withoutTuples(kept));
  };
  for (const [key, value] of defaultsOf(task, { keywords, bridge })) add(key, value);
  for (const [key, value] of templateOf(task, scope)) add(key, value);
  for (const { key, value, position } of task.args) {
    try {
      add(key, scope.evaluateFinal(value));
    } catch (error) {
      throw evaluationError(error, { kind: "arguments" }, position ?? task.position);
    }
  }
  if (task.freeForm !== undefined) add(spec?.freeForm ?? "_raw_params", rendered(task, scope));
  return args;
}

/** @returns `args` as they go over the wire. */
export function toWire(args: Dict): readonly TaskArg[] {
  return [...args].map(([key, value]) => ({ key: toText(key), value: valueToJson(value) }));
}

function rendered(task: LoadedTask, scope: LayeredScope): Value {
  try {
    const value = scope.evaluate(task.freeForm ?? "");
    return value === null ? "" : toText(value);
  } catch (error) {
    throw evaluationError(error, { kind: "arguments" }, task.modulePosition ?? task.position);
  }
}

/** @throws {TaskError} If there are defaults for a group of modules that there is not. */
function defaultsOf(
  task: LoadedTask,
  { keywords, bridge }: {
    readonly keywords: Keywords;
    readonly bridge: Pick<Bridge, "group" | "fullName">;
  },
): Dict {
  const all = keywords.mapping("module_defaults");
  if (all.size === 0) return all;
  const fullName = COLLECTION_MODULES.get(task.module) ?? bridge.fullName(task);
  const defaults: Dict = new Map();
  const add = (own: Value = null) => {
    if (isDict(own)) { for (const [key, value] of own) defaults.set(key, value); }
  };
  for (const [key, value] of all) {
    const group = groupOf(key);
    if (group === undefined) continue;
    const members = bridge.group(group);
    if (members === undefined) {
      throw new TaskError(`Cannot use module_defaults: there is no action group ${group}`);
    }
    if (members.has(fullName)) add(value);
  }
  for (const name of new Set([task.writtenModule, fullName, task.module])) add(all.get(name));
  return defaults;
}

function templateOf(task: LoadedTask, scope: LayeredScope): Dict {
  if (task.argsTemplate === undefined) return new Map();
  let value: Value;
  try {
    value = scope.evaluate(task.argsTemplate);
  } catch (error) {
    throw evaluationError(error, { kind: "arguments" }, task.position);
  }
  if (!isDict(value)) throw new TaskError("Cannot use args: expected a mapping of arguments");
  return value;
}
