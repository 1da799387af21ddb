import { Float, float, int, type Value } from "../../base/value.ts";
import { PythonError } from "./errors.ts";

/** A Python number taken apart: an int as a bigint, a float as a number. */
export type Numeric =
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number };

/** @returns `value` as a number (a bool is an int), or `undefined` if it is none. */
export function numeric(value: Value): Numeric | undefined {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value)
        ? { kind: "int", value: BigInt(value) }
        : { kind: "float", value };
    case "bigint":
      return { kind: "int", value };
    case "boolean":
      return { kind: "int", value: value ? 1n : 0n };
    default:
      return value instanceof Float ? { kind: "float", value: value.value } : undefined;
  }
}

/** @returns `value` as a JavaScript number, or `undefined` if it is no number. */
export function toNumber(value: Value): number | undefined {
  switch (typeof value) {
    case "number":
      return value;
    case "bigint":
      return Number(value);
    case "boolean":
      return value ? 1 : 0;
    default:
      return value instanceof Float ? value.value : undefined;
  }
}

/** @returns The quotient rounded down, as Python's `//`. */
export function floorDivide(left: Numeric, right: Numeric): Value {
  if (left.kind === "int" && right.kind === "int") {
    if (right.value === 0n) throw zeroDivision("integer division or modulo by zero");
    return int((left.value - floorRemainder(left.value, right.value)) / right.value);
  }
  const [a, b] = [Number(left.value), Number(right.value)];
  if (b === 0) throw zeroDivision("float floor division by zero");
  return float(Math.floor(a / b));
}

/** @returns The remainder with the sign of `right`, as Python's `%`. */
export function modulo(left: Numeric, right: Numeric): Value {
  if (left.kind === "int" && right.kind === "int") {
    if (right.value === 0n) throw zeroDivision("integer modulo by zero");
    return int(floorRemainder(left.value, right.value));
  }
  const [a, b] = [Number(left.value), Number(right.value)];
  if (b === 0) throw zeroDivision("float modulo");
  const remainder = a % b;
  return float(remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder);
}

/** @returns Python's `left ** right`. */
export function power(left: Numeric, right: Numeric): Value {
  if (left.kind === "int" && right.kind === "int" && right.value >= 0n) {
    if (right.value > 100_000n && left.value * left.value > 1n) {
      throw new PythonError("OverflowError", "exponent too large");
    }
    return int(left.value ** right.value);
  }
  const [a, b] = [Number(left.value), Number(right.value)];
  if (a === 0 && b < 0) throw zeroDivision("0.0 cannot be raised to a negative power");
  if (a < 0 && !Number.isInteger(b)) {
    throw new PythonError("ValueError", "a negative number to a fractional power is complex");
  }
  return float(a ** b);
}

/** @returns Python's `left / right`: always a float. */
export function divide(left: Numeric, right: Numeric): Value {
  const [a, b] = [Number(left.value), Number(right.value)];
  if (b === 0) {
    throw zeroDivision(
      left.kind === "int" && right.kind === "int" ? "division by zero" : "float division by zero",
    );
  }
  return float(a / b);
}

/**
 * @returns `value` rounded half to even at `digits` decimal places, as Python's `round()`: it
 * looks at the exact binary value, so 2.675 rounds to 2.67.
 */
export function roundHalfEven(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 22) return value;
  if (digits < 0) {
    const unit = 10 ** -digits;
    const lower = Math.floor(value / unit) * unit;
    const rest = value - lower;
    if (rest * 2 === unit) return (lower / unit) % 2 === 0 ? lower : lower + unit;
    return rest * 2 < unit ? lower : lower + unit;
  }
  return Number(toFixedHalfEven(value, digits));
}

/** @returns `value` with exactly `digits` decimals, ties of the exact binary value to even. */
export function toFixedHalfEven(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const { mantissa, exponent } = exact(Math.abs(value));
  // value = mantissa * 2**exponent; scaled = value * 10**digits as a fraction over 2**shift.
  let numerator = mantissa * 10n ** BigInt(digits);
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  let whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice > denominator || (twice === denominator && whole % 2n === 1n)) whole += 1n;
  const text = String(whole).padStart(digits + 1, "0");
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function exact(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const biased = Number((bits >> 52n) & 0x7ffn);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10_0000_0000_0000n, exponent: biased - 1075 };
}

function floorRemainder(left: bigint, right: bigint): bigint {
  const remainder = left % right;
  return remainder !== 0n && remainder < 0n !== right < 0n ? remainder + right : remainder;
}

function zeroDivision(message: string): PythonError {
  return new PythonError("ZeroDivisionError", message);
}
