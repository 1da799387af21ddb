import type { Availability, TimeWindow, Weekday } from "../core/policy.ts";
import { WEEKDAYS } from "../core/policy.ts";
import type { Placed, TableReader } from "./table_reader.ts";
import { wordIn } from "./table_reader.ts";

const ALL: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];

/** Words for several days. */
const DAY_SETS: Readonly<Record<string, readonly Weekday[]>> = {
  all: ALL,
  every: ALL,
  daily: ALL,
  weekdays: [0, 1, 2, 3, 4],
  weekends: [5, 6],
};

/** All words for a day: `monday`, `mon`, and `mo` for Monday. */
const DAYS: ReadonlyMap<string, Weekday> = new Map(
  ALL.flatMap((day) => {
    const name = WEEKDAYS[day];
    return [name, name.slice(0, 3), name.slice(0, 2)].map((word) => [word, day] as const);
  }),
);

/** Reads when an entry may run; without any window that is always. */
export function readAvailability(reader: TableReader): Availability {
  const isAlways = reader.boolean("always") ?? false;
  const windows = reader.each("windows", "a window", readWindow) ?? [];
  if (isAlways || windows.length === 0) return { kind: "always" };
  const known = windows.filter((window) => window !== undefined);
  if (overlap(known)) {
    const message = "Some of these windows overlap: an entry is open while any of them is";
    reader.findings.warning("config-value", reader.positionOf("windows"), message);
  }
  return { kind: "windows", windows: known };
}

/** @returns The day of the week that a text names. */
export function readWeekday(reader: TableReader, found: Placed<string>): Weekday | undefined {
  const name = { ...found, value: found.value.toLowerCase() };
  const known = DAYS.get(name.value);
  if (known !== undefined) return known;
  const word = wordIn(name, WEEKDAYS, { findings: reader.findings, what: "A day" });
  return word === undefined ? undefined : DAYS.get(word);
}

/** @returns Minutes after midnight of a time such as `07:30`. */
export function readTime(reader: TableReader, key: string, most: 1439 | 1440): number | undefined {
  const text = reader.requiredText(key);
  if (text === undefined) return undefined;
  const [, hours, minutes] = /^(\d\d?):(\d\d)$/.exec(text) ?? [];
  const time = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) < 60 && time <= most) return time;
  const last = most === 1440 ? "24:00" : "23:59";
  const hint = text === "24:00" ? "The start of a day is 00:00" : undefined;
  reader.wrong(key, `"${key}" must be a time from 00:00 to ${last}: it is "${text}"`, hint);
  return undefined;
}

function readWindow(reader: TableReader): TimeWindow | undefined {
  const days = readDays(reader);
  const start = readTime(reader, "start", 1439);
  const end = readTime(reader, "end", 1440);
  if (start !== undefined && start === end) {
    const hint = 'For a whole day write start = "00:00" and end = "24:00"';
    reader.wrong("end", "A window must not end when it starts: it would never be open", hint);
    return undefined;
  }
  if (days === undefined || start === undefined || end === undefined) return undefined;
  return { days, start, end };
}

function readDays(reader: TableReader): readonly Weekday[] | undefined {
  if (!reader.has("days")) reader.missing("days");
  const names = reader.isText("days") ? undefined : reader.texts("days");
  if (names === undefined) {
    const found = reader.isText("days") ? reader.placedText("days") : undefined;
    if (found === undefined) return undefined;
    const set = wordIn(found, Object.keys(DAY_SETS), {
      findings: reader.findings,
      what: '"days"',
    });
    return set === undefined ? undefined : DAY_SETS[set];
  }
  if (names.length === 0) {
    reader.wrong("days", '"days" must not be empty: the window would never be open');
    return undefined;
  }
  const days = names.map((name) => readWeekday(reader, name));
  return [...new Set(days.filter((day) => day !== undefined))].sort();
}

/** Goes through a week, minute by minute. */
function overlap(windows: readonly TimeWindow[]): boolean {
  const isTaken = new Uint8Array(7 * 1440);
  for (const { days, start, end } of windows) {
    const length = end > start ? end - start : end + 1440 - start;
    for (const day of days) {
      for (let minute = 0; minute < length; minute++) {
        const index = (day * 1440 + start + minute) % isTaken.length;
        if (isTaken[index] === 1) return true;
        isTaken[index] = 1;
      }
    }
  }
  return false;
}
