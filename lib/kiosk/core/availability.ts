import type { Availability, Policy, TimeWindow } from "./policy.ts";
import { DAY, MINUTE, type WallTime, wallTime } from "./time.ts";
import { dateText, weekdayOf, zoneOf } from "./zone.ts";

/**
 * When entries are open. An entry is open while the wall clock reads inside one of its windows. In
 * autumn, when readings come twice, it may be open twice; in spring a window may never be read.
 */

/** What windows are looked at with. */
export type Calendar = Pick<Policy, "timeZone" | "calendar">;

/** How far ahead is looked when no date is an exception: the same week comes twice without a gap. */
const WEEKS_AHEAD = 22 * DAY;
const YEAR_AHEAD = 400 * DAY;

/** @returns Whether the wall clock reads inside a window at `at`. */
export function isOpen(availability: Availability, calendar: Calendar, at: WallTime): boolean {
  if (availability.kind === "always") return true;
  return isInside(availability.windows, calendar, zoneOf(calendar.timeZone).reading(at));
}

/** @returns The first instant from `at` on that is outside; `undefined` if there is none in a year. */
export function openUntil(
  availability: Availability,
  calendar: Calendar,
  at: WallTime,
): WallTime | undefined {
  if (availability.kind === "always") return undefined;
  if (!isOpen(availability, calendar, at)) return at;
  return nextChange(availability.windows, calendar, at);
}

/** @returns The first instant from `at` on that is inside; `undefined` if there is none in a year. */
export function nextOpening(
  availability: Availability,
  calendar: Calendar,
  at: WallTime,
): WallTime | undefined {
  if (isOpen(availability, calendar, at)) return at;
  return availability.kind === "always"
    ? undefined
    : nextChange(availability.windows, calendar, at);
}

/** Open or closed changes where a window starts or ends, at midnight, and where the clock is set. */
function nextChange(
  windows: readonly TimeWindow[],
  calendar: Calendar,
  at: WallTime,
): WallTime | undefined {
  const zone = zoneOf(calendar.timeZone);
  const edges = [...new Set([0, ...windows.flatMap(({ start, end }) => [start, end % 1440])])]
    .map((minutes) => minutes * MINUTE).sort((a, b) => a - b);
  const isOpenNow = isInside(windows, calendar, zone.reading(at));
  const end = at + (calendar.calendar.size === 0 ? WEEKS_AHEAD : YEAR_AHEAD);
  let time: number = at;
  while (time < end) {
    const { to, offset } = zone.segment(time);
    time = Math.min(nextEdge(edges, time + offset) - offset, to);
    if (isInside(windows, calendar, zone.reading(time)) !== isOpenNow) return wallTime(time);
  }
  return undefined;
}

/** @returns The first of the readings `edges`, which come every day, after `reading`. */
function nextEdge(edges: readonly number[], reading: number): number {
  const midnight = Math.floor(reading / DAY) * DAY;
  const edge = edges.find((edge) => midnight + edge > reading);
  return midnight + (edge ?? DAY);
}

function isInside(windows: readonly TimeWindow[], calendar: Calendar, reading: number): boolean {
  const day = Math.floor(reading / DAY);
  const time = reading - day * DAY;
  const today = weekdayIn(calendar, day);
  return windows.some(({ days, start, end }) => {
    const isOn = (weekday: number | undefined) => days.some((one) => one === weekday);
    const isAfterStart = time >= start * MINUTE;
    const isBeforeEnd = time < end * MINUTE;
    if (start < end) return isAfterStart && isBeforeEnd && isOn(today);
    return isAfterStart && isOn(today) || isBeforeEnd && isOn(weekdayIn(calendar, day - 1));
  });
}

/** @returns The day of the week whose windows that date has; `undefined` if it has none. */
function weekdayIn({ calendar }: Calendar, day: number): number | undefined {
  if (calendar.size === 0) return weekdayOf(day);
  const exception = calendar.get(dateText(day));
  if (exception === undefined) return weekdayOf(day);
  return exception.kind === "as" ? exception.weekday : undefined;
}
