import type { Dict, Value } from "../../base/value.ts";
import { FinalText } from "./object.ts";

/** The keys of finished dicts and lists at which there are texts that are never read back. */
const MARKED = new WeakMap<object, Set<Value>>();

/** Puts `value` into `container` as plain text, which is known as final if it is a `FinalText`. */
export function setFinal(container: Dict, key: Value, value: Value): void {
  if (value instanceof FinalText) markFinal(container, key);
  else MARKED.get(container)?.delete(key);
  container.set(key, value instanceof FinalText ? value.text : value);
}

/** Remembers that the text at `key` of `container` was made on purpose. */
export function markFinal(container: object, key: Value): void {
  const keys = MARKED.get(container);
  if (keys === undefined) MARKED.set(container, new Set([key]));
  else keys.add(key);
}

/** @returns `value`, which is at `key` of `container`, as a `FinalText` if it is known as one. */
export function finalItem(container: Value | object, key: Value, value: Value): Value {
  if (typeof value !== "string" || typeof container !== "object" || container === null) {
    return value;
  }
  const keys = MARKED.get(container);
  return keys !== undefined && keys.has(key) ? new FinalText(value) : value;
}
