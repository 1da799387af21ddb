import { dayName } from "../../kiosk/core/day_name.ts";
import { durationText } from "../../kiosk/core/duration_text.ts";
import type { Entry, Policy } from "../../kiosk/core/policy.ts";
import { type Opening, simulate, type SimulatedDay } from "../../kiosk/core/simulate.ts";
import { DAY, MINUTE, SECOND, type WallTime, wallTime } from "../../kiosk/core/time.ts";
import { dateText, zoneOf } from "../../kiosk/core/zone.ts";
import { timestamp } from "../../kiosk/view.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { readPolicy } from "./read_policy.ts";

/** What `shep daemon simulate` was asked for. */
export interface SimulateArguments {
  readonly config: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly format: "text" | "json";
}

/** A year is enough for one look. */
const MOST_DAYS = 366;

/** @returns The exit code of `shep daemon simulate`. */
export function simulatePolicy(app: App, options: SimulateArguments): number {
  const { policy } = readPolicy(app, options.config);
  const zone = zoneOf(policy.timeZone);
  const today = Math.floor(zone.reading(app.system.clock.wallNow()) / DAY);
  const first = options.from === undefined ? today : dayNumber("--from", options.from);
  const last = options.to === undefined ? first + 6 : dayNumber("--to", options.to);
  if (last < first || last - first >= MOST_DAYS) {
    throw new CommandError(
      `Cannot simulate from ${dateText(first)} to ${dateText(last)}: ` +
        `it must be from 1 to ${MOST_DAYS} days`,
    );
  }
  const days = simulate(
    policy,
    zone.firstInstant(first * DAY),
    zone.firstInstant((last + 1) * DAY),
  );
  app.out(options.format === "json" ? json(policy, days) : table(policy, days));
  return EXIT.ok;
}

function dayNumber(option: string, text: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(time) && dateText(time / DAY) === text) return time / DAY;
  throw new CommandError(`Cannot use ${option} ${text}: it must be a date such as 2026-12-24`);
}

/** A block for each day, so that it fits however many openings there are. */
function table(policy: Policy, days: readonly SimulatedDay[]): string {
  const width = Math.max(0, ...[...policy.entries.values()].map(({ label }) => label.length));
  const lines = days.flatMap(({ day, entries }) => {
    const date = dateText(day.number);
    const special = policy.calendar.get(date)?.label;
    const heading = `${dayName(day.number)} ${date}${special === undefined ? "" : `, ${special}`}`;
    const rows = entries.map(({ entry, openings }) =>
      `  ${entry.label.padEnd(width)}  ${
        openings.length === 0 ? closed(entry) : openings.map((one) => cell(policy, one)).join(", ")
      }`
    );
    return [heading, ...rows, ""];
  });
  return lines.join("\n");
}

function closed({ disabled }: Entry): string {
  return disabled === undefined
    ? "-"
    : `- (disabled${disabled.reason ? `: ${disabled.reason}` : ""})`;
}

function cell(policy: Policy, { from, to, run }: Opening): string {
  const span = `${timeText(policy, from)}-${endText(policy, to)}`;
  if (run === 0) return `${span} (time has to be earned)`;
  const isBounded = run !== undefined && run < to - from;
  return isBounded ? `${span} (${durationText(run)} a launch)` : span;
}

function timeText({ timeZone }: Policy, at: WallTime): string {
  return new Date(zoneOf(timeZone).reading(at)).toISOString().slice(11, 16);
}

/** The end of a day is its 24:00, not the 00:00 of the next. */
function endText(policy: Policy, to: WallTime): string {
  const text = timeText(policy, to);
  if (text !== "00:00") return text;
  const before = zoneOf(policy.timeZone).reading(wallTime(to - SECOND));
  return before % DAY >= DAY - MINUTE ? "24:00" : text;
}

function json(policy: Policy, days: readonly SimulatedDay[]): string {
  const shown = days.map(({ day, entries }) => ({
    date: dateText(day.number),
    entries: entries.map(({ entry, openings }) => ({
      entry_id: entry.id,
      openings: openings.map(({ from, to, run }) => ({
        from: timestamp(from, policy.timeZone),
        to: timestamp(to, policy.timeZone),
        max_run_seconds: run === undefined ? null : Math.floor(run / SECOND),
      })),
    })),
  }));
  return `${JSON.stringify({ days: shown }, null, 2)}\n`;
}
