import type { Answer, ApiError } from "../api.ts";
import type { CoreAnswer } from "../core/effect.ts";
import type { WallTime } from "../core/time.ts";
import { reasonView, timestamp } from "../view.ts";

/** @returns What the core answered, in the words of the API. */
export function answerView(answer: CoreAnswer, zone: string): Answer | ApiError {
  const shown = (at: WallTime | undefined) => at === undefined ? null : timestamp(at, zone);
  switch (answer.kind) {
    case "approved":
      return {
        type: "launch_approved",
        session_id: answer.sessionId,
        deadline: shown(answer.deadline),
      };
    case "denied":
      return {
        type: "launch_denied",
        reasons: answer.reasons.map((reason) => reasonView(reason, zone)),
      };
    case "launch_failed":
      return { code: "host_error", message: `Cannot start it: ${answer.error}` };
    case "stopped":
      return { type: "stopped" };
    case "extended":
      return { type: "extended", new_deadline: shown(answer.deadline), beyond: answer.beyond };
    case "no_active_session":
      return { code: "no_active_session", message: "Nothing is running" };
    case "invalid":
      return { code: "invalid_request", message: answer.message };
    case "reloaded":
      return { type: "config_reloaded", entry_count: answer.entryCount };
    case "clock_accepted":
      return { type: "clock_accepted", time: timestamp(answer.wall, zone) };
    default:
      return answer satisfies never;
  }
}
