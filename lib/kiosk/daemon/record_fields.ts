import type { Command } from "../api.ts";
import type { AuditFact, Notice } from "../core/effect.ts";
import { millisecondsOf } from "../view.ts";

/** What the log says of a notice; the numbers are in its fields. */
export const WORDS: Readonly<Record<Notice["kind"], string>> = {
  session_started: "A session has started",
  warning_issued: "A warning was given",
  session_extended: "A session was extended",
  session_expiring: "A session was told to end",
  session_ended: "A session has ended",
  policy_reloaded: "The policy was read again",
  availability_changed: "An entry came or went",
  clock_stepped: "The clock of the computer was set",
  state_changed: "The state has changed",
};

/** @returns What programs that read the log search for. */
export function noticeFields(notice: Notice): Readonly<Record<string, string | number>> {
  switch (notice.kind) {
    case "session_started": {
      const { session: { id, entry, startedAt }, deadline } = notice;
      const seconds = deadline === undefined ? {} : { seconds: whole(deadline - startedAt.wall) };
      return { session_id: id, entry_id: entry.id, ...seconds };
    }
    case "warning_issued":
      return {
        session_id: notice.sessionId,
        threshold_seconds: whole(notice.before),
        remaining_seconds: whole(notice.remaining),
      };
    case "session_extended":
      return { session_id: notice.sessionId };
    case "session_expiring":
      return { session_id: notice.sessionId, reason: notice.reason.type };
    case "session_ended":
      return {
        session_id: notice.sessionId,
        entry_id: notice.entryId,
        reason: notice.reason.type,
        ran_seconds: whole(notice.ran),
      };
    case "policy_reloaded":
      return { entries: notice.entryCount };
    case "availability_changed":
      return { entry_id: notice.entryId, enabled: String(notice.enabled) };
    case "clock_stepped":
      return { by_seconds: whole(notice.by) };
    case "state_changed":
      return {};
    default:
      return notice satisfies never;
  }
}

/** @returns What the audit log says of a command. */
export function commandFields(command: Command): Omit<AuditFact, "type"> {
  const word = { command: command.type };
  switch (command.type) {
    case "launch":
      // What is longer is no id, and anybody can write it.
      return { ...word, entry_id: command.entry_id.slice(0, MOST_OF_AN_ID) };
    case "stop_current":
      return { ...word, mode: command.mode };
    case "extend_current":
      return { ...word, by_ms: millisecondsOf(command.by) };
    case "set_volume":
      return { ...word, percent: command.percent };
    case "set_mute":
      return { ...word, muted: command.muted };
    default:
      return word;
  }
}

/** Characters. */
const MOST_OF_AN_ID = 64;

function whole(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
