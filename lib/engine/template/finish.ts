import { type Dict, Tuple, type Value } from "../../base/value.ts";
import { LazyDict, TemplateObject } from "./object.ts";
import { NothingUndefined, Undefined } from "./undefined.ts";
import { Unknown } from "./unknown.ts";

/**
 * @returns `value` without anything that exists only in templates: lazy dicts are built, views
 * become lists, other objects become their text; an unknown value stays one. What is plain already
 * is not copied.
 * @throws {UndefinedError} If there is an undefined value anywhere in it.
 */
export function finish(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.some(special) ? value.map(finish) : value;
  if (value instanceof Map) {
    let changed = false;
    const result: Dict = new Map();
    for (const [key, item] of value) {
      const finished = finish(item);
      changed ||= finished !== item;
      result.set(finish(key), finished);
    }
    return changed ? result : value;
  }
  if (value instanceof Tuple) {
    return value.items.some(special) ? new Tuple(value.items.map(finish)) : value;
  }
  if (value instanceof NothingUndefined) return "";
  if (value instanceof Undefined) return value.fail();
  if (value instanceof LazyDict) return finish(value.toDict());
  if (!(value instanceof TemplateObject) || value instanceof Unknown) return value;
  return value.typeName.startsWith("dict_") || value.typeName === "range"
    ? finish([...value.iterate() ?? []])
    : value.text;
}

function special(value: Value): boolean {
  return finish(value) !== value;
}
