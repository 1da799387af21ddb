import { type Dict, Float, isDict, Tuple, type Value } from "../base/value.ts";

/**
 * Reads arguments of a module. The host has already checked them against the module's options, so a
 * wrong type here means that the options and the code disagree: all of these throw TypeError then.
 * `null` counts as absent.
 */

/** @returns A text. @throws {TypeError} If it is absent or none. */
export function str(args: Dict, name: string): string {
  return required(optionalStr(args, name), name);
}

/** @returns A text, or `undefined`. @throws {TypeError} If it is something else. */
export function optionalStr(args: Dict, name: string): string | undefined {
  const value = args.get(name) ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  throw mismatch(name, "a string", value);
}

/** @returns A bool. @throws {TypeError} If it is absent or none. */
export function bool(args: Dict, name: string): boolean {
  return required(optionalBool(args, name), name);
}

/** @returns A bool, or `undefined`. @throws {TypeError} If it is something else. */
export function optionalBool(args: Dict, name: string): boolean | undefined {
  const value = args.get(name) ?? undefined;
  if (value === undefined || typeof value === "boolean") return value;
  throw mismatch(name, "a bool", value);
}

/** @returns An integer within ±2^53. @throws {TypeError} If it is absent or none. */
export function int(args: Dict, name: string): number {
  return required(optionalInt(args, name), name);
}

/** @returns An integer within ±2^53, or `undefined`. @throws {TypeError} If it is something else. */
export function optionalInt(args: Dict, name: string): number | undefined {
  const value = args.get(name) ?? undefined;
  if (value === undefined || (typeof value === "number" && Number.isSafeInteger(value))) {
    return value;
  }
  throw mismatch(name, "an integer", value);
}

/** @returns A number, or `undefined`. @throws {TypeError} If it is something else. */
export function optionalFloat(args: Dict, name: string): number | undefined {
  const value = args.get(name) ?? undefined;
  if (value === undefined || typeof value === "number") return value;
  if (value instanceof Float) return value.value;
  throw mismatch(name, "a number", value);
}

/** @returns A list, or `undefined`. @throws {TypeError} If it is something else. */
export function optionalList(args: Dict, name: string): readonly Value[] | undefined {
  const value = args.get(name) ?? undefined;
  if (value === undefined || Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  throw mismatch(name, "a list", value);
}

/** @returns A list; empty if it is absent. @throws {TypeError} If it is something else. */
export function list(args: Dict, name: string): readonly Value[] {
  return optionalList(args, name) ?? [];
}

/** @returns A list of texts; empty if it is absent. @throws {TypeError} If it is something else. */
export function strings(args: Dict, name: string): readonly string[] {
  return list(args, name).map((item) => {
    if (typeof item === "string") return item;
    throw mismatch(name, "a list of strings", item);
  });
}

/** @returns A dict, or `undefined`. @throws {TypeError} If it is something else. */
export function optionalDict(args: Dict, name: string): Dict | undefined {
  const value = args.get(name) ?? undefined;
  if (value === undefined || isDict(value)) return value;
  throw mismatch(name, "a dict", value);
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new TypeError(`Cannot read argument ${name}: it is not given`);
  return value;
}

function mismatch(name: string, expected: string, found: Value): TypeError {
  return new TypeError(`Cannot read argument ${name}: expected ${expected}, found ${kind(found)}`);
}

function kind(value: Value): string {
  if (value === null) return "null";
  if (isDict(value)) return "a dict";
  if (Array.isArray(value) || value instanceof Tuple) return "a list";
  return `a ${value instanceof Float ? "float" : typeof value}`;
}
