import { ModuleFailure } from "../../../lib/plugin/sdk.ts";

/**
 * @param text `+3650d`, `-1w2d3h4m5s`, or `YYYYMMDDHHMM[SS]Z`.
 * @param now Milliseconds since 1970.
 * @returns `YYYYMMDDHHMMSS` in UTC.
 * @throws {ModuleFailure} If it is something else.
 */
export function certificateTime(text: string, now: number, option: string): string {
  const absolute = /^(\d{12})(\d{2})?Z$/.exec(text);
  if (absolute !== null) return `${absolute[1]}${absolute[2] ?? "00"}`;
  const relative = RELATIVE.exec(text);
  if (relative === null || text.length < 2) {
    throw new ModuleFailure(`The time spec "${text}" for ${option} is invalid`);
  }
  const [, sign = "+", ...parts] = relative;
  const seconds = parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (UNITS[i] ?? 0), 0);
  const time = new Date(now + (sign === "-" ? -1000 : 1000) * seconds);
  return time.toISOString().replace(/\.\d+Z$/, "").replaceAll(/[-:T]/g, "");
}

const RELATIVE = /^([+-])(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/i;

/** Seconds in a week, a day, an hour, a minute and a second. */
const UNITS = [604_800, 86_400, 3600, 60, 1];
