import { nextOpening, openUntil } from "./availability.ts";
import { evaluate, type Grounds } from "./evaluate.ts";
import { EMPTY_LEDGER } from "./ledger.ts";
import { type Entry, ENTRY_KINDS, type Policy } from "./policy.ts";
import { type WallTime, wallTime } from "./time.ts";
import { type Day, zoneOf } from "./zone.ts";

/** A day of the policy, and what is open on it. */
export interface SimulatedDay {
  readonly day: Day;
  readonly entries: readonly SimulatedEntry[];
}

/** When an entry is open on a day. */
export interface SimulatedEntry {
  readonly entry: Entry;
  readonly openings: readonly Opening[];
}

/** A stretch of time in which an entry is open, within a day. */
export interface Opening {
  readonly from: WallTime;
  readonly to: WallTime;
  /**
   * How long it may run if it is started at `from`, nothing having been used: 0 if that has to be
   * earned first, for ever if missing.
   */
  readonly run: number | undefined;
}

/**
 * What would be open when, if nothing were used and everything could be started.
 *
 * @param to The last instant that is looked at is before it.
 */
export function simulate(
  policy: Policy,
  from: WallTime,
  to: WallTime,
): readonly SimulatedDay[] {
  const zone = zoneOf(policy.timeZone);
  const days: SimulatedDay[] = [];
  for (let at = from; at < to;) {
    // By the calendar, not by the day of budgets: that is how windows are written.
    const day = zone.day(at, 0);
    const span = { from: at, to: wallTime(Math.min(day.to, to)) };
    const entries = [...policy.entries.values()]
      .map((entry) => ({ entry, openings: openingsOf(policy, entry, span) }));
    days.push({ day, entries });
    at = day.to;
  }
  return days;
}

function openingsOf(
  policy: Policy,
  entry: Entry,
  { from, to }: { readonly from: WallTime; readonly to: WallTime },
): readonly Opening[] {
  if (entry.disabled) return [];
  const grounds: Grounds = { policy, kinds: new Set(ENTRY_KINDS), ledger: EMPTY_LEDGER };
  const openings: Opening[] = [];
  let at = nextOpening(entry.availability, policy, from);
  while (at !== undefined && at < to) {
    const closes: WallTime = openUntil(entry.availability, policy, at) ?? to;
    const { reasons, bounds } = evaluate(grounds, entry, at);
    const run = reasons.length > 0 ? 0 : bounds[0]?.milliseconds;
    openings.push({ from: at, to: wallTime(Math.min(closes, to)), run });
    at = nextOpening(entry.availability, policy, closes);
  }
  return openings;
}
