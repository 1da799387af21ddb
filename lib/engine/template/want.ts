/** Checks of the types of arguments, with Python's messages. */

import type { Value } from "../../base/value.ts";
import { typeError } from "./errors.ts";
import { toNumber } from "./numbers.ts";
import { pythonType } from "./python_type.ts";
import { Undefined } from "./undefined.ts";

/** @returns The text `value`. @throws {PythonError} If it is no text. */
export function wantText(value: Value, what = "must be str"): string {
  if (typeof value === "string") return value;
  if (value instanceof Undefined) value.fail();
  throw typeError(`${what}, not ${pythonType(value)}`);
}

/** @returns The integer `value`. @throws {PythonError} If it is no integer. */
export function wantInt(value: Value): number {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (typeof value === "boolean" || typeof value === "bigint") return Number(value);
  if (value instanceof Undefined) value.fail();
  throw typeError(`'${pythonType(value)}' object cannot be interpreted as an integer`);
}

/** @returns The number `value`. @throws {PythonError} If it is no number. */
export function wantNumber(value: Value): number {
  const number = toNumber(value);
  if (number !== undefined) return number;
  if (value instanceof Undefined) value.fail();
  throw typeError(`must be real number, not ${pythonType(value)}`);
}
