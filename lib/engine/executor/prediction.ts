import type { Dict, Value } from "../../base/value.ts";
import { displayName } from "../playbook/inherited.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { Unknown, type UnknownCause, unknownCause, UnknownError } from "../template/unknown.ts";
import type { ActionResult } from "./actions/action.ts";
import type { AttemptResult } from "./attempt_result.ts";
import type { RunOptions } from "./options.ts";

/** Modules whose results are what a command printed, and which report a change when they ran one. */
export const COMMANDS: ReadonlySet<string> = new Set([
  "command",
  "expect",
  "raw",
  "script",
  "shell",
]);

/** What a command's result has for certain. */
const PRINTED = ["stdout", "stderr", "stdout_lines", "stderr_lines", "rc", "start", "end", "delta"];

/** @returns Whether what does not run in check mode is unknown to the tasks after it. */
export function predicts({ isCheck, checkStyle }: RunOptions): boolean {
  return isCheck && checkStyle === "predict";
}

/**
 * @returns Whether `task` runs in check mode because the playbook says that its command changes
 * nothing, and the person that it may be believed.
 */
export function mayRead(task: LoadedTask, options: RunOptions): boolean {
  return options.runsReadOnly === true && COMMANDS.has(task.module) &&
    task.layer.settings.get("changed_when")?.value === false;
}

/** @returns Whether a module gave `result` in check mode without having done its work. */
export function wasHeldBack(task: LoadedTask, result: Dict): boolean {
  if (result.get("failed") === true) return false;
  if (result.get("skipped") === true) {
    // Other reasons, such as a file that is there already, hold in a real run as well.
    const msg = result.get("msg");
    return typeof msg !== "string" || /check mode/i.test(msg);
  }
  return COMMANDS.has(task.module) && result.get("changed") === true;
}

/** @returns The task as what others depend on. */
export function causeOf(task: LoadedTask): UnknownCause {
  return { task: displayName(task), ...(task.position && { position: task.position }) };
}

/**
 * @returns What is known of the result of a task that check mode held back: that it will have run,
 * and how the names that `verdicts` has turn out.
 */
export function predictedResult(
  task: LoadedTask,
  result: Dict,
  verdicts: { readonly changed?: Value; readonly failed?: Value } = {},
): Unknown {
  const causes = [causeOf(task)];
  const isCommand = COMMANDS.has(task.module);
  const members = new Map<string, Value>([
    ["skipped", false],
    ["unreachable", false],
    ["changed", verdicts.changed ?? (isCommand ? true : new Unknown(causes))],
    ["failed", verdicts.failed ?? false],
  ]);
  if (isCommand) {
    for (const name of PRINTED) members.set(name, new Unknown(causes));
    const cmd = result.get("cmd");
    if (cmd !== undefined) members.set("cmd", cmd);
  }
  return new Unknown(causes, { members });
}

/**
 * @param holds Whether a condition of `changed_when` or `failed_when` holds for what is known.
 * @returns What a task came to that check mode held back, with what its verdicts would make of it.
 */
export function predicted(
  task: LoadedTask,
  attempt: AttemptResult,
  holds: (condition: Value, known: Unknown) => boolean,
): AttemptResult {
  const cause = causeOf(task);
  const known = predictedResult(task, attempt.result);
  const verdict = (keyword: "changed_when" | "failed_when"): Value | undefined => {
    const condition = task.layer.settings.get(keyword);
    if (condition === undefined) return undefined;
    try {
      return holds(condition.value, known);
    } catch (error) {
      return new Unknown(unknownCause(error)?.causes ?? [cause]);
    }
  };
  const changed = verdict("changed_when");
  const failed = verdict("failed_when") ?? (attempt.isIgnored ? new Unknown([cause]) : false);
  const registered = predictedResult(task, attempt.result, {
    failed,
    ...(changed !== undefined && { changed }),
  });
  if (changed === false) return { ...attempt, registered };
  return { ...attempt, registered, possible: new UnknownError([cause]) };
}

/** What a task came to that needs what only a real run can tell. */
export interface Unpredictable extends ActionResult {
  readonly unknown: UnknownError;
  readonly possible: UnknownError;
  readonly registered: Value;
}

/** @returns The result of a task that needs what only a real run can tell. */
export function unpredictable(error: UnknownError): Unpredictable {
  const result: Dict = new Map<Value, Value>([["changed", false], ["msg", error.message]]);
  const registered = new Unknown(error.causes);
  return { result, diffs: [], unknown: error, possible: error, registered };
}
