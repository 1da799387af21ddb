import { Float, Tuple, type Value } from "../../base/value.ts";
import type { Builtin, Builtins } from "./builtin.ts";
import { characters, isPlain } from "./code_points.ts";
import { dictGet } from "./dict_access.ts";
import { typeError, valueError } from "./errors.ts";
import { GroupTuple } from "./group_tuple.ts";
import { DICT_METHODS } from "./methods/dict_methods.ts";
import { ITEM_METHODS } from "./methods/item_methods.ts";
import { LIST_METHODS, TUPLE_METHODS } from "./methods/list_methods.ts";
import { FLOAT_METHODS, INT_METHODS } from "./methods/number_methods.ts";
import { TEXT_METHODS } from "./methods/text_methods.ts";
import { NativeFunction, TemplateObject } from "./object.ts";
import { own } from "./own.ts";
import { PythonRange } from "./python_range.ts";
import { objectType, pythonType } from "./python_type.ts";
import { toRepr } from "./text.ts";
import { Undefined } from "./undefined.ts";
import { Unknown } from "./unknown.ts";

/** @returns What Jinja2's `value.name` gives: an attribute (a method), else the item `name`. */
export function getAttribute(value: Value, name: string): Value {
  if (value instanceof Map && !Object.hasOwn(DICT_METHODS, name)) {
    const found = value.get(name);
    return found === undefined ? missing(value, name) : found;
  }
  // A method goes before a key of the same name, as in Python.
  const found = attributeOnly(value, name);
  if (found !== undefined) return found;
  const member = value instanceof TemplateObject ? value.item(name) : undefined;
  return member === undefined ? missing(value, name) : member;
}

/** @returns What Jinja2's `value[key]` gives: the item, else the attribute of that name. */
export function getItem(value: Value, key: Value): Value {
  const found = item(value, key);
  if (found !== undefined) return found;
  if (key instanceof Undefined) return key.fail();
  const attribute = typeof key === "string" ? attributeOnly(value, key) : undefined;
  return attribute === undefined ? missing(value, key) : attribute;
}

/** @returns Python's `value[key]`, or `undefined` where that raises. */
export function item(value: Value, key: Value): Value | undefined {
  if (value instanceof Map) {
    if (typeof key === "string") return value.get(key);
    if (Array.isArray(key) || key instanceof Map) return undefined;
    return dictGet(value, key);
  }
  if (value instanceof TemplateObject) return value.item(key);
  const index = typeof key === "boolean" ? Number(key) : key;
  if (typeof index !== "number" || !Number.isInteger(index)) return undefined;
  if (Array.isArray(value)) return value[index < 0 ? index + value.length : index];
  if (value instanceof Tuple) {
    return value.items[index < 0 ? index + value.items.length : index];
  }
  if (typeof value === "string") {
    if (isPlain(value)) return value[index < 0 ? index + value.length : index];
    const points = characters(value);
    return points[index < 0 ? index + points.length : index];
  }
  return undefined;
}

/** @returns The builtin method `name` of `value`, if there is one. */
export function findMethod(value: Value, name: string): Builtin | undefined {
  const methods = methodsOf(value);
  if (methods === undefined) return undefined;
  const sized = methods !== INT_METHODS && methods !== FLOAT_METHODS;
  return own(methods, name) ?? (sized ? own(ITEM_METHODS, name) : undefined);
}

