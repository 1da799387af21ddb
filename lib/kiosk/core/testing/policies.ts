import { type EntryId, entryId, type SessionId, sessionId } from "../id.ts";
import type { Budget, Entry, EntryKindTag, Limits, Policy, TimeWindow } from "../policy.ts";
import { bootTime, type Now, wallTime } from "../time.ts";

/** @returns `text` as the id of an entry. */
export function entryNamed(text: string): EntryId {
  const id = entryId(text);
  if (id === undefined) throw new RangeError(`Cannot name an entry ${text}`);
  return id;
}

/** @returns The `n`th id of a session. */
export function sessionNumber(n: number): SessionId {
  const id = sessionId(`00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`);
  if (id === undefined) throw new RangeError(`Cannot name session ${n}`);
  return id;
}

/** What a test says about an entry. */
export interface EntryDraft extends Partial<Omit<Entry, "id" | "limits">> {
  readonly limits?: Partial<Limits>;
  readonly windows?: readonly TimeWindow[];
}

/** @returns An entry that is always available, but for what `draft` says. */
export function entryWith(name: string, { limits, windows, ...draft }: EntryDraft = {}): Entry {
  return {
    id: entryNamed(name),
    label: name,
    kind: { type: "process", command: "true", args: [], env: {} },
    availability: windows === undefined ? { kind: "always" } : { kind: "windows", windows },
    warnings: [],
    ...draft,
    limits: { budgets: [], grace: 5000, ...limits },
  };
}

/** What a test says about a policy. */
export interface PolicyDraft extends Partial<Omit<Policy, "entries" | "budgets">> {
  readonly entries?: readonly Entry[];
  readonly budgets?: readonly Budget[];
}

/** @returns A policy with `entries` in UTC. */
export function policyWith({ entries = [], budgets = [], ...draft }: PolicyDraft = {}): Policy {
  return {
    timeZone: "UTC",
    dayStartsAt: 0,
    countSuspend: true,
    onReload: "keep",
    calendar: new Map(),
    volume: { allowChange: true, allowMute: true },
    ...draft,
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    budgets: new Map(budgets.map((budget) => [budget.id, budget])),
  };
}

/** @returns What the clocks say `boot` milliseconds after a start at `text`. */
export function nowAt(text: string, boot = 0, suspended = 0): Now {
  return { wall: wallTime(Date.parse(text) + boot), boot: bootTime(boot), suspended };
}

/** A host that can start everything. */
export const ALL_KINDS: ReadonlySet<EntryKindTag> = new Set([
  "process",
  "snap",
  "flatpak",
  "vm",
  "media",
  "custom",
]);
