import { float, int, Tuple, type Value } from "../../base/value.ts";
import { TemplateLimitError, typeError } from "./errors.ts";
import { divide, floorDivide, modulo, numeric, power } from "./numbers.ts";
import { TemplateObject } from "./object.ts";
import { percentFormat } from "./percent_format.ts";
import { pythonType } from "./python_type.ts";
import { Undefined } from "./undefined.ts";
import { Unknown } from "./unknown.ts";

/** The arithmetic operators of Jinja2. */
export type Arithmetic = "+" | "-" | "*" | "/" | "//" | "%" | "**";

/** Longest text or list that repetition may build. */
const REPEAT_LIMIT = 64 * 1024 * 1024;

/** @returns Python's `left + right`. */
export function add(left: Value, right: Value): Value {
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    if (Number.isInteger(left) && Number.isInteger(right)) {
      return Number.isSafeInteger(sum) ? sum : int(BigInt(left) + BigInt(right));
    }
    return float(sum);
  }
  if (Array.isArray(left) && Array.isArray(right)) return left.concat(right);
  if (left instanceof Tuple && right instanceof Tuple) {
    return new Tuple([...left.items, ...right.items]);
  }
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) {
    return a.kind === "int" && b.kind === "int"
      ? int(a.value + b.value)
      : float(Number(a.value) + Number(b.value));
  }
  const special = objectArithmetic("+", left, right);
  if (special !== undefined) return special;
  if (typeof left === "string") {
    throw typeError(`can only concatenate str (not "${pythonType(right)}") to str`);
  }
  if (Array.isArray(left)) {
    throw typeError(`can only concatenate list (not "${pythonType(right)}") to list`);
  }
  if (left instanceof Tuple) {
    throw typeError(`can only concatenate tuple (not "${pythonType(right)}") to tuple`);
  }
  throw unsupported("+", left, right);
}

/** @returns Python's `left - right`. */
function subtract(left: Value, right: Value): Value {
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) {
    return a.kind === "int" && b.kind === "int"
      ? int(a.value - b.value)
      : float(Number(a.value) - Number(b.value));
  }
  const special = objectArithmetic("-", left, right);
  if (special !== undefined) return special;
  throw unsupported("-", left, right);
}

/** @returns Python's `left * right`: a product, or a text or list repeated. */
function multiply(left: Value, right: Value): Value {
  const a = numeric(left);
  const b = numeric(right);
  if (a !== undefined && b !== undefined) {
    return a.kind === "int" && b.kind === "int"
      ? int(a.value * b.value)
      : float(Number(a.value) * Number(b.value));
  }
  if (a === undefined && b?.kind === "int") return repeat(left, Number(b.value), right);
  if (b === undefined && a?.kind === "int") return repeat(right, Number(a.value), left);
  fail(left, right);
  if (typeof left === "string" || Array.isArray(left) || left instanceof Tuple) {
    throw typeError(`can't multiply sequence by non-int of type '${pythonType(right)}'`);
  }
  if (typeof right === "string" || Array.isArray(right) || right instanceof Tuple) {
    throw typeError(`can't multiply sequence by non-int of type '${pythonType(left)}'`);
  }
  throw unsupported("*", left, right);
}

/** @returns Python's `left operator right` for the operators that only numbers (and `%`) have. */
export function arithmetic(operator: Arithmetic, left: Value, right: Value): Value {
  switch (operator) {
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
  }
  if (operator === "%" && typeof left === "string") return percentFormat(left, right);
  const a = numeric(left);
  const b = numeric(right);
  if (a === undefined || b === undefined) {
    throw unsupported(operator === "**" ? "** or pow()" : operator, left, right);
  }
  switch (operator) {
    case "/":
      return divide(a, b);
    case "//":
      return floorDivide(a, b);
    case "%":
      return modulo(a, b);
    case "**":
      return power(a, b);
  }
}

/** @returns Python's `-value`. */
export function negate(value: Value): Value {
  const number = numeric(value);
  if (number === undefined) {
    fail(value);
    throw typeError(`bad operand type for unary -: '${pythonType(value)}'`);
  }
  return number.kind === "int" ? int(-number.value) : float(-number.value);
}

/** @returns Python's `+value`. */
export function positive(value: Value): Value {
  const number = numeric(value);
  if (number === undefined) {
    fail(value);
    throw typeError(`bad operand type for unary +: '${pythonType(value)}'`);
  }
  return number.kind === "int" ? int(number.value) : value;
}

function repeat(sequence: Value, count: number, other: Value): Value {
  const times = Math.max(0, count);
  const check = (length: number) => {
    if (length * times > REPEAT_LIMIT) {
      throw new TemplateLimitError(
        `Cannot repeat a sequence of ${length} items ${times} times: the result is too large`,
      );
    }
  };
  if (typeof sequence === "string") {
    check(sequence.length);
    return sequence.repeat(times);
  }
  const items = Array.isArray(sequence)
    ? sequence
    : sequence instanceof Tuple
    ? sequence.items
    : undefined;
  if (items === undefined) {
    fail(sequence);
    throw unsupported("*", sequence, other);
  }
  check(items.length);
  const result: Value[] = [];
  for (let i = 0; i < times; i++) result.push(...items);
  return Array.isArray(sequence) ? result : new Tuple(result);
}

function objectArithmetic(operator: "+" | "-", left: Value, right: Value): Value | undefined {
  if (left instanceof TemplateObject) {
    const result = left.arithmetic(operator, right);
    if (result !== undefined) return result;
  }
  if (right instanceof TemplateObject) {
    if (operator === "+") return right.arithmetic("r+", left);
    fail(right);
  }
  return undefined;
}

/** Lets an undefined operand say that it is undefined, or unknown, before its type is complained about. */
function fail(...operands: readonly Value[]): void {
  for (const operand of operands) {
    if (operand instanceof Undefined || operand instanceof Unknown) operand.text;
  }
}

function unsupported(operator: string, left: Value, right: Value): Error {
  fail(left, right);
  return typeError(
    `unsupported operand type(s) for ${operator}: '${pythonType(left)}' and '${pythonType(right)}'`,
  );
}