/** The three parts of a slice `[start:stop:step]`; a part left out is `null`. */
export interface SliceParts {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/**
 * @returns Python's `value[start:stop:step]`.
 * @throws {PythonError} If `value` cannot be sliced.
 */
export function slice(value: Value, parts: SliceParts): Value {
  if (value instanceof Undefined || value instanceof Unknown) return value;
  const step = sliceBound(parts.step) ?? 1;
  if (step === 0) throw valueError("slice step cannot be zero");
  if (typeof value === "string") return sliceItems(characters(value), parts, step).join("");
  if (Array.isArray(value)) return sliceItems(value, parts, step);
  if (value instanceof Tuple) return new Tuple(sliceItems(value.items, parts, step));
  if (value instanceof PythonRange) {
    const indexes = sliceIndexes(value.length(), parts, step);
    return value.part(indexes.start, indexes.stop, step);
  }
  throw typeError(
    pythonType(value) === "dict"
      ? "unhashable type: 'slice'"
      : `'${pythonType(value)}' object is not subscriptable`,
  );
}

/** @returns The attribute or item that is not there. */
export function missing(value: Value, name: Value): Undefined {
  return typeof name === "string"
    ? new Undefined(`'${objectType(value)}' has no attribute ${toRepr(name)}`, name)
    : new Undefined(`${objectType(value)} has no element ${toRepr(name)}`);
}

function attributeOnly(value: Value, name: string): Value | undefined {
  const own = value instanceof TemplateObject
    ? value.attribute(name)
    : value instanceof GroupTuple
    ? groupAttribute(value, name)
    : numberAttribute(value, name);
  return own === undefined ? bound(value, name) : own;
}

function groupAttribute(value: GroupTuple, name: string): Value | undefined {
  return name === "grouper" ? value.grouper : name === "list" ? value.list : undefined;
}

function bound(value: Value, name: string): Value | undefined {
  const method = findMethod(value, name);
  return method && new NativeFunction(
    name,
    (context, args) => method.call({ context, name, first: value, args }),
  );
}

function methodsOf(value: Value): Builtins | undefined {
  switch (typeof value) {
    case "string":
      return TEXT_METHODS;
    case "number":
      return Number.isInteger(value) ? INT_METHODS : FLOAT_METHODS;
    case "bigint":
    case "boolean":
      return INT_METHODS;
  }
  if (Array.isArray(value)) return LIST_METHODS;
  if (value instanceof Map) return DICT_METHODS;
  if (value instanceof Tuple) return TUPLE_METHODS;
  if (value instanceof Float) return FLOAT_METHODS;
  if (value instanceof PythonRange) return TUPLE_METHODS;
  if (value instanceof TemplateObject && value.typeName === "dict") return DICT_METHODS;
  return undefined;
}

function numberAttribute(value: Value, name: string): Value | undefined {
  const whole = typeof value === "bigint" || typeof value === "boolean" ||
    (typeof value === "number" && Number.isInteger(value));
  if (!whole && typeof value !== "number" && !(value instanceof Float)) return undefined;
  const plain = typeof value === "boolean" ? Number(value) : value;
  if (name === "real") return plain;
  if (name === "imag") return whole ? 0 : new Float(0);
  if (whole && name === "numerator") return plain;
  return whole && name === "denominator" ? 1 : undefined;
}

function sliceItems<T>(items: readonly T[], parts: SliceParts, step: number): T[] {
  const { start, stop } = sliceIndexes(items.length, parts, step);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const result: T[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) {
    const value = items[i];
    if (value !== undefined) result.push(value);
  }
  return result;
}

function sliceIndexes(
  length: number,
  parts: SliceParts,
  step: number,
): { readonly start: number; readonly stop: number } {
  const clamp = (value: number | undefined, fallback: number) => {
    if (value === undefined) return fallback;
    const index = value < 0 ? value + length : value;
    return step > 0
      ? Math.min(Math.max(index, 0), length)
      : Math.min(Math.max(index, -1), length - 1);
  };
  return {
    start: clamp(sliceBound(parts.start), step > 0 ? 0 : length - 1),
    stop: clamp(sliceBound(parts.stop), step > 0 ? length : -1),
  };
}

function sliceBound(value: Value): number | undefined {
  if (value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (typeof value === "boolean" || typeof value === "bigint") return Number(value);
  if (value instanceof Undefined) value.fail();
  throw typeError(
    `slice indices must be integers or None or have an __index__ method, not ${pythonType(value)}`,
  );
}
