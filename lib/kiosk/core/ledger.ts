import { type BudgetState, flowed, type Span } from "./budget.ts";
import type { Write } from "./effect.ts";
import { type BudgetId, type EntryId, quotaId } from "./id.ts";
import type { Budget, Entry, Policy } from "./policy.ts";
import { type WallTime, wallTime } from "./time.ts";
import { dateText, zoneOf } from "./zone.ts";

/** What was used, as decisions need it. */
export interface Ledger {
  /** Those of the policy's budgets that were ever used. */
  readonly budgets: ReadonlyMap<BudgetId, BudgetState>;
  /** How long each entry ran, by the date on which the day began, such as `2026-11-22`. */
  readonly usage: ReadonlyMap<EntryId, ReadonlyMap<string, number>>;
  /** Until when each entry has to wait. */
  readonly cooldowns: ReadonlyMap<EntryId, WallTime>;
}

/** The ledger of a new computer. */
export const EMPTY_LEDGER: Ledger = {
  budgets: new Map(),
  usage: new Map(),
  cooldowns: new Map(),
};

/** A ledger, and what is to be kept of it. */
export interface Booked {
  readonly ledger: Ledger;
  readonly writes: readonly Write[];
}

/** What is booked. */
export interface Run {
  readonly entry: Entry;
  readonly span: Span;
  /** The part of the span in which the entry can have earned something, from 0 to 1. */
  readonly earning: number;
}

/** Books that an entry ran for all of a span: on its days, and in the budgets it drains and fills. */
export function book(ledger: Ledger, policy: Policy, { entry, span, earning }: Run): Booked {
  const writes: Write[] = [];
  const days = new Map(ledger.usage.get(entry.id));
  for (const { day, milliseconds } of byDay(policy, span)) {
    const total = (days.get(day) ?? 0) + milliseconds;
    days.set(day, total);
    writes.push({ kind: "usage", entryId: entry.id, day, milliseconds: total });
  }
  const budgets = new Map(ledger.budgets);
  for (const budget of policy.budgets.values()) {
    const flow = {
      drained: entry.limits.budgets.includes(budget.id) ? 1 : 0,
      gained: earning * (budget.earned.find((one) => one.entry === entry.id)?.ratio ?? 0),
    };
    if (flow.drained === 0 && flow.gained === 0) continue;
    const state = flowed(budget, budgets.get(budget.id), { days: policy, span, flow });
    budgets.set(budget.id, state);
    writes.push({ kind: "budget", budgetId: budget.id, state });
  }
  const usage = new Map(ledger.usage).set(entry.id, days);
  return { ledger: { ...ledger, usage, budgets }, writes };
}

/** Lets `entry` wait until `until`. */
export function coolDown(ledger: Ledger, entry: EntryId, until: WallTime): Booked {
  const cooldowns = new Map(ledger.cooldowns).set(entry, until);
  return {
    ledger: { ...ledger, cooldowns },
    writes: [{ kind: "cooldown", entryId: entry, until }],
  };
}

/** A budget with what is known of it. */
export interface Account {
  readonly budget: Budget;
  readonly state: BudgetState | undefined;
}

/** @returns The budgets that `entry` drains; the first is its daily quota, if it has one. */
export function accountsOf(
  ledger: Ledger,
  policy: Policy,
  { entry, at }: { readonly entry: Entry; readonly at: WallTime },
): readonly Account[] {
  const accounts: Account[] = [];
  const { dailyQuota } = entry.limits;
  if (dailyQuota !== undefined) {
    const budget: Budget = {
      id: quotaId(entry.id),
      label: `${entry.label}, daily quota`,
      capacity: dailyQuota,
      reset: "daily",
      starts: "full",
      earned: [],
    };
    const used = usedOn(ledger, entry.id, dayText(policy, at));
    accounts.push({ budget, state: { used, gained: 0, at } });
  }
  for (const id of entry.limits.budgets) {
    const budget = policy.budgets.get(id);
    if (budget) accounts.push({ budget, state: ledger.budgets.get(id) });
  }
  return accounts;
}

/** @returns How long `entry` ran on the day that began on the date `day`. */
export function usedOn(ledger: Ledger, entry: EntryId, day: string): number {
  return ledger.usage.get(entry)?.get(day) ?? 0;
}

/** @returns The date on which the day of `at` began. */
export function dayText(policy: Policy, at: WallTime): string {
  return dateText(zoneOf(policy.timeZone).day(at, policy.dayStartsAt).number);
}

function byDay(
  policy: Policy,
  { from, to }: Span,
): readonly { readonly day: string; readonly milliseconds: number }[] {
  const zone = zoneOf(policy.timeZone);
  const parts = [];
  let start = from;
  while (start < to) {
    const day = zone.day(start, policy.dayStartsAt);
    const end = wallTime(Math.min(to, day.to));
    parts.push({ day: dateText(day.number), milliseconds: end - start });
    start = end;
  }
  return parts;
}
