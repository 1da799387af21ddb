import { int, type Value } from "../../../base/value.ts";
import { FilterError } from "../errors.ts";
import { numeric, roundHalfEven, toFixedHalfEven } from "../numbers.ts";
import { pythonType } from "../python_type.ts";
import { toText } from "../text.ts";

/** How sizes are read and written. */
export interface SizeOptions {
  /** Whether the sizes are of bits, not bytes. */
  readonly bits: boolean;
  /** The unit, such as `M`. */
  readonly unit: string | undefined;
}

/** The units from the largest to the smallest, each 1,024 of the next. */
const UNITS = "YZEPTGMKB";

/** @returns The number of bytes (or bits) in a form for people: `1.00 MB`. */
export function bytesToHuman(size: Value, options: SizeOptions): string {
  const number = numeric(size);
  if (number === undefined) {
    throw new FilterError(
      `human_readable() failed on bad input: '>=' not supported between instances of '${
        pythonType(size)
      }' and 'int'`,
    );
  }
  const value = Number(number.value);
  const wanted = options.unit?.toUpperCase();
  let letter = "B";
  for (const candidate of UNITS) {
    if (wanted === undefined ? value >= scale(candidate) : candidate === wanted) {
      letter = candidate;
      break;
    }
  }
  const base = options.bits ? "bits" : "Bytes";
  const suffix = letter === "B" ? base : letter + base.charAt(0);
  return `${toFixedHalfEven(value / scale(letter), 2)} ${suffix}`;
}

/** @returns The number of bytes (or bits) that a text such as `2K` means. */
export function humanToBytes(size: Value, options: SizeOptions): Value {
  const text = toText(size);
  const refused = new FilterError(`human_to_bytes() can't interpret following string: ${text}`);
  const match = /^\s*(\d*\.?\d*)\s*([A-Za-z]+)?/.exec(text);
  const digits = match?.[1] ?? "";
  if (!/\d/.test(digits)) throw refused;
  const unit = match?.[2] ?? options.unit;
  const value = Number(digits);
  if (unit === undefined) return int(BigInt(roundHalfEven(value, 0)));
  const letter = unit.charAt(0).toUpperCase();
  if (!UNITS.includes(letter)) throw refused;
  const kind = options.bits ? "bit" : "byte";
  const valid = unit.length === 1 || unit.toLowerCase().includes(kind) ||
    unit.charAt(1) === (options.bits ? "b" : "B");
  if (!valid) throw refused;
  return int(BigInt(roundHalfEven(value * scale(letter), 0)));
}

function scale(letter: string): number {
  return 1024 ** (UNITS.length - 1 - UNITS.indexOf(letter));
}
