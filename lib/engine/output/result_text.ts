import { pythonJson } from "../../base/python_json.ts";
import type { Dict } from "../../base/value.ts";
import type { ResultEvent } from "../executor/event.ts";

/**
 * @returns A result as JSON without what is of no interest to people: on one line, or indented if
 * it is a message or `verbosity` is 3 or more.
 */
export function resultText(event: ResultEvent, verbosity: number): string {
  const result = shownResult(event, verbosity);
  const isIndented = event.display === "message" || verbosity > 2;
  const layout = { ...(isIndented ? { indent: 4 } : {}), ensureAscii: false };
  return pythonJson(result, { ...layout, sortKeys: canSortKeys(result) });
}

/** @returns A result without what is of no interest to people. */
export function shownResult(event: ResultEvent, verbosity: number): Dict {
  const shown = event.task.module === "debug" ? messageOf(event.result) : event.result;
  return new Map([...shown].filter(([key]) => !isHidden(key, verbosity)));
}

/** @returns Whether the line of an `ok`, `changed` or `skipped` result shows the result too. */
export function showsResult(event: ResultEvent, verbosity: number): boolean {
  if (event.display === "hidden") return false;
  return verbosity > 0 || event.display === "message";
}

function isHidden(key: unknown, verbosity: number): boolean {
  if (typeof key !== "string") return false;
  if (key.startsWith("_ansible_") || ALWAYS_HIDDEN.has(key)) return true;
  return verbosity < 3 && (key === "invocation" || key === "diff");
}

/** Told by the line itself, or by lines of their own. */
const ALWAYS_HIDDEN: ReadonlySet<string> = new Set([
  "exception",
  "warnings",
  "deprecations",
  "failed",
  "skipped",
]);

/** Of `debug`, people want the message or the variable alone. */
function messageOf(result: Dict): Dict {
  const isMessage = result.has("msg");
  return new Map([...result].filter(([key]) => isMessage ? key === "msg" : !STATUS_KEYS.has(key)));
}

const STATUS_KEYS: ReadonlySet<unknown> = new Set([
  "changed",
  "failed",
  "skipped",
  "skip_reason",
  "invocation",
]);

/** Ansible sorts where Python can compare all keys of all dicts, and leaves the order if not. */
function canSortKeys(result: Dict): boolean {
  try {
    pythonJson(result, { sortKeys: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
