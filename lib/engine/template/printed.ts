import { Tuple, type Value } from "../../base/value.ts";
import { LazyDict, TemplateObject } from "./object.ts";
import { toText } from "./text.ts";
import { NothingUndefined, Undefined } from "./undefined.ts";

/** @returns What `{{ value }}` prints in Ansible: nothing for None, views and ranges as lists. */
export function printed(value: Value): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  return typeof value === "object" ? toText(unrolled(value)) : toText(value);
}

/**
 * @returns `value` with an iterator at its top as a list.
 * @throws {UndefinedError} If there is an undefined value anywhere in it.
 */
export function unrolled(value: Value): Value {
  checkDefined(value);
  return viewless(value);
}

/** @returns `value`, as a list if it is an iterator: what Ansible makes of a filter's result. */
export function viewless(value: Value): Value {
  if (!(value instanceof TemplateObject) || value instanceof LazyDict) return value;
  return isView(value) ? [...value.iterate() ?? []] : value;
}

/** @throws {UndefinedError} If there is an undefined value anywhere in `value`. */
export function checkDefined(value: Value): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) checkDefined(item);
  } else if (value instanceof Map) {
    for (const item of value.values()) checkDefined(item);
  } else if (value instanceof Tuple) {
    for (const item of value.items) checkDefined(item);
  } else if (value instanceof Undefined && !(value instanceof NothingUndefined)) {
    value.fail();
  }
}

function isView(value: TemplateObject): boolean {
  return value.typeName === "range" || value.typeName.startsWith("dict_");
}
