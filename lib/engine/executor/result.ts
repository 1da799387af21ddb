import { type Dict, dict, isDict, type Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import type { ExecuteTaskReply } from "../../wire/execute.ts";
import type { Diff } from "../../wire/domain.ts";
import { splitLines } from "../template/methods/text_split.ts";

/** What running a task once on a host gave: `result` is what `register` gets. */
export interface TaskResult {
  readonly result: Dict;
  readonly diffs: readonly Diff[];
  /** Facts that the module found out; they are in `result`, too, as `ansible_facts`. */
  readonly facts?: Dict;
}

/** @returns A task's result as Ansible would register it. */
export function fromReply(reply: ExecuteTaskReply): TaskResult {
  const result: Dict = new Map<Value, Value>([["changed", reply.changed]]);
  const rest = valueFromJson(reply.result);
  if (isDict(rest)) { for (const [key, value] of rest) result.set(key, value); }
  if (reply.command !== undefined) {
    result.set("rc", reply.command.exitCode);
    result.set("stdout", DECODER.decode(reply.command.stdout));
    result.set("stderr", DECODER.decode(reply.command.stderr));
  }
  if (reply.errorMessage !== undefined) result.set("msg", reply.errorMessage);
  if (reply.status === "failure") result.set("failed", true);
  if (reply.skipped) result.set("skipped", true);
  if (reply.warnings.length > 0) result.set("warnings", [...reply.warnings]);
  if (reply.diff.length > 0 && !result.has("diff")) result.set("diff", diffValue(reply.diff));
  addLines(result);
  const facts = reply.facts === undefined ? undefined : valueFromJson(reply.facts);
  if (!isDict(facts)) return { result, diffs: reply.diff };
  result.set("ansible_facts", facts);
  return { result, diffs: reply.diff, facts };
}

/** @returns A failed result with `msg` and nothing else. */
export function failure(msg: string, more: Readonly<Record<string, Value>> = {}): TaskResult {
  const result: Dict = new Map<Value, Value>(Object.entries(more));
  result.set("failed", true).set("msg", msg);
  return { result, diffs: [] };
}

/** @returns Whether `result` says that the task failed. */
export function hasFailed(result: Dict): boolean {
  return result.get("failed") === true;
}

/** @returns Whether `result` says that the task was skipped. */
export function wasSkipped(result: Dict): boolean {
  return result.get("skipped") === true;
}

/** One difference is a mapping, several are a list of them. */
function diffValue(diffs: readonly Diff[]): Value {
  const [first, ...rest] = diffs.map(({ beforeHeader, afterHeader, before, after, prepared }) =>
    dict({ before_header: beforeHeader, after_header: afterHeader, before, after, prepared })
  );
  return first === undefined ? [] : rest.length === 0 ? first : [first, ...rest];
}

/** Adds the `_lines` that every result with texts of a command has. */
function addLines(result: Dict): void {
  for (const key of ["stdout", "stderr"]) {
    const text = result.get(key);
    if (typeof text === "string" && !result.has(`${key}_lines`)) {
      result.set(`${key}_lines`, splitLines(text, "drop"));
    }
  }
}

const DECODER = new TextDecoder();
