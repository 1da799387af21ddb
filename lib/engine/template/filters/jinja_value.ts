import { Float, float, int, type Value } from "../../../base/value.ts";
import { pythonJson } from "../../../base/python_json.ts";
import { getAttribute, getItem } from "../access.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { FilterError, PythonError, typeError } from "../errors.ts";
import { finish } from "../finish.ts";
import { numeric, roundHalfEven, toFixedHalfEven } from "../numbers.ts";
import { parseFloatText, parseIntText } from "../parse_number.ts";
import { viewless } from "../printed.ts";
import { prettyPrint } from "../pretty_print.ts";
import { pythonType, truthy } from "../python_type.ts";
import { Undefined } from "../undefined.ts";
import { Unknown } from "../unknown.ts";
import { wantInt, wantNumber } from "../want.ts";
import { toNumber } from "../numbers.ts";

/** Jinja2's filters on single values. The first argument of each is the input. */
export const JINJA_VALUE_FILTERS: Builtins = {
  abs: Builtin.of("x", (_, value) => {
    const number = numeric(value);
    if (number === undefined) {
      if (value instanceof Undefined) value.fail();
      throw typeError(`bad operand type for abs(): '${pythonType(value)}'`);
    }
    if (number.kind === "float") return float(Math.abs(number.value));
    return int(number.value < 0n ? -number.value : number.value);
  }),
  attr: Builtin.of("obj name", (_, value, name) => {
    if (typeof name !== "string") throw typeError("attribute name must be string");
    // Only attributes, no items: a dict's keys are not found.
    const found = value instanceof Map ? getItem([], name) : getAttribute(value, name);
    return found;
  }),
  d: defaultFilter(),
  default: defaultFilter(),
  filesizeformat: Builtin.of("value binary?", (_, value, binary = false) => {
    const size = toFloat(value) ?? wantNumber(value);
    return fileSize(size, truthy(binary) ? 1024 : 1000);
  }),
  float: Builtin.of("value default?", (_, value, otherwise = new Float(0)) => {
    if (value instanceof Undefined) value.fail();
    const result = toFloat(value);
    return result === undefined ? otherwise : float(result);
  }),
  int: Builtin.of("value default? base?", (_, value, otherwise = 0, base = 10) => {
    if (value instanceof Undefined) value.fail();
    if (typeof value === "string") {
      const whole = parseIntText(value, wantInt(base));
      if (whole !== undefined) return int(whole);
    }
    const number = typeof value === "bigint" ? undefined : toFloat(value);
    if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) {
      return value;
    }
    if (number === undefined || Number.isNaN(number)) return otherwise;
    if (!Number.isFinite(number)) {
      throw new PythonError("OverflowError", "cannot convert float infinity to integer");
    }
    return int(BigInt(Math.trunc(number)));
  }),
  pprint: Builtin.of("value", (_, value) => prettyPrint(value)),
  round: Builtin.of("value precision? method?", (_, value, precision = 0, method = "common") => {
    if (method !== "common" && method !== "ceil" && method !== "floor") {
      throw new FilterError("method must be common, ceil or floor");
    }
    return round(value, wantInt(precision), method);
  }),
  tojson: Builtin.of("value indent?", (_, value, indent = null) =>
    pythonJson(finish(value), {
      sortKeys: true,
      ...(indent !== null && { indent: wantInt(indent) }),
    }).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026")
      .replaceAll("'", "\\u0027")),
};

function defaultFilter(): Builtin {
  return Builtin.ofUnknown(
    "value default_value? boolean?",
    (_, value, otherwise = "", falsy = false) =>
      viewless(isMissing(value) || (truthy(falsy) && !truthy(value)) ? otherwise : value),
  );
}

function isMissing(value: Value): boolean {
  return value instanceof Unknown ? !value.isDefined() : value instanceof Undefined;
}

/** @returns Python's `float(value)`, or `undefined` where that raises. */
function toFloat(value: Value): number | undefined {
  return typeof value === "string" ? parseFloatText(value) : toNumber(value);
}

function round(value: Value, digits: number, method: "common" | "ceil" | "floor"): Value {
  const number = numeric(value);
  if (number === undefined) {
    if (value instanceof Undefined) value.fail();
    if (method !== "common") throw typeError(`must be real number, not ${pythonType(value)}`);
    throw typeError(`type ${pythonType(value)} doesn't define __round__ method`);
  }
  if (method === "common") {
    if (number.kind === "float") return float(roundHalfEven(number.value, digits));
    if (digits >= 0) return int(number.value);
    const unit = 10n ** BigInt(-digits);
    const rest = ((number.value % unit) + unit) % unit;
    const lower = number.value - rest;
    const up = rest * 2n > unit || (rest * 2n === unit && (lower / unit) % 2n !== 0n);
    return int(up ? lower + unit : lower);
  }
  const unit = 10 ** digits;
  const scaled = Number(number.value) * unit;
  return float((method === "ceil" ? Math.ceil(scaled) : Math.floor(scaled)) / unit);
}

function fileSize(size: number, base: 1000 | 1024): string {
  if (size === 1) return "1 Byte";
  if (size < base) return `${Math.trunc(size)} Bytes`;
  const letters = base === 1024 ? "KMGTPEZY" : "kMGTPEZY";
  let unit = base;
  let name = "";
  for (const letter of letters) {
    name = base === 1024 ? `${letter}iB` : `${letter}B`;
    unit *= base;
    if (size < unit) break;
  }
  return `${toFixedHalfEven((base * size) / unit, 1)} ${name}`;
}
