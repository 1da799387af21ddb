import { DAY, MINUTE, type WallTime, wallTime } from "./time.ts";

/** A stretch of time with one offset from UTC; `to` is the first instant after it. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Milliseconds to add to UTC. */
  readonly offset: number;
}

/** A day as budgets know it: from the first instant that reads as its start to that of the next. */
export interface Day {
  /** Days since 1970-01-01 of the date on which it began. */
  readonly number: number;
  readonly from: WallTime;
  readonly to: WallTime;
}

/**
 * A time zone as arithmetic on numbers. A *reading* is what the wall clock shows, as milliseconds
 * since 1970-01-01T00:00 of the calendar on that wall. In a gap readings are missing, in a fold
 * they come twice.
 */
export class Zone {
  readonly #segments: Segment[] = [];
  #lastDay: Day & { readonly startsAt: number } | undefined;

  constructor(readonly name: string) {}

  /** @returns What the wall clock shows. */
  reading(at: number): number {
    return at + this.segment(at).offset;
  }

  /** @returns The stretch of time around `at` in which the offset stays what it is. */
  segment(at: number): Segment {
    const known = this.#segments.find(({ from, to }) => from <= at && at < to);
    if (known) return known;
    const found = findSegment(this.name, at);
    // Clients may ask for any time: what they asked for long ago is forgotten.
    if (this.#segments.length === MOST_SEGMENTS) this.#segments.shift();
    this.#segments.push(found);
    return found;
  }

  /** @returns The first instant at which the wall clock shows `reading` or more. */
  firstInstant(reading: number): WallTime {
    // No offset is more than a day, so this is before it for sure.
    let segment = this.segment(reading - 2 * DAY);
    while (true) {
      const candidate = Math.max(segment.from, reading - segment.offset);
      if (candidate < segment.to) return wallTime(candidate);
      segment = this.segment(segment.to);
    }
  }

  /**
   * Days begin for good: when the clock goes back over a day's start, the day does not begin again.
   *
   * @param startsAt Minutes after midnight.
   */
  day(at: WallTime, startsAt: number): Day {
    const last = this.#lastDay;
    if (last && last.startsAt === startsAt && last.from <= at && at < last.to) return last;
    const start = (day: number) => this.firstInstant(day * DAY + startsAt * MINUTE);
    let number = Math.floor((this.reading(at) - startsAt * MINUTE) / DAY);
    while (start(number) > at) number--;
    while (start(number + 1) <= at) number++;
    this.#lastDay = { number, from: start(number), to: start(number + 1), startsAt };
    return this.#lastDay;
  }
}

/** Stretches of a zone that are kept in mind: those of several years. */
const MOST_SEGMENTS = 16;

const ZONES = new Map<string, Zone>();

/** @returns The zone, with what was found out about it before. */
export function zoneOf(name: string): Zone {
  const zone = ZONES.get(name) ?? new Zone(name);
  ZONES.set(name, zone);
  return zone;
}

/** @returns Whether `name` is a time zone that is known here. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** @param number Days since 1970-01-01. @returns The date, such as `2026-11-22`. */
export function dateText(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** @param number Days since 1970-01-01. @returns 0 for Monday to 6 for Sunday. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

function findSegment(name: string, at: number): Segment {
  const zoned = (milliseconds: number) =>
    Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(name);
  const here = zoned(at);
  // One later, so that a change at `at` itself is found.
  const previous = zoned(at + 1).getTimeZoneTransition("previous");
  const next = here.getTimeZoneTransition("next");
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    to: next?.epochMilliseconds ?? Infinity,
    offset: here.offsetNanoseconds / 1e6,
  };
}
