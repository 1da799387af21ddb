import type { Answer, ApiError, Command, Timestamp } from "../api.ts";
import { explain } from "../core/explain.ts";
import { entryId } from "../core/id.ts";
import { dayText } from "../core/ledger.ts";
import type { Entry } from "../core/policy.ts";
import type { CoreState } from "../core/state.ts";
import { type Now, type WallTime, wallTime } from "../core/time.ts";
import { trustedWall } from "../core/trusted_clock.ts";
import type { Store } from "../store/store.ts";
import { apiDuration, budgetViews, entryView, entryViews, stateView, timestamp } from "../view.ts";

/** A command that changes nothing and needs no more than what is known. */
export type ReadCommand = Extract<
  Command,
  {
    readonly type:
      | "get_state"
      | "list_entries"
      | "explain"
      | "get_usage"
      | "read_audit";
  }
>;

/** What is known. */
export interface Known {
  readonly state: CoreState;
  readonly store: Store;
  readonly now: Now;
}

/**
 * Answers a command that changes nothing.
 *
 * @throws {StoreError} If that takes the store, and it can't be read.
 */
export function readCommand(command: ReadCommand, known: Known): Answer | ApiError {
  const { state, now } = known;
  switch (command.type) {
    case "get_state":
      return { type: "state", ...stateView(state, now) };
    case "list_entries":
      return { type: "entries", entries: entryViews(state, momentOf(command.at_time) ?? now) };
    case "explain":
      return explanation(command, known);
    case "get_usage":
      return usage(command, known);
    case "read_audit":
      return auditRecords(command, known);
    default:
      return command satisfies never;
  }
}

/**
 * Checks the audit log; everything else goes on meanwhile.
 *
 * @throws {StoreError} If it can't be read.
 */
export async function verifyAudit(store: Store): Promise<Answer> {
  const walk = store.verifyAudit();
  let step = walk.next();
  for (; !step.done; step = walk.next()) await new Promise<void>((resolve) => setTimeout(resolve));
  const verdict = step.value;
  const type = "audit_verified";
  if (verdict.kind === "intact") {
    const { records, head } = verdict;
    return { type, intact: true, records, head, problem: null };
  }
  const { sequence: records, problem } = verdict;
  return { type, intact: false, records, head: null, problem };
}

/** Records of the audit log in one answer at most. */
const MOST_RECORDS = 1000;

function explanation(
  command: Extract<ReadCommand, { readonly type: "explain" }>,
  { state, now }: Known,
): Answer | ApiError {
  const id = entryId(command.entry_id);
  const entry: Entry | undefined = id === undefined ? undefined : state.policy.entries.get(id);
  if (!entry) {
    const message = `There is no entry "${command.entry_id.slice(0, 64)}"`;
    return { code: "entry_not_found", message };
  }
  const at = momentOf(command.at_time);
  return {
    type: "explanation",
    entry: entryView(state, entry, at ?? now),
    lines: explain(state, entry, at ?? trustedWall(state.clock, now)),
  };
}

function usage(
  command: Extract<ReadCommand, { readonly type: "get_usage" }>,
  { state, store, now }: Known,
): Answer {
  const today = dayText(state.policy, trustedWall(state.clock, now));
  const to = command.to ?? today;
  const from = command.from ?? (to < today ? to : today);
  return {
    type: "usage",
    usage: store.usage(from, to).map(({ entryId: entry_id, day, milliseconds }) => ({
      entry_id,
      day,
      used: apiDuration(milliseconds),
    })),
    budgets: budgetViews(state, now),
  };
}

function auditRecords(
  { after = 0, limit = MOST_RECORDS }: Extract<ReadCommand, { readonly type: "read_audit" }>,
  { state, store }: Known,
): Answer {
  const records = store.audit({ after, limit: Math.min(limit, MOST_RECORDS) });
  return {
    type: "audit",
    records: records.map(({ sequence, at, fact, hash }) => ({
      sequence,
      at: timestamp(at, state.policy.timeZone),
      fact,
      hash,
    })),
  };
}

function momentOf(at: Timestamp | null | undefined): WallTime | undefined {
  return at === undefined || at === null ? undefined : wallTime(Date.parse(at));
}
