import type { Value } from "../../base/value.ts";
import { getItem } from "./access.ts";
import { Undefined } from "./undefined.ts";

/**
 * @returns A function that reads an attribute as `map(attribute=…)` and `sort(attribute=…)` do: the
 * text `a.b.0` is a path, digits are indexes; None reads the item itself.
 */
export function attributeGetter(attribute: Value, fallback: Value = null): (item: Value) => Value {
  const path = pathOf(attribute);
  const [only] = path;
  if (path.length === 1 && only !== undefined && fallback === null) {
    return (item) => getItem(item, only);
  }
  return (item) => {
    let value = item;
    for (const part of path) {
      value = getItem(value, part);
      if (fallback !== null && value instanceof Undefined) value = fallback;
    }
    return value;
  };
}

/** Like `attributeGetter()`, for several attributes separated by commas: the result is a list. */
export function attributesGetter(
  attributes: Value,
  change: (value: Value) => Value,
): (item: Value) => Value {
  const getters = typeof attributes === "string"
    ? attributes.split(",").map((attribute) => attributeGetter(attribute))
    : [attributeGetter(attributes)];
  const [only] = getters;
  if (getters.length === 1 && only !== undefined) return (item) => change(only(item));
  return (item) => getters.map((get) => change(get(item)));
}

/** @returns `value` in lower case if it is text, for comparisons that ignore case. */
export function ignoreCase(value: Value): Value {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** @returns `value` itself. */
export function sameCase(value: Value): Value {
  return value;
}

function pathOf(attribute: Value): Value[] {
  if (attribute === null) return [];
  if (typeof attribute !== "string") return [attribute];
  return attribute.split(".").map((part) => /^\d+$/.test(part) ? Number(part) : part);
}
