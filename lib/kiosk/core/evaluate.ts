import { isOpen, nextOpening, openUntil } from "./availability.ts";
import { hasAgainAt, LEAST, levelOf, runsDryAfter } from "./budget.ts";
import type { Bound } from "./effect.ts";
import { accountsOf, type Ledger } from "./ledger.ts";
import type { Entry, EntryKindTag, Policy } from "./policy.ts";
import type { Reason } from "./reason.ts";
import type { WallTime } from "./time.ts";

/** By what an entry is judged. */
export interface Grounds {
  readonly policy: Policy;
  readonly kinds: ReadonlySet<EntryKindTag>;
  readonly ledger: Ledger;
}

/** Whether an entry could be started at a time, and for how long. */
export interface Evaluation {
  /** Everything that is against it; it may be started if there is nothing. */
  readonly reasons: readonly Reason[];
  /** What ends its run, the first to do so first; none if it may not be started. */
  readonly bounds: readonly Bound[];
}

/** Judges an entry by policy and usage alone, whatever runs now. */
export function evaluate(grounds: Grounds, entry: Entry, at: WallTime): Evaluation {
  const reasons = reasonsAgainst(grounds, entry, at);
  return { reasons, bounds: reasons.length > 0 ? [] : boundsOf(grounds, entry, at) };
}

/** @returns What would end a run that starts at `at`, the first to do so first. */
export function boundsOf(
  { policy, ledger }: Grounds,
  entry: Entry,
  at: WallTime,
): readonly Bound[] {
  const bounds: Bound[] = [];
  const { maxRun } = entry.limits;
  if (maxRun !== undefined) bounds.push({ kind: "max_run", milliseconds: maxRun });
  const closesAt = openUntil(entry.availability, policy, at);
  if (closesAt !== undefined) {
    bounds.push({ kind: "window", milliseconds: closesAt - at, closesAt });
  }
  for (const { budget, state } of accountsOf(ledger, policy, { entry, at })) {
    const milliseconds = runsDryAfter(budget, state, { days: policy, at });
    if (milliseconds !== undefined) {
      bounds.push({ kind: "budget", milliseconds, budget: budget.id });
    }
  }
  return bounds.sort((a, b) => a.milliseconds - b.milliseconds);
}

function reasonsAgainst(
  { policy, kinds, ledger }: Grounds,
  entry: Entry,
  at: WallTime,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (entry.disabled) reasons.push({ code: "disabled", reason: entry.disabled.reason });
  if (!kinds.has(entry.kind.type)) {
    reasons.push({ code: "unsupported_kind", kind: entry.kind.type });
  }
  if (!isOpen(entry.availability, policy, at)) {
    const nextWindowStart = nextOpening(entry.availability, policy, at);
    reasons.push({ code: "outside_time_window", nextWindowStart });
  }
  const when = { days: policy, at };
  for (const { budget, state } of accountsOf(ledger, policy, { entry, at })) {
    const level = levelOf(budget, state, when);
    if (level >= LEAST) continue;
    reasons.push({
      code: "quota_exhausted",
      budget: budget.id,
      used: budget.capacity - level,
      quota: budget.capacity,
      resetsAt: hasAgainAt(budget, state, when),
    });
  }
  const availableAt = ledger.cooldowns.get(entry.id);
  if (availableAt !== undefined && availableAt > at) {
    reasons.push({ code: "cooldown_active", availableAt });
  }
  return reasons;
}
