import { isDict, type Value } from "../../base/value.ts";

/** The value of the magic variable `omit`: no text a person would write. */
export const OMIT = "__omit_place_holder__5c4d1f0e9b7a4d3c8f2b6a1e0d9c8b7a";

/**
 * @returns `value` without the entries of lists and dicts that are `omit`; `undefined` if it is
 * `omit` itself; the very same list or dict if there is none.
 */
export function withoutOmitted(value: Value): Value | undefined {
  if (value === OMIT) return undefined;
  if (!holdsOmitted(value)) return value;
  if (Array.isArray(value)) {
    return value.map((item) => withoutOmitted(item)).filter((item) => item !== undefined);
  }
  if (isDict(value)) {
    const result = new Map<Value, Value>();
    for (const [key, item] of value) {
      const kept = withoutOmitted(item);
      if (kept !== undefined) result.set(key, kept);
    }
    return result;
  }
  return value;
}

function holdsOmitted(value: Value): boolean {
  if (Array.isArray(value)) return value.some(holdsOmitted);
  return isDict(value) ? value.values().some(holdsOmitted) : value === OMIT;
}
