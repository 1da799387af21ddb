import {
  API_VERSION,
  type ApiDuration,
  type BudgetView,
  type EndReasonView,
  type EntryView,
  type EventPayload,
  type ReasonView,
  type SessionView,
  type StateView,
  type Timestamp,
} from "./api.ts";
import { levelOf, nextReset } from "./core/budget.ts";
import { deadlineWall, remainingOf, warningsAhead } from "./core/deadline.ts";
import type { Notice } from "./core/effect.ts";
import { evaluate, type Evaluation } from "./core/evaluate.ts";
import type { Entry } from "./core/policy.ts";
import type { Reason } from "./core/reason.ts";
import { evaluateLaunch } from "./core/session_command.ts";
import type { EndReason } from "./core/session.ts";
import type { CoreState } from "./core/state.ts";
import { MINUTE, type Now, SECOND, type WallTime } from "./core/time.ts";
import { type Active, isActive } from "./core/transition.ts";
import { trustedWall } from "./core/trusted_clock.ts";
import { zoneOf } from "./core/zone.ts";

/** What the core knows, in the words of the API. */

/** @returns Everything a shell shows. */
export function stateView(state: CoreState, now: Now): StateView {
  const { session, policy } = state;
  return {
    api_version: API_VERSION,
    policy_loaded: true,
    current_session: isActive(session) ? sessionView(state, session, now) : null,
    entry_count: policy.entries.size,
    entries: entryViews(state, now),
  };
}

/** @returns All entries as they are now, or would be at another time if nothing ran until then. */
export function entryViews(state: CoreState, when: Now | WallTime): readonly EntryView[] {
  return [...state.policy.entries.values()].map((entry) => entryView(state, entry, when));
}

/** @returns An entry as it is now, or would be at another time if nothing ran until then. */
export function entryView(state: CoreState, entry: Entry, when: Now | WallTime): EntryView {
  const { reasons, bounds }: Evaluation = typeof when === "number"
    ? evaluate(state, entry, when)
    : evaluateLaunch(state, entry.id, when);
  const longest = bounds[0]?.milliseconds;
  return {
    entry_id: entry.id,
    label: entry.label,
    icon_ref: entry.icon ?? null,
    kind_tag: entry.kind.type,
    enabled: reasons.length === 0,
    reasons: reasons.map((reason) => reasonView(reason, state.policy.timeZone)),
    max_run_if_started_now: longest === undefined ? null : apiDuration(longest),
  };
}

/** @returns A budget with what is left in it. */
export function budgetViews(state: CoreState, now: Now): readonly BudgetView[] {
  const { policy, ledger, clock } = state;
  const when = { days: policy, at: trustedWall(clock, now) };
  return [...policy.budgets.values()].map((budget) => {
    const reset = nextReset(budget, policy, when.at);
    return {
      budget_id: budget.id,
      label: budget.label,
      left: apiDuration(levelOf(budget, ledger.budgets.get(budget.id), when)),
      capacity: apiDuration(budget.capacity),
      resets_at: reset === undefined ? null : timestamp(reset, policy.timeZone),
    };
  });
}

/** @returns Why an entry is not available. */
export function reasonView(reason: Reason, zone: string): ReasonView {
  switch (reason.code) {
    case "outside_time_window": {
      const { nextWindowStart: next } = reason;
      const next_window_start = next === undefined ? null : timestamp(next, zone);
      return { code: reason.code, next_window_start };
    }
    case "quota_exhausted":
      return {
        code: reason.code,
        used: apiDuration(reason.used),
        quota: apiDuration(reason.quota),
        resets_at: reason.resetsAt === undefined ? null : timestamp(reason.resetsAt, zone),
        budget: reason.budget,
      };
    case "cooldown_active":
      return { code: reason.code, available_at: timestamp(reason.availableAt, zone) };
    case "session_active": {
      const { entryId, remaining } = reason;
      return {
        code: reason.code,
        entry_id: entryId,
        remaining: remaining === undefined ? null : apiDuration(remaining),
      };
    }
    case "unsupported_kind":
      return { code: reason.code, kind: reason.kind };
    case "disabled":
      return { code: reason.code, reason: reason.reason ?? null };
    case "unknown_entry":
    case "store_unavailable":
    case "shutting_down":
      return { code: "disabled", reason: WORDS[reason.code], cause: reason.code };
    default:
      return reason satisfies never;
  }
}

