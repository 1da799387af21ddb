import { Tuple, type Value } from "../../base/value.ts";
import { characters, textLength } from "./code_points.ts";
import { typeError } from "./errors.ts";
import { TemplateObject } from "./object.ts";
import { pythonType } from "./python_type.ts";

/**
 * @returns The items that Python's `for` would see: the keys of a dict, the characters of a text.
 * @throws {PythonError} If `value` is not iterable.
 */
export function iterate(value: Value): readonly Value[] {
  const items = tryIterate(value);
  if (items === undefined) throw typeError(`'${pythonType(value)}' object is not iterable`);
  return items;
}

/** @returns The items, or `undefined` if `value` is not iterable. */
export function tryIterate(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys()];
  if (typeof value === "string") return characters(value);
  if (value instanceof Tuple) return value.items;
  if (value instanceof TemplateObject) {
    const items = value.iterate();
    return items === undefined ? undefined : Array.isArray(items) ? items : [...items];
  }
  return undefined;
}

/** @returns Python's `len(value)`. @throws {PythonError} If it has none. */
export function lengthOf(value: Value): number {
  const length = tryLength(value);
  if (length === undefined) throw typeError(`object of type '${pythonType(value)}' has no len()`);
  return length;
}

/** @returns Python's `len(value)`, or `undefined` if it has none. */
export function tryLength(value: Value): number | undefined {
  if (typeof value === "string") return textLength(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  if (value instanceof Tuple) return value.items.length;
  return value instanceof TemplateObject ? value.length() : undefined;
}
