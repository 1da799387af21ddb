import { pythonJson } from "../../base/python_json.ts";
import { type Dict, isDict, type Value } from "../../base/value.ts";
import { dumpYaml } from "../../source/yaml_dump.ts";
import type { ResultEvent } from "../executor/event.ts";
import { DEFAULT_DISPLAY, type DisplaySettings } from "./display_settings.ts";

/**
 * @returns A result without what is of no interest to people: as JSON on one line, or indented if it
 * is a message or `verbosity` is 3 or more; or as YAML.
 */
export function resultText(
  event: ResultEvent,
  verbosity: number,
  display: DisplaySettings = DEFAULT_DISPLAY,
): string {
  const result = shownResult(event, verbosity);
  const { format, isPretty } = display;
  const isIndented = event.display === "message" || verbosity > 2 ||
    (isPretty ?? format === "yaml");
  return valueText(result, { display, ...(isIndented && isPretty !== false && { indent: 4 }) });
}

/** @returns A dict in the format that the configuration asks for. */
export function valueText(
  value: Dict,
  { display, indent }: { readonly display: DisplaySettings; readonly indent?: number },
): string {
  if (display.format === "json") {
    const layout = { ...(indent !== undefined && { indent }), ensureAscii: false };
    return pythonJson(value, { ...layout, sortKeys: canSortKeys(value) });
  }
  const isPretty = display.isPretty !== false;
  const shown = isPretty ? withoutLines(value) : value;
  const yaml = dumpYaml(isPretty ? printable(shown) : shown, {
    ...(indent !== undefined && { indent }),
    allowUnicode: true,
    blocks: true,
  });
  return `\n${yaml.trimEnd().replace(/^(?=.*\S)/gm, " ".repeat(indent ?? 4))}`;
}

/** Lines are not shown beside the text that they are the lines of. */
function withoutLines(value: Dict): Dict {
  const shown = new Map(value);
  for (const name of ["stdout", "stderr"]) {
    if (shown.has(name) && shown.has(`${name}_lines`)) shown.set(`${name}_lines`, "<omitted>");
  }
  return shown;
}

/** Texts of several lines without what would keep them from being blocks. */
function printable(value: Value): Value {
  if (Array.isArray(value)) return value.map(printable);
  if (isDict(value)) return new Map([...value].map(([key, item]) => [key, printable(item)]));
  if (typeof value !== "string" || !value.includes("\n")) return value;
  return value.trimEnd().split("\n").map((line) => expandTabs(line).trimEnd()).join("\n")
    .replace(UNPRINTABLE, "");
}

// deno-lint-ignore no-control-regex -- these are the characters it is about
const UNPRINTABLE = /[\x00-\x09\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]/g;

/** As Python's expandtabs(). */
function expandTabs(line: string): string {
  let shown = "";
  for (const part of line.split(/(\t)/)) {
    shown += part === "\t" ? " ".repeat(8 - shown.length % 8) : part;
  }
  return shown;
}

/** @returns A result without what is of no interest to people. */
function shownResult(event: ResultEvent, verbosity: number): Dict {
  const shown = event.task.module === "debug" ? messageOf(event.result) : event.result;
  return withoutHidden(shown, verbosity);
}

/** @returns A result without what only programs need. */
export function withoutHidden(result: Dict, verbosity: number): Dict {
  return new Map([...result].filter(([key]) => !isHidden(key, verbosity)));
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
