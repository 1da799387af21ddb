import { type Dict, isDict } from "../../base/value.ts";
import type { Position } from "../../base/position.ts";
import { valueFromJson } from "../../base/value_json.ts";
import type { Var } from "../../wire/domain.ts";
import type { Keyword, Setting } from "../../wire/task.ts";
import type { LoadedVar, Settings, Written } from "./model.ts";

/** Keywords that `apply` may hand to what is included: those of a block. */
const APPLICABLE: readonly Keyword[] = [
  "any_errors_fatal",
  "become",
  "become_exe",
  "become_flags",
  "become_method",
  "become_user",
  "check_mode",
  "collections",
  "connection",
  "debugger",
  "delegate_facts",
  "delegate_to",
  "diff",
  "environment",
  "ignore_errors",
  "ignore_unreachable",
  "module_defaults",
  "no_log",
  "notify",
  "port",
  "remote_user",
  "run_once",
  "tags",
  "throttle",
  "timeout",
  "when",
];

/** @returns Variables of the wire as values. */
export function varsOf(vars: readonly Var[]): readonly LoadedVar[] {
  return vars.map(({ key, value, position }) => ({
    key,
    value: valueFromJson(value),
    ...at(position),
  }));
}

/** @returns Keywords of the wire as values; of equal ones the last. */
export function settingsOf(settings: readonly Setting[]): Settings {
  const result = new Map<Keyword, Written>();
  for (const { keyword, value, position } of settings) {
    result.set(keyword, { value: valueFromJson(value), ...at(position) });
  }
  return result;
}

/** @returns The entries of a dict as variables. */
function varsOfDict(dict: Dict, position?: Position): readonly LoadedVar[] {
  return [...dict].map(([key, value]) => ({ key: String(key), value, ...at(position) }));
}

/** What `apply` says, taken apart. */
export interface Applied {
  readonly settings: Settings;
  readonly vars: readonly LoadedVar[];
  /** Keys that are no keywords of a block. */
  readonly unknown: readonly string[];
}

/** Takes the mapping `apply` apart. */
export function appliedOf(apply: Dict, position?: Position): Applied {
  const settings = new Map<Keyword, Written>();
  const unknown: string[] = [];
  for (const [key, value] of apply) {
    const keyword = APPLICABLE.find((one) => one === key);
    if (keyword !== undefined) settings.set(keyword, { value, ...at(position) });
    else if (key !== "vars" && key !== "name") unknown.push(String(key));
  }
  const vars = apply.get("vars");
  return { settings, vars: isDict(vars) ? varsOfDict(vars, position) : [], unknown };
}

/** @returns The position as a member, if there is one. */
export function at(position: Position | undefined): { readonly position?: Position } {
  return position === undefined ? {} : { position };
}
