import type { Budget, Policy } from "./policy.ts";
import { SECOND, type WallTime, wallTime } from "./time.ts";
import { weekdayOf, zoneOf } from "./zone.ts";

/** What is known about a budget: its level is where it starts, less `used`, plus `gained`. */
export interface BudgetState {
  /** Milliseconds drained since the last reset. */
  readonly used: number;
  /** Milliseconds filled in since the last reset; never more than there was room for. */
  readonly gained: number;
  /** Up to when this holds. */
  readonly at: WallTime;
}

/** By what days go. */
export type Days = Pick<Policy, "timeZone" | "dayStartsAt">;

/** A stretch of time in which entries ran. */
export interface Span {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** Milliseconds for each millisecond of a span. */
export interface Flow {
  readonly drained: number;
  readonly gained: number;
}

/** A level below this is empty: nothing can be done with it. */
export const LEAST = SECOND;

/** Whatever comes back by itself had all the time for it. */
const NEVER_USED: BudgetState = { used: 0, gained: 0, at: wallTime(0) };

/** Resets that are looked ahead; who does not run dry by then never does. */
const RESETS_AHEAD = 40;

/** @returns What is there at `at`, nothing having drained it since `state`; never below 0. */
export function levelOf(
  budget: Budget,
  state: BudgetState | undefined,
  at: { readonly days: Days; readonly at: WallTime },
): number {
  return Math.max(0, rawLevel(budget, rest(budget, state, at)));
}

/** @returns The state at `at`, nothing having drained it since: reset and refilled. */
export function rest(
  budget: Budget,
  state: BudgetState | undefined,
  { days, at }: { readonly days: Days; readonly at: WallTime },
): BudgetState {
  const begun = resetBefore(budget, days, at);
  const isReset = begun !== undefined && (state === undefined || begun > state.at);
  const before = isReset ? { used: 0, gained: 0, at: begun } : state ?? NEVER_USED;
  if (at <= before.at) return before;
  return { ...fill(budget, before, (at - before.at) * (budget.refill ?? 0)), at };
}

/** @returns The state at the end of `span`, in which it was drained and filled as `flow` says. */
export function flowed(
  budget: Budget,
  state: BudgetState | undefined,
  { days, span, flow }: { readonly days: Days; readonly span: Span; readonly flow: Flow },
): BudgetState {
  const begun = resetBefore(budget, days, span.to);
  // What was before the last reset does not matter any more.
  const isReset = begun !== undefined && begun > span.from;
  const before = isReset ? undefined : rest(budget, state, { days, at: span.from });
  const { used, gained } = before ?? { used: 0, gained: 0 };
  const length = span.to - (isReset ? begun : span.from);
  const at = before !== undefined && before.at > span.to ? before.at : span.to;
  return fill(budget, { used: used + length * flow.drained, gained, at }, length * flow.gained);
}

/** @returns For how long it can be drained from `at` on; `undefined` if it never runs dry. */
export function runsDryAfter(
  budget: Budget,
  state: BudgetState | undefined,
  { days, at }: { readonly days: Days; readonly at: WallTime },
): number | undefined {
  let level = levelOf(budget, state, { days, at });
  let time: number = at;
  for (let resets = 0; resets < RESETS_AHEAD; resets++) {
    const reset = nextReset(budget, days, wallTime(time));
    if (reset === undefined || level <= reset - time) return time + level - at;
    time = reset;
    level = budget.starts === "full" ? budget.capacity : 0;
  }
  return undefined;
}

/** @returns When an empty budget has something again by itself; `undefined` if it never has. */
export function hasAgainAt(
  budget: Budget,
  state: BudgetState | undefined,
  { days, at }: { readonly days: Days; readonly at: WallTime },
): WallTime | undefined {
  const missing = LEAST - rawLevel(budget, rest(budget, state, { days, at }));
  const filling = (amount: number) => Math.max(0, amount) / (budget.refill ?? 0);
  const reset = nextReset(budget, days, at) ?? Infinity;
  const afterReset = reset + (budget.starts === "full" ? 0 : filling(LEAST));
  const again = Math.ceil(Math.min(at + filling(missing), afterReset));
  return Number.isFinite(again) ? wallTime(again) : undefined;
}

/** @returns The next time after `at` at which the level goes back to where it starts. */
export function nextReset(budget: Budget, days: Days, at: WallTime): WallTime | undefined {
  if (budget.reset === undefined) return undefined;
  const zone = zoneOf(days.timeZone);
  let day = zone.day(at, days.dayStartsAt);
  while (budget.reset === "weekly" && weekdayOf(day.number) !== SUNDAY) {
    day = zone.day(day.to, days.dayStartsAt);
  }
  return day.to;
}

const SUNDAY = 6;

/** @returns The last time up to `at` at which the level went back to where it starts. */
function resetBefore(budget: Budget, days: Days, at: WallTime): WallTime | undefined {
  if (budget.reset === undefined) return undefined;
  const zone = zoneOf(days.timeZone);
  let day = zone.day(at, days.dayStartsAt);
  while (budget.reset === "weekly" && weekdayOf(day.number) !== MONDAY) {
    day = zone.day(wallTime(day.from - 1), days.dayStartsAt);
  }
  return day.from;
}

const MONDAY = 0;

function rawLevel({ starts, capacity }: Budget, { used, gained }: BudgetState): number {
  return (starts === "full" ? capacity : 0) - used + gained;
}

function fill(budget: Budget, state: BudgetState, amount: number): BudgetState {
  const room = Math.max(0, budget.capacity - rawLevel(budget, state));
  return { ...state, gained: state.gained + Math.min(room, amount) };
}
