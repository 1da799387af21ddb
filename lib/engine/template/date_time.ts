import { float, type Value } from "../../base/value.ts";
import type { RenderContext } from "./context.ts";
import { type Arguments, NativeFunction, TemplateObject } from "./object.ts";
import { own } from "./own.ts";
import { formatTime } from "./strftime.ts";
import { wantText } from "./want.ts";

/** The parts of a moment on a calendar and a clock. */
export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Seconds east of UTC, and the zone's name, if they are known. */
  readonly offset?: number;
  readonly zone?: string;
}

/** Python's `datetime`. */
export class DateTime extends TemplateObject implements TimeParts {
  readonly typeName = "datetime";
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly offset?: number;
  readonly zone?: string;

  constructor(parts: TimeParts) {
    super();
    this.year = parts.year;
    this.month = parts.month;
    this.day = parts.day;
    this.hour = parts.hour;
    this.minute = parts.minute;
    this.second = parts.second;
    this.microsecond = parts.microsecond;
    if (parts.offset !== undefined) this.offset = parts.offset;
    if (parts.zone !== undefined) this.zone = parts.zone;
  }

  override get text(): string {
    return this.isoFormat(" ");
  }
  override repr(): string {
    const { year, month, day, hour, minute, second, microsecond } = this;
    const tail = microsecond !== 0
      ? `, ${second}, ${microsecond}`
      : second !== 0
      ? `, ${second}`
      : "";
    return `datetime.datetime(${year}, ${month}, ${day}, ${hour}, ${minute}${tail})`;
  }
  override truthy(): boolean {
    return true;
  }
  override length(): undefined {
    return undefined;
  }

  /** @returns ISO 8601 with `separator` between date and time. */
  isoFormat(separator: string): string {
    const pad = (value: number, width = 2) => String(value).padStart(width, "0");
    const date = `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`;
    const time = `${pad(this.hour)}:${pad(this.minute)}:${pad(this.second)}`;
    const micro = this.microsecond === 0 ? "" : `.${pad(this.microsecond, 6)}`;
    return `${date}${separator}${time}${micro}${isoOffset(this.offset)}`;
  }

  /** Microseconds since 1970 on this clock, its offset taken off. */
  get #micros(): number {
    const millis = Date.UTC(this.year, this.month - 1, this.day, this.hour, this.minute);
    const seconds = this.second - (this.offset ?? 0);
    return (millis / 1000 + seconds) * 1e6 + this.microsecond;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case "year":
      case "month":
      case "day":
      case "hour":
      case "minute":
      case "second":
      case "microsecond":
        return this[name];
    }
    const method = own(METHODS, name);
    return method && new NativeFunction(name, (_: RenderContext, args) => method(this, args));
  }
  override equals(other: Value): boolean {
    return other instanceof DateTime && other.#micros === this.#micros;
  }
  override compare(other: Value): number | undefined {
    return other instanceof DateTime ? this.#micros - other.#micros : undefined;
  }
  override arithmetic(operator: "+" | "-" | "r+", other: Value): Value | undefined {
    if (operator === "-" && other instanceof DateTime) {
      return new TimeDelta(this.#micros - other.#micros);
    }
    if (!(other instanceof TimeDelta)) return undefined;
    const micros = operator === "-" ? this.#micros - other.micros : this.#micros + other.micros;
    const shifted = fromMicros(micros + (this.offset ?? 0) * 1e6);
    return new DateTime({
      ...shifted,
      ...(this.offset !== undefined && { offset: this.offset }),
      ...(this.zone !== undefined && { zone: this.zone }),
    });
  }
}

/** Python's `timedelta`. */
class TimeDelta extends TemplateObject {
  readonly typeName = "timedelta";
  constructor(readonly micros: number) {
    super();
  }
  get #days(): number {
    return Math.floor(this.micros / 86_400e6);
  }
  get #seconds(): number {
    return Math.floor((this.micros - this.#days * 86_400e6) / 1e6);
  }
  get #microseconds(): number {
    return this.micros - this.#days * 86_400e6 - this.#seconds * 1e6;
  }
  override get text(): string {
    const days = this.#days;
    const seconds = this.#seconds;
    const pad = (value: number) => String(value).padStart(2, "0");
    const clock = `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${
      pad(seconds % 60)
    }`;
    const micro = this.#microseconds === 0 ? "" : `.${String(this.#microseconds).padStart(6, "0")}`;
    const prefix = days === 0 ? "" : `${days} day${Math.abs(days) === 1 ? "" : "s"}, `;
    return prefix + clock + micro;
  }
  override repr(): string {
    const parts = [
      this.#days === 0 ? "" : `days=${this.#days}`,
      this.#seconds === 0 ? "" : `seconds=${this.#seconds}`,
      this.#microseconds === 0 ? "" : `microseconds=${this.#microseconds}`,
    ].filter((part) => part !== "");
    return `datetime.timedelta(${parts.length === 0 ? "0" : parts.join(", ")})`;
  }
  override truthy(): boolean {
    return this.micros !== 0;
  }
  override attribute(name: string): Value | undefined {
    switch (name) {
      case "days":
        return this.#days;
      case "seconds":
        return this.#seconds;
      case "microseconds":
        return this.#microseconds;
      case "total_seconds":
        return new NativeFunction("total_seconds", () => float(this.micros / 1e6));
      default:
        return undefined;
    }
  }
  override equals(other: Value): boolean {
    return other instanceof TimeDelta && other.micros === this.micros;
  }
  override compare(other: Value): number | undefined {
    return other instanceof TimeDelta ? this.micros - other.micros : undefined;
  }
  override arithmetic(operator: "+" | "-" | "r+", other: Value): Value | undefined {
    if (!(other instanceof TimeDelta)) return undefined;
    return new TimeDelta(
      operator === "-" ? this.micros - other.micros : this.micros + other.micros,
    );
  }
}

/** @returns The moment on UTC's clock. */
export function utcDateTime(millis: number): DateTime {
  return new DateTime(fromMicros(Math.round(millis * 1000)));
}

/** @returns The moment on the clock of `timeZone`; the offset is not part of it. */
export function localDateTime(millis: number, timeZone: string): DateTime {
  return utcDateTime(millis + zoneOffset(millis, timeZone) * 1000);
}

/** @returns How many seconds `timeZone` is east of UTC at the moment `millis`. */
export function zoneOffset(millis: number, timeZone: string): number {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(millis));
  return instant.toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e9;
}

const METHODS: Readonly<Record<string, (time: DateTime, args: Arguments) => Value>> = {
  date: (time) => time.isoFormat(" ").slice(0, 10),
  isoformat: (time, args) => time.isoFormat(wantText(args.positional[0] ?? "T")),
  isoweekday: (time) => weekday(time) + 1,
  strftime: (time, args) => formatTime(wantText(args.positional[0] ?? ""), time),
  time: (time) => time.isoFormat(" ").slice(11),
  timestamp: (time) => {
    const epoch = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute);
    return float(epoch / 1000 + time.second - (time.offset ?? 0) + time.microsecond / 1e6);
  },
  weekday,
};

function weekday(time: TimeParts): number {
  return (new Date(Date.UTC(time.year, time.month - 1, time.day)).getUTCDay() + 6) % 7;
}

function isoOffset(offset: number | undefined): string {
  if (offset === undefined) return "";
  const minutes = Math.floor(Math.abs(offset) / 60);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function fromMicros(micros: number): TimeParts {
  const seconds = Math.floor(micros / 1e6);
  const date = new Date(seconds * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: micros - seconds * 1e6,
  };
}
