import { openUntil } from "./availability.ts";
import { evaluate, type Grounds } from "./evaluate.ts";
import type { EntryId } from "./id.ts";
import type { Entry } from "./policy.ts";
import type { Reason } from "./reason.ts";
import type { AvailabilityState } from "./state.ts";
import { type WallTime, wallTime } from "./time.ts";
import type { Turn } from "./turn.ts";

/** Tells which entries became available or stopped being so, whatever runs now. */
export function refreshAvailability(turn: Turn, when: "when_due" | "always"): void {
  const { availability, store } = turn.state;
  const { changesAt } = availability;
  const isDue = changesAt !== undefined && changesAt <= turn.wall;
  if (when === "when_due" && !isDue) return;
  const found = availabilityAt(turn.state, turn.wall);
  const fresh = store.kind === "ok" ? found : { ...found, enabled: new Set<EntryId>() };
  turn.update({ availability: fresh });
  for (const entryId of turn.state.policy.entries.keys()) {
    const enabled = fresh.enabled.has(entryId);
    if (enabled === availability.enabled.has(entryId)) continue;
    turn.tell({ kind: "availability_changed", entryId, enabled });
  }
}

/** @returns Which entries could be started at `at`, and when that changes by itself. */
export function availabilityAt(grounds: Grounds, at: WallTime): AvailabilityState {
  const enabled = new Set<EntryId>();
  let changesAt = Infinity;
  for (const entry of grounds.policy.entries.values()) {
    const { reasons } = evaluate(grounds, entry, at);
    if (reasons.length === 0) enabled.add(entry.id);
    changesAt = Math.min(changesAt, nextChange(grounds, entry, { reasons, at }));
  }
  return { enabled, changesAt: Number.isFinite(changesAt) ? wallTime(changesAt) : undefined };
}

function nextChange(
  { policy }: Grounds,
  entry: Entry,
  { reasons, at }: { readonly reasons: readonly Reason[]; readonly at: WallTime },
): number {
  const closesAt = openUntil(entry.availability, policy, at) ?? Infinity;
  const times = reasons.map(endsAt).filter((time) => time > at);
  return Math.min(closesAt > at ? closesAt : Infinity, ...times);
}

/** @returns When a reason ends by itself. */
function endsAt(reason: Reason): number {
  switch (reason.code) {
    case "outside_time_window":
      return reason.nextWindowStart ?? Infinity;
    case "quota_exhausted":
      return reason.resetsAt ?? Infinity;
    case "cooldown_active":
      return reason.availableAt;
    case "unknown_entry":
    case "disabled":
    case "unsupported_kind":
    case "session_active":
    case "store_unavailable":
    case "shutting_down":
      return Infinity;
    default:
      return reason satisfies never;
  }
}
