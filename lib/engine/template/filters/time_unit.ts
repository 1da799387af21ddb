import { float, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { FilterError } from "../errors.ts";
import { own } from "../own.ts";
import { toNumber } from "../numbers.ts";
import type { Arguments } from "../object.ts";
import { toText } from "../text.ts";
import { wantText } from "../want.ts";

/** Filters that turn spans such as `1d 2h` into a number of one unit. */
export const TIME_UNIT_FILTERS: Builtins = {
  to_days: of("d"),
  to_hours: of("h"),
  to_milliseconds: of("ms"),
  to_minutes: of("m"),
  to_months: of("mo"),
  to_seconds: of("s"),
  to_time_unit: Builtin.variadic(
    "human_time unit?",
    (_, rest, span, unit = "ms") => convert(span, wantText(unit), rest),
  ),
  to_weeks: of("w"),
  to_years: of("y"),
};

/** Milliseconds of each unit. */
const FACTORS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  mo: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

const NAMES: Readonly<Record<string, string>> = {
  millisecond: "ms",
  msec: "ms",
  msecond: "ms",
  sec: "s",
  second: "s",
  hour: "h",
  min: "m",
  minute: "m",
  day: "d",
  week: "w",
  month: "mo",
  year: "y",
};

function of(unit: string): Builtin {
  return Builtin.variadic("human_time", (_, rest, span) => convert(span, unit, rest));
}

function convert(span: Value, unitName: string, { named }: Arguments): Value {
  if (span === "0") return 0;
  const factors = factorsOf(named);
  const unit = shortName(unitName);
  const per = own(factors, unit);
  if (per === undefined) {
    throw new FilterError(
      `to_time_unit() can not convert to the following unit: ${unit}. Available units (singular or ` +
        `plural): ${Object.keys(NAMES).join(", ")}. Available short units: ${
          Object.keys(FACTORS).join(", ")
        }`,
    );
  }
  let sum = 0;
  for (const word of wantText(span).trim().split(/\s+/).filter((part) => part !== "")) {
    const [, number, name = ""] = /^(-?\d+)(\w+)/.exec(word) ?? [];
    const factor = own(factors, shortName(name));
    if (number === undefined || factor === undefined) {
      throw new FilterError(`to_time_unit() can not interpret following string: ${toText(span)}`);
    }
    sum += Number(number) * factor;
  }
  return float(Number((sum / per).toFixed(12)));
}

/** A year and a month may have other lengths, in days. */
function factorsOf(named: Arguments["named"]): Readonly<Record<string, number>> {
  const { year, month, ...others } = Object.fromEntries(named);
  if (Object.keys(others).length > 0) {
    throw new FilterError(
      `to_time_unit() got unknown keyword arguments: ${Object.keys(others).join(", ")}`,
    );
  }
  const days = (value: Value | undefined, unit: "y" | "mo") =>
    value === undefined ? FACTORS[unit] : (toNumber(value) ?? NaN) * 86_400_000;
  return { ...FACTORS, y: days(year, "y") ?? NaN, mo: days(month, "mo") ?? NaN };
}

function shortName(name: string): string {
  return own(NAMES, name.replace(/s+$/, "")) ?? name;
}
