import type { TimeParts } from "./date_time.ts";
import { valueError } from "./errors.ts";
import { own } from "./own.ts";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** @returns `time` by the format of C's `strftime` in the C locale. */
export function formatTime(format: string, time: TimeParts): string {
  return format.replace(/%([-_0^#]?)([a-zA-Z%])/g, (whole, flag: string, letter: string) => {
    const text = own(PARTS, letter)?.(time);
    if (text === undefined) return whole;
    if (flag === "-") return text.replace(/^[0 ]+(?=.)/, "");
    if (flag === "_") return text.replace(/^0+(?=.)/, (zeros) => " ".repeat(zeros.length));
    return flag === "^" ? text.toUpperCase() : text;
  });
}

/**
 * @returns The time that `text` says in the format of Python's `strptime`.
 * @throws {PythonError} If it does not match.
 */
export function parseTime(text: string, format: string): TimeParts {
  const names: string[] = [];
  const pattern = format.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/\s+/g, "\\s+")
    .replace(/%([a-zA-Z%])/g, (_, letter: string) => {
      const source = own(PATTERNS, letter);
      if (source === undefined) {
        throw valueError(`'${letter}' is a bad directive in format '${format}'`);
      }
      if (letter === "%") return "%";
      names.push(letter);
      return `(${source})`;
    });
  const match = new RegExp(`^${pattern}`, "i").exec(text);
  if (match === null) {
    throw valueError(`time data '${text}' does not match format '${format}'`);
  }
  if (match[0].length < text.length) {
    throw valueError(`unconverted data remains: ${text.slice(match[0].length)}`);
  }
  const fields = new Map(names.map((name, i) => [name, match[i + 1] ?? ""]));
  return fromFields(fields);
}

const PATTERNS: Readonly<Record<string, string>> = {
  "%": "%",
  a: DAYS.map((day) => day.slice(0, 3)).join("|"),
  A: DAYS.join("|"),
  b: MONTHS.map((month) => month.slice(0, 3)).join("|"),
  B: MONTHS.join("|"),
  d: "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]",
  f: "\\d{1,6}",
  H: "2[0-3]|[01]\\d|\\d",
  I: "1[0-2]|0[1-9]|[1-9]",
  j: "36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
  m: "1[0-2]|0[1-9]|[1-9]",
  M: "[0-5]\\d|\\d",
  p: "AM|PM",
  S: "6[01]|[0-5]\\d|\\d",
  w: "[0-6]",
  y: "\\d\\d",
  Y: "\\d{4}",
  z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z",
  Z: "UTC|GMT",
};

function fromFields(fields: ReadonlyMap<string, string>): TimeParts {
  const number = (name: string, otherwise: number) => Number(fields.get(name) ?? otherwise);
  const short = number("y", 0);
  const year = fields.has("y") ? short + (short < 69 ? 2000 : 1900) : number("Y", 1900);
  const named = fields.get("B") ?? fields.get("b");
  let month = number("m", 1);
  if (named !== undefined) {
    const wanted = named.slice(0, 3).toLowerCase();
    month = MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === wanted) + 1;
  }
  let day = number("d", 1);
  if (fields.has("j") && !fields.has("d")) {
    const date = new Date(Date.UTC(year, 0, number("j", 1)));
    month = date.getUTCMonth() + 1;
    day = date.getUTCDate();
  }
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) {
    throw valueError("day is out of range for month");
  }
  let hour = number("H", 0);
  if (fields.has("I")) {
    hour = number("I", 0) % 12 + (fields.get("p")?.toLowerCase() === "pm" ? 12 : 0);
  }
  const offset = offsetOf(fields.get("z"));
  return {
    year,
    month,
    day,
    hour,
    minute: number("M", 0),
    second: number("S", 0),
    microsecond: Number((fields.get("f") ?? "0").padEnd(6, "0")),
    ...(offset !== undefined && { offset }),
  };
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === "Z") return 0;
  const [hours = "0", minutes = "0", seconds = "0"] =
    text.slice(1).replaceAll(":", "").match(/../g) ??
      [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return text.startsWith("-") ? -total : total;
}

/** The parts of a time by the letters of `strftime`. */
const PARTS: Readonly<Record<string, (time: TimeParts) => string>> = {
  "%": () => "%",
  a: (time) => dayName(time).slice(0, 3),
  A: dayName,
  b: (time) => monthName(time).slice(0, 3),
  h: (time) => monthName(time).slice(0, 3),
  B: monthName,
  c: (time) => formatTime("%a %b %e %H:%M:%S %Y", time),
  C: (time) => pad(Math.floor(time.year / 100)),
  d: (time) => pad(time.day),
  D: (time) => formatTime("%m/%d/%y", time),
  x: (time) => formatTime("%m/%d/%y", time),
  e: (time) => String(time.day).padStart(2, " "),
  f: (time) => pad(time.microsecond, 6),
  F: (time) => formatTime("%Y-%m-%d", time),
  g: (time) => pad(isoWeek(dateOf(time)).year % 100),
  G: (time) => String(isoWeek(dateOf(time)).year),
  H: (time) => pad(time.hour),
  I: (time) => pad(hour12(time)),
  j: (time) => pad(dayOfYear(time) + 1, 3),
  k: (time) => String(time.hour).padStart(2, " "),
  l: (time) => String(hour12(time)).padStart(2, " "),
  m: (time) => pad(time.month),
  M: (time) => pad(time.minute),
  n: () => "\n",
  p: (time) => time.hour < 12 ? "AM" : "PM",
  P: (time) => time.hour < 12 ? "am" : "pm",
  r: (time) => formatTime("%I:%M:%S %p", time),
  R: (time) => formatTime("%H:%M", time),
  s: (time) => String(epochSeconds(time)),
  S: (time) => pad(time.second),
  t: () => "\t",
  T: (time) => formatTime("%H:%M:%S", time),
  X: (time) => formatTime("%H:%M:%S", time),
  u: (time) => String(weekday(time) === 0 ? 7 : weekday(time)),
  U: (time) => pad(Math.floor((dayOfYear(time) + 7 - weekday(time)) / 7)),
  V: (time) => pad(isoWeek(dateOf(time)).week),
  w: (time) => String(weekday(time)),
  W: (time) => pad(Math.floor((dayOfYear(time) + 7 - (weekday(time) + 6) % 7) / 7)),
  y: (time) => pad(time.year % 100),
  Y: (time) => String(time.year),
  z: (time) => time.offset === undefined ? "" : offsetText(time.offset),
  Z: (time) => time.zone ?? "",
};

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function dateOf(time: TimeParts): Date {
  return new Date(Date.UTC(time.year, time.month - 1, time.day));
}

function weekday(time: TimeParts): number {
  return dateOf(time).getUTCDay();
}

function dayName(time: TimeParts): string {
  return DAYS[weekday(time)] ?? "";
}

function monthName(time: TimeParts): string {
  return MONTHS[time.month - 1] ?? "";
}

function hour12(time: TimeParts): number {
  return time.hour % 12 === 0 ? 12 : time.hour % 12;
}

function dayOfYear(time: TimeParts): number {
  return (dateOf(time).getTime() - Date.UTC(time.year, 0, 1)) / 86_400_000;
}

function epochSeconds(time: TimeParts): number {
  const { year, month, day, hour, minute, second } = time;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - (time.offset ?? 0);
}

function isoWeek(date: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(date.getTime() + (3 - (date.getUTCDay() + 6) % 7) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const day = (thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000;
  return { year, week: Math.floor(day / 7) + 1 };
}

function offsetText(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${pad(minutes % 60)}`;
}
