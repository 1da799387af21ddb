import type { ApiDuration } from "../../kiosk/api.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/**
 * @param text A time of the day, or a date and time; without an offset one of this computer's zone.
 * @throws {CommandError} If it is none.
 */
export function momentOf(app: App, text: string | undefined): string | null {
  if (text === undefined) return null;
  const today = new Date(app.system.clock.wallNow()).toLocaleDateString("sv");
  const full = /^\d\d:\d\d$/.test(text) ? `${today}T${text}` : text.replace(" ", "T");
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/.test(full);
  const at = isMoment ? Date.parse(full) : NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new CommandError(`Cannot use --at ${text}: it must be a time`, {
    hint: "Write 15:00, or 2026-12-24T15:00",
  });
}

/** @throws {CommandError} If `text` is no duration such as `15m` or `1h30m`. */
export function durationOf(text: string): ApiDuration {
  const found = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/.exec(text);
  const [hours, minutes, seconds] = [1, 2, 3].map((part) => Number(found?.[part] ?? 0));
  const secs = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  if (secs > 0) return { secs, nanos: 0 };
  throw new CommandError(`Cannot use ${text} as a duration: it must be such as 15m or 1h30m`);
}
