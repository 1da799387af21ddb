import type { Dict, Value } from "../../base/value.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import { TemplateError } from "../template/errors.ts";
import { unknownCause, type UnknownError } from "../template/unknown.ts";
import type { ActionResult } from "./actions/action.ts";
import type { TaskCall } from "./task_call.ts";
import type { RunOptions } from "./options.ts";
import type { Keywords } from "./keywords.ts";
import { unpredictable } from "./prediction.ts";
import { failure } from "./result.ts";
import { BecomeError, type UnreachableError } from "./sessions.ts";
import { EvaluationError, TaskError } from "./task_error.ts";

/** The result of one round of a task: after `until`, `changed_when` and `failed_when`. */
export interface AttemptResult extends ActionResult {
  readonly delegate?: string;
  /** What outputs are told of the delegate. */
  readonly delegatedVars?: Dict;
  /** What it tells if it changes anything. */
  readonly notify?: readonly string[];
  readonly isIgnored: boolean;
  /** `no_log`. */
  readonly isSecret: boolean;
  /** Why the host could not be reached. */
  readonly unreachable?: string;
  /** Whether what the playbook says could not be evaluated: a loop ends with it, and is all of it. */
  readonly isUnevaluated?: boolean;
  /** Why it cannot be said what the task would do. */
  readonly unknown?: UnknownError;
  /** What `register` gets where that is not the result. */
  readonly registered?: Value;
  /** Why handlers may be notified, though it is not certain. */
  readonly possible?: UnknownError;
  /** Whether a run before this one had begun it and did not see what it changed. */
  readonly isRepeated?: boolean;
}

/** @returns Whether `no_log` is set. */
export function isSecret(keywords: Keywords, { noLog }: Pick<RunOptions, "noLog">): boolean {
  return keywords.bool("no_log") ?? noLog;
}

/** What those say that do not have the usual words. */
const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ["assemble", "check mode is not supported for this task."],
  ["fetch", "check mode not (yet) supported for this module"],
  ["uri", "remote module (ansible.legacy.uri) does not support check mode"],
]);

/** @returns The result of a module that cannot tell what it would do. */
export function unsupportedCheck(module: string): ActionResult {
  const result: Dict = new Map<Value, Value>([
    ["changed", false],
    ["skipped", true],
    ["msg", UNSUPPORTED.get(module) ?? `remote module (${module}) does not support check mode`],
  ]);
  return { result, diffs: [] };
}

/** @returns The result of a task whose host could not be reached. */
export function unreachable(error: UnreachableError) {
  const result: Dict = new Map<Value, Value>([
    ["changed", false],
    ["msg", error.message],
    ["unreachable", true],
  ]);
  return { result, diffs: [], unreachable: error.message };
}

/** What a failure is explained by. */
export interface FailureParts {
  /** The files that tasks come from. */
  readonly sources: SourceIndex;
}

/**
 * @returns The result of a round that `error` ended.
 * @throws What is no fault of a playbook or a target: a bug, or an interruption.
 */
export function failedRound(
  { call, keywords }: { readonly call: Pick<TaskCall, "signal">; readonly keywords: Keywords },
  error: unknown,
  { sources }: FailureParts,
): AttemptResult {
  if (call.signal.aborted) throw error;
  const unknown = unknownCause(error);
  if (unknown !== undefined) {
    return {
      ...unpredictable(unknown),
      notify: handlersOf(keywords),
      isIgnored: false,
      isSecret: flag(keywords, "no_log"),
    };
  }
  const message = error instanceof EvaluationError ? error.placedIn(sources) : messageOf(error);
  const isUnevaluated = error instanceof TaskError || error instanceof TemplateError;
  const isBare = isUnevaluated || error instanceof BecomeError;
  const { result, diffs } = isBare ? failure(message) : failure(message, { changed: false });
  return {
    result,
    diffs,
    isIgnored: flag(keywords, "ignore_errors"),
    isSecret: flag(keywords, "no_log"),
    isUnevaluated,
  };
}

/** Names that cannot be evaluated are no reason to say nothing of the task. */
function handlersOf(keywords: Keywords): readonly string[] {
  try {
    return keywords.texts("notify");
  } catch {
    return [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A keyword that cannot be evaluated must not hide the first error. */
function flag(keywords: Keywords, keyword: "ignore_errors" | "no_log"): boolean {
  try {
    return keywords.bool(keyword) ?? false;
  } catch {
    return keyword === "no_log";
  }
}
