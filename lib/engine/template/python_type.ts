import { Float, Tuple, Unsafe, type Value, Vaulted } from "../../base/value.ts";
import { TemplateObject } from "./object.ts";

/** @returns The name of the Python type of `value`, such as `int`, `str`, `NoneType`. */
export function pythonType(value: Value): string {
  switch (typeof value) {
    case "string":
      return "str";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "bigint":
      return "int";
    case "boolean":
      return "bool";
  }
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (value instanceof Map) return "dict";
  if (value instanceof Tuple) return "tuple";
  if (value instanceof Float) return "float";
  if (value instanceof TemplateObject) return value.typeName;
  if (value instanceof Unsafe || value instanceof Vaulted) return "str";
  return value satisfies never;
}

/** @returns How Jinja2's messages name the type of `value`: `dict object`, `None`. */
export function objectType(value: Value): string {
  if (value === null) return "None";
  return `${pythonType(value)} object`;
}

/** @returns Python's `bool(value)`. */
export function truthy(value: Value): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return value !== "";
    case "number":
      // NaN is true in Python.
      return value !== 0;
    case "bigint":
      return value !== 0n;
  }
  if (value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  if (value instanceof Tuple) return value.items.length > 0;
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof TemplateObject) return value.truthy();
  if (value instanceof Unsafe || value instanceof Vaulted) return value.text !== "";
  return value satisfies never;
}

/** @returns Whether `value` is callable. */
export function isCallable(value: Value): boolean {
  return value instanceof TemplateObject && value.callable;
}
