import type { Value } from "../../base/value.ts";
import { plain } from "./palette.ts";
import { diffText } from "./diff_text.ts";
import type { ResultRecord, TaskRecord } from "./run_record.ts";
import { resultText } from "./result_text.ts";

/** @returns What a result says in a sentence or a few lines: its message, what a command printed. */
export function messageOf({ result }: ResultRecord): string {
  const parts = ["msg", "reason", "skip_reason", "censored", "module_stderr", "stderr"].map((key) =>
    textOf(result.get(key))
  );
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))].join("\n");
}

/** @returns A result as indented JSON without what is of no interest to people. */
export function detailsOf({ task }: TaskRecord, record: ResultRecord): string {
  if (record.display === "hidden") return "";
  const { host, outcome, isIgnored, result } = record;
  const event = { task, host, outcome, isIgnored, result, diffs: [], isLoop: false } as const;
  return resultText({ ...event, display: "message" }, 0);
}

/** @returns What a result changed, as a unified diff; empty if it is not known. */
export function changesOf({ diffs }: ResultRecord): string {
  return diffText(diffs, plain);
}

/** @returns The host of a result, and who did it instead. */
export function placeOf({ host, delegate }: ResultRecord): string {
  return delegate === undefined ? host : `${host} → ${delegate}`;
}

/** @returns Milliseconds for people: `84 ms`, `2.3 s`, `4 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

function textOf(value: Value | undefined): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(textOf).join("\n") : "";
}
