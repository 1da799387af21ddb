import { type Dict, isDict, type Value } from "../../base/value.ts";
import type { AttemptResult } from "./attempt_result.ts";
import type { Outcome, ResultEvent } from "./event.ts";
import { hasFailed, wasSkipped } from "./result.ts";
import type { TaskPlace } from "./task_runner.ts";
import { unknownIn, withoutUnknown } from "../template/unknown.ts";

/** @returns What the outputs are told of a result. */
export function shown(
  place: TaskPlace,
  attempt: AttemptResult,
  { isLoop }: { readonly isLoop: boolean },
): ResultEvent {
  const outcome = attempt.unreachable !== undefined
    ? "unreachable"
    : attempt.unknown !== undefined
    ? "unknown"
    : outcomeOf(attempt.result);
  return {
    task: place.ref,
    host: place.host.name,
    ...(attempt.delegate !== undefined && attempt.delegate !== place.host.name &&
      { delegate: attempt.delegate }),
    ...(attempt.delegatedVars && { delegatedVars: attempt.delegatedVars }),
    outcome,
    result: attempt.isSecret ? censored(attempt.result) : certainOf(withoutVerdict(attempt.result)),
    diffs: attempt.isSecret ? [] : attempt.diffs,
    isIgnored: attempt.isIgnored && (outcome === "failed" || outcome === "unreachable"),
    isLoop,
    display: attempt.isShown === true && !attempt.isSecret
      ? "message"
      : place.isHidden || QUIET.has(place.task.module)
      ? "hidden"
      : "brief",
  };
}

/** Modules whose results are shown only where they fail: they are long. */
const QUIET: ReadonlySet<string> = new Set(["gather_facts", "setup"]);

/** @returns How a task with `result` ended. */
export function outcomeOf(result: Dict): Outcome {
  if (countsAsFailed(result)) return "failed";
  if (wasSkipped(result)) return "skipped";
  return result.get("changed") === true ? "changed" : "ok";
}

/** What `failed_when` found counts more than what tries and a loop made of it. */
function countsAsFailed(result: Dict): boolean {
  const results = result.get("results");
  const items = Array.isArray(results) && results.length > 0 ? results.filter(isDict) : [result];
  const judged = items.filter((item) => item.has(VERDICT));
  return judged.length > 0 ? judged.some((item) => item.get(VERDICT) !== false) : hasFailed(result);
}

const VERDICT = "failed_when_result";

/** What nobody knows has no text of its own. */
function certainOf(result: Dict): Dict {
  if (unknownIn(result) === undefined) return result;
  return new Map([...result].map(([key, value]) => [key, withoutUnknown(value, UNKNOWN_TEXT)]));
}

/** What is shown in the place of an unknown value. */
export const UNKNOWN_TEXT = "(cannot be predicted)";

/** What the status line says already. */
function withoutVerdict(result: Dict): Dict {
  if (!result.has("failed") && !result.has("skipped")) return result;
  const rest = new Map(result);
  rest.delete("failed");
  rest.delete("skipped");
  return rest;
}

/** Of a result with `no_log`, all that may be seen. */
function censored(result: Dict): Dict {
  const kept: Dict = new Map<Value, Value>([[
    "censored",
    "the output has been hidden due to the fact that 'no_log: true' was specified for this result",
  ]]);
  for (const key of ["attempts", "changed", "retries"]) {
    const value = result.get(key);
    if (value !== undefined) kept.set(key, value);
  }
  return kept;
}
