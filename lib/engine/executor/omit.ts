import { isDict, type Value } from "../../base/value.ts";

/**
 * @returns `value` without the entries of lists and dicts that are `omit`, the value of the magic
 * variable of that name; `undefined` if it is `omit` itself.
 */
export function withoutOmitted(value: Value, omit: string): Value | undefined {
  if (value === omit) return undefined;
  if (Array.isArray(value)) {
    return value.map((item) => withoutOmitted(item, omit)).filter((item) => item !== undefined);
  }
  if (isDict(value)) {
    const result = new Map<Value, Value>();
    for (const [key, item] of value) {
      const kept = withoutOmitted(item, omit);
      if (kept !== undefined) result.set(key, kept);
    }
    return result;
  }
  return value;
}
