import type {
  ApiDuration,
  BudgetView,
  EndReasonView,
  EntryView,
  EventMessage,
  ReasonView,
  SessionView,
  StateView,
  Timestamp,
} from "../../kiosk/api.ts";
import { durationText } from "../../kiosk/core/duration_text.ts";
import { millisecondsOf } from "../../kiosk/view.ts";

/** What clients of the kiosk see, for people. */

/** @returns What is running, and all entries. */
export function stateText({ current_session, entries }: StateView): string {
  const running = current_session === null ? "Nothing is running" : sessionText(current_session);
  return `${running}\n${entriesText(entries)}`;
}

/** @returns A line for each entry. */
export function entriesText(entries: readonly EntryView[]): string {
  const width = (text: (entry: EntryView) => string) =>
    Math.max(0, ...entries.map((entry) => text(entry).length));
  const [ids, labels] = [width(({ entry_id }) => entry_id), width(({ label }) => label)];
  return entries.map((entry) =>
    `  ${entry.entry_id.padEnd(ids)}  ${entry.label.padEnd(labels)}  ${availabilityText(entry)}\n`
  ).join("");
}

/** @returns Why something can't be started, in words. */
export function reasonText(reason: ReasonView): string {
  switch (reason.code) {
    case "outside_time_window":
      return reason.next_window_start === null
        ? "closed for good"
        : `closed until ${timeText(reason.next_window_start)}`;
    case "quota_exhausted": {
      const again = reason.resets_at === null ? "" : `, again at ${timeText(reason.resets_at)}`;
      return `${lengthText(reason.used)} of ${lengthText(reason.quota)} used${again}`;
    }
    case "cooldown_active":
      return `has to wait until ${timeText(reason.available_at)}`;
    case "session_active": {
      const left = reason.remaining === null ? "" : ` for ${lengthText(reason.remaining)}`;
      return `${reason.entry_id} is running${left}`;
    }
    case "unsupported_kind":
      return `nothing here starts a ${reason.kind}`;
    case "disabled":
      return reason.reason ?? "disabled";
    default:
      return reason satisfies never;
  }
}

/** @returns A line about something that happened. */
export function eventText({ timestamp, payload }: EventMessage): string {
  return `${timeText(timestamp)}  ${happening(payload)}\n`;
}

/** @returns A line for each budget. */
export function budgetsText(budgets: readonly BudgetView[]): string {
  return budgets.map(({ label, left, capacity, resets_at }) => {
    const reset = resets_at === null ? "" : `, full again at ${timeText(resets_at)}`;
    return `  ${label}: ${lengthText(left)} of ${lengthText(capacity)} left${reset}\n`;
  }).join("");
}

/** @returns The date and time that the clock on the wall shows then. */
export function timeText(at: Timestamp): string {
  return at.slice(0, 19).replace("T", " ");
}

/** @returns A duration, to the second. */
export function lengthText(duration: ApiDuration): string {
  return durationText(millisecondsOf(duration));
}

/** @returns What a record says, each part as ` name=value`. */
export function fieldsText(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts).map(([name, value]) => ` ${name}=${valueText(value)}`).join("");
}

/** Anybody may have written it: it must neither steer a terminal nor pass for another part. */
function valueText(value: unknown): string {
  if (typeof value === "string" && /^[^\s"=\p{C}]+$/u.test(value)) return value;
  return JSON.stringify(value).replace(/\p{C}/gu, (one) => one.replace(/[^]/g, escaped));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function sessionText({ label, entry_id, state, deadline, time_remaining }: SessionView): string {
  const left = time_remaining === null ? "" : `, ${lengthText(time_remaining)} left`;
  const end = deadline === null ? "" : `, until ${timeText(deadline)}`;
  return `${label} (${entry_id}) is ${state}${end}${left}`;
}

function availabilityText({ enabled, reasons, max_run_if_started_now: most }: EntryView): string {
  if (!enabled) return reasons.map(reasonText).join("; ");
  return most === null ? "open" : `open for ${lengthText(most)}`;
}

function happening(payload: EventMessage["payload"]): string {
  switch (payload.type) {
    case "state_changed":
      return "The state has changed";
    case "session_started": {
      const end = payload.deadline === null ? "" : `, until ${timeText(payload.deadline)}`;
      return `${payload.label} has started${end}`;
    }
    case "warning_issued": {
      const { severity, time_remaining, message } = payload;
      return `Warning (${severity}): ${lengthText(time_remaining)} left${
        message === null ? "" : `: ${message}`
      }`;
    }
    case "session_expiring":
      return "The session was told to end";
    case "session_ended":
      return `${payload.entry_id} has ended after ${lengthText(payload.duration)}: ${
        endText(payload.reason)
      }`;
    case "policy_reloaded":
      return `The policy was read again: ${payload.entry_count} entries`;
    case "entry_availability_changed":
      return `${payload.entry_id} is ${payload.enabled ? "available" : "not available"} now`;
    case "volume_changed":
      return `The volume is ${payload.percent} %${payload.muted ? ", muted" : ""}`;
    case "shutdown":
      return "The daemon has stopped";
    case "audit_entry":
      return `Recorded: ${payload.event_type}${fieldsText(payload.details)}`;
    case "session_extended":
      return `The session was extended until ${timeText(payload.new_deadline)}`;
    case "clock_stepped":
      return `The computer's clock was set ${payload.direction} by ${lengthText(payload.by)}`;
    default:
      return payload satisfies never;
  }
}

function endText(reason: EndReasonView): string {
  switch (reason.type) {
    case "expired":
      return "its time was over";
    case "user_stop":
      return "it was stopped";
    case "admin_stop":
      return "an admin stopped it";
    case "policy_stop":
      return "the policy stopped it";
    case "service_shutdown":
      return "the daemon stopped";
    case "process_exited":
      return reason.exit_code === null ? "it ended" : `it ended with code ${reason.exit_code}`;
    case "launch_failed":
      return `it could not be started: ${reason.error}`;
    default:
      return reason satisfies never;
  }
}
