import { type Dict, Float, Tuple, Unsafe, type Value, Vaulted } from "../../base/value.ts";
import { typeError } from "./errors.ts";
import { TemplateObject } from "./object.ts";
import { pythonType } from "./python_type.ts";

/**
 * A JavaScript value that is the same for any two values that are the same key in Python: 1, 1.0
 * and True are one key; equal tuples are one key.
 *
 * @throws {PythonError} If `value` is unhashable: a list or a dict.
 */
export function hashKey(value: Value): unknown {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return value;
    case "boolean":
      return value ? 1 : 0;
    case "bigint":
      return value;
  }
  if (value === null) return null;
  if (value instanceof Float) return value.value;
  if (value instanceof Tuple) {
    return `\u0000(${value.items.map((i) => `${typeof hashKey(i)}:${String(hashKey(i))}`).join()})`;
  }
  if (value instanceof TemplateObject && value.typeName !== "dict") {
    value.checkHashable();
    return value;
  }
  if (value instanceof Unsafe || value instanceof Vaulted) return value.text;
  throw typeError(`unhashable type: '${pythonType(value)}'`);
}

/** @returns The key object of `dict` that is Python-equal to `key`, or `undefined`. */
function findKey(dict: Dict, key: Value): Value | undefined {
  if (dict.has(key)) return key;
  if (typeof key === "string") return undefined;
  const wanted = hashKey(key);
  if (typeof wanted === "number" || typeof wanted === "string" || typeof wanted === "bigint") {
    for (const candidate of dict.keys()) {
      if (typeof candidate !== "string" && hashKey(candidate) === wanted) return candidate;
    }
  }
  return undefined;
}

/** @returns The value of `key`, or `undefined` if it is not there. */
export function dictGet(dict: Dict, key: Value): Value | undefined {
  const value = dict.get(key);
  if (value !== undefined || typeof key === "string") return value;
  const found = findKey(dict, key);
  return found === undefined ? undefined : dict.get(found);
}

/** @returns Whether `key` is in `dict`. */
export function dictHas(dict: Dict, key: Value): boolean {
  return findKey(dict, key) !== undefined;
}

/** Sets `key`; an equal key that is there already keeps its place and spelling. */
export function dictSet(dict: Dict, key: Value, value: Value): void {
  if (typeof key === "string") dict.set(key, value);
  else dict.set(findKey(dict, key) ?? (hashKey(key), key), value);
}

/** Removes `key`. @returns Whether it was there. */
export function dictDelete(dict: Dict, key: Value): boolean {
  const found = findKey(dict, key);
  return found !== undefined && dict.delete(found);
}