const WORDS = {
  unknown_entry: "Entry not found",
  store_unavailable: "What was used so far cannot be read or kept",
  shutting_down: "The service is stopping",
} as const;

/** @returns What subscribers are told; the whole state, if it is that which changed. */
export function noticePayload(notice: Notice, state: CoreState, now: Now): EventPayload {
  switch (notice.kind) {
    case "session_started": {
      const { session: { id, entry }, deadline } = notice;
      return {
        type: notice.kind,
        session_id: id,
        entry_id: entry.id,
        label: entry.label,
        deadline: deadline === undefined ? null : timestamp(deadline, state.policy.timeZone),
      };
    }
    case "warning_issued":
      return {
        type: notice.kind,
        session_id: notice.sessionId,
        threshold_seconds: Math.round(notice.before / SECOND),
        time_remaining: apiDuration(notice.remaining),
        severity: notice.severity,
        message: notice.message ?? null,
      };
    case "session_extended":
      return {
        type: notice.kind,
        session_id: notice.sessionId,
        new_deadline: timestamp(notice.deadline, state.policy.timeZone),
      };
    case "session_expiring":
      return { type: notice.kind, session_id: notice.sessionId };
    case "session_ended":
      return {
        type: notice.kind,
        session_id: notice.sessionId,
        entry_id: notice.entryId,
        reason: endReasonView(notice.reason),
        duration: apiDuration(notice.ran),
      };
    case "policy_reloaded":
      return { type: notice.kind, entry_count: notice.entryCount };
    case "availability_changed": {
      const { entryId, enabled } = notice;
      return { type: "entry_availability_changed", entry_id: entryId, enabled };
    }
    case "clock_stepped": {
      const direction = notice.by < 0 ? "back" : "forward";
      return { type: notice.kind, by: apiDuration(Math.abs(notice.by)), direction };
    }
    case "state_changed":
      return { type: notice.kind, ...stateView(state, now) };
    default:
      return notice satisfies never;
  }
}

/** @returns RFC 3339 with the offset that `zone` has then. */
export function timestamp(at: WallTime, zone: string): Timestamp {
  const reading = zoneOf(zone).reading(at);
  const minutes = Math.round((reading - at) / MINUTE);
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return new Date(at + minutes * MINUTE).toISOString().replace("Z", offset);
}

/** @param milliseconds Not below 0. */
export function apiDuration(milliseconds: number): ApiDuration {
  const whole = Math.max(0, Math.floor(milliseconds));
  return { secs: Math.floor(whole / SECOND), nanos: (whole % SECOND) * 1_000_000 };
}

/** @returns Milliseconds, without the parts of one. */
export function millisecondsOf({ secs, nanos }: ApiDuration): number {
  return secs * SECOND + Math.floor(nanos / 1_000_000);
}

function sessionView(state: CoreState, active: Active, now: Now): SessionView {
  const { session } = active;
  const { timeZone } = state.policy;
  const deadline = deadlineWall(session, now, trustedWall(state.clock, now));
  const remaining = remainingOf(session, now);
  const isToWarn = remaining !== undefined && active.kind !== "expiring";
  return {
    session_id: session.id,
    entry_id: session.entry.id,
    label: session.entry.label,
    state: active.kind,
    started_at: timestamp(session.startedAt.wall, timeZone),
    deadline: deadline === undefined ? null : timestamp(deadline, timeZone),
    time_remaining: remaining === undefined ? null : apiDuration(remaining),
    warnings_issued: session.warned.map((before) => Math.round(before / SECOND)),
    upcoming_warnings: (isToWarn ? warningsAhead(session) : []).map(({ before, severity }) => ({
      threshold_seconds: Math.round(before / SECOND),
      severity,
    })),
  };
}

function endReasonView(reason: EndReason): EndReasonView {
  return reason.type === "process_exited"
    ? { type: reason.type, exit_code: reason.exitCode ?? null }
    : reason;
}
