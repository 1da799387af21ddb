import { Float, Tuple, type Value } from "../../base/value.ts";
import { compareCodePoints } from "../../base/compare_code_points.ts";
import { dictGet, dictHas } from "./dict_access.ts";
import { typeError } from "./errors.ts";
import { iterate } from "./iterate.ts";
import { LazyDict, TemplateObject } from "./object.ts";
import { pythonType } from "./python_type.ts";

/** @returns Python's `left == right`. */
export function equals(left: Value, right: Value): boolean {
  if (left === right) return !(left instanceof TemplateObject) || left.equals(right);
  if (typeof left === "string" && typeof right === "string") return false;
  if (left instanceof LazyDict) return equals(left.toDict(), right);
  if (right instanceof LazyDict) return equals(left, right.toDict());
  if (left instanceof TemplateObject) return left.equals(right);
  if (right instanceof TemplateObject) return right.equals(left);
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined) return b !== undefined && numbersEqual(a, b);
  if (Array.isArray(left)) return Array.isArray(right) && itemsEqual(left, right);
  if (left instanceof Tuple) return right instanceof Tuple && itemsEqual(left.items, right.items);
  if (left instanceof Map) {
    if (!(right instanceof Map) || left.size !== right.size) return false;
    for (const [key, value] of left) {
      const other = dictGet(right, key);
      if (other === undefined || !equals(value, other)) return false;
    }
    return true;
  }
  return false;
}

/** The four orderings, as Python spells them. */
export type Ordering = "<" | "<=" | ">" | ">=";

/** @returns Python's `left operator right`. @throws {PythonError} If the two have no order. */
export function ordered(operator: Ordering, left: Value, right: Value): boolean {
  const order = compareOrder(operator, left, right);
  // NaN is in no order with anything.
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** @returns A number below, at or above 0 as `left` sorts before, with or after `right`. */
export function compareOrder(operator: Ordering, left: Value, right: Value): number {
  if (typeof left === "string" && typeof right === "string") return compareCodePoints(left, right);
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== undefined && b !== undefined) return compareNumbers(a, b);
  if (left instanceof TemplateObject) {
    const order = left.compare(right);
    if (order !== undefined) return order;
  } else if (right instanceof TemplateObject) {
    const order = right.compare(left);
    if (order !== undefined) return -order;
  }
  const x = sequenceOf(left);
  const y = sequenceOf(right);
  if (x !== undefined && y !== undefined && pythonType(left) === pythonType(right)) {
    const length = Math.min(x.length, y.length);
    for (let i = 0; i < length; i++) {
      const p = x[i] ?? null;
      const q = y[i] ?? null;
      if (!equals(p, q)) return compareOrder(operator, p, q);
    }
    return x.length - y.length;
  }
  throw typeError(
    `'${operator}' not supported between instances of '${pythonType(left)}' and '${
      pythonType(right)
    }'`,
  );
}

/** @returns Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === "string") {
    if (typeof item === "string") return container.includes(item);
    if (item instanceof TemplateObject) item.truthy();
    throw typeError(
      `'in <string>' requires string as left operand, not ${pythonType(item)}`,
    );
  }
  if (container instanceof Map) return dictHas(container, item);
  if (container instanceof TemplateObject) {
    const answer = container.contains(item);
    if (answer !== undefined) return answer;
  }
  const items = Array.isArray(container) || container instanceof Tuple ||
      container instanceof TemplateObject
    ? iterate(container)
    : undefined;
  if (items === undefined) {
    throw typeError(`argument of type '${pythonType(container)}' is not iterable`);
  }
  for (const candidate of items) {
    if (candidate === item || equals(candidate, item)) return true;
  }
  return false;
}

function numberOf(value: Value): number | bigint | undefined {
  switch (typeof value) {
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      return value instanceof Float ? value.value : undefined;
  }
}

function numbersEqual(a: number | bigint, b: number | bigint): boolean {
  return typeof a === typeof b ? a === b : compareNumbers(a, b) === 0;
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (typeof a === "number" && typeof b === "number") return a === b ? 0 : a - b;
  return a < b ? -1 : a > b ? 1 : Number.isNaN(a) || Number.isNaN(b) ? NaN : 0;
}

function sequenceOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof Tuple ? value.items : undefined;
}

function itemsEqual(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length &&
    left.every((item, i) => equals(item, right[i] ?? null));
}
