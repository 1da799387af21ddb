import { isOpen, nextOpening, openUntil } from "./availability.ts";
import { hasAgainAt, LEAST, levelOf, nextReset, runsDryAfter } from "./budget.ts";
import { dayName } from "./day_name.ts";
import { durationText } from "./duration_text.ts";
import { evaluate, type Grounds } from "./evaluate.ts";
import { type Account, accountsOf, dayText, usedOn } from "./ledger.ts";
import type { CalendarDay, Entry, Policy } from "./policy.ts";
import { WEEKDAYS } from "./policy.ts";
import { DAY, type WallTime } from "./time.ts";
import { dateText, zoneOf } from "./zone.ts";

/**
 * Where every number about an entry comes from, one line each; the last line is what follows.
 *
 * @param at The time that is asked about, with what was used until now.
 */
export function explain(grounds: Grounds, entry: Entry, at: WallTime): readonly string[] {
  const { policy, ledger } = grounds;
  return [
    `${entry.label} (${entry.id}) on ${clockText(policy, at)} in ${policy.timeZone}`,
    ...disabledLine(entry),
    ...kindLine(grounds, entry),
    ...calendarLine(policy, at),
    windowLine(policy, entry, at),
    maxRunLine(entry),
    `ran today: ${durationText(usedOn(ledger, entry.id, dayText(policy, at)))}`,
    ...accountsOf(ledger, policy, { entry, at }).map((one) => accountLine(policy, one, at)),
    cooldownLine(grounds, entry, at),
    conclusion(grounds, entry, at),
  ];
}

/** @returns The day of the week, the date and the time that a clock on the wall shows. */
function clockText({ timeZone }: Pick<Policy, "timeZone">, at: WallTime): string {
  const reading = zoneOf(timeZone).reading(at);
  const [date, time] = new Date(reading).toISOString().slice(0, 19).split("T");
  return `${dayName(Math.floor(reading / DAY))} ${date} ${time}`;
}

function disabledLine({ disabled }: Entry): readonly string[] {
  if (disabled === undefined) return [];
  return [disabled.reason === undefined ? "disabled" : `disabled: ${disabled.reason}`];
}

function kindLine({ kinds }: Grounds, { kind }: Entry): readonly string[] {
  return kinds.has(kind.type) ? [] : [`kind: this computer can't start ${kind.type}`];
}

function calendarLine(policy: Policy, at: WallTime): readonly string[] {
  const date = dateText(Math.floor(zoneOf(policy.timeZone).reading(at) / DAY));
  const day = policy.calendar.get(date);
  return day === undefined ? [] : [`calendar: ${date}${labelOf(day)} has ${windowsOf(day)}`];
}

function labelOf({ label }: CalendarDay): string {
  return label === undefined ? "" : ` (${label})`;
}

function windowsOf(day: CalendarDay): string {
  return day.kind === "closed" ? "no windows" : `the windows of a ${WEEKDAYS[day.weekday]}`;
}

function windowLine(policy: Policy, { availability }: Entry, at: WallTime): string {
  if (availability.kind === "always") return "windows: none, it is always open";
  if (!isOpen(availability, policy, at)) {
    const next = nextOpening(availability, policy, at);
    const when = next === undefined
      ? "it does not open within a year"
      : `it opens on ${clockText(policy, next)}, in ${durationText(next - at)}`;
    return `windows: closed, ${when}`;
  }
  const until = openUntil(availability, policy, at);
  return until === undefined
    ? "windows: open, and it never closes"
    : `windows: open until ${clockText(policy, until)}, for ${durationText(until - at)}`;
}

function maxRunLine({ limits: { maxRun } }: Entry): string {
  return maxRun === undefined
    ? "longest run: no limit"
    : `longest run: ${durationText(maxRun)} a launch`;
}

function accountLine(policy: Policy, { budget, state }: Account, at: WallTime): string {
  const when = { days: policy, at };
  const level = levelOf(budget, state, when);
  const reset = nextReset(budget, policy, at);
  const parts = [
    `${durationText(level)} left of ${durationText(budget.capacity)}`,
    ...(reset === undefined ? [] : [`it begins anew on ${clockText(policy, reset)}`]),
    ...budget.earned.map(({ entry, ratio }) => `each minute of ${entry} adds ${ratio} min`),
    ...(budget.refill === undefined
      ? []
      : [`${durationText(budget.refill * 3_600_000)} come back in an hour without use`]),
  ];
  if (level < LEAST) {
    const again = hasAgainAt(budget, state, when);
    parts.push(
      again === undefined ? "nothing comes by itself" : `again ${clockText(policy, again)}`,
    );
  } else {
    const dry = runsDryAfter(budget, state, when);
    if (dry === undefined) parts.push("it never runs dry");
    else if (dry > level) parts.push(`with what comes meanwhile ${durationText(dry)}`);
  }
  return `budget ${budget.label}: ${parts.join(", ")}`;
}

function cooldownLine({ policy, ledger }: Grounds, entry: Entry, at: WallTime): string {
  const { cooldown } = entry.limits;
  const rule = cooldown === undefined ? "none" : `${durationText(cooldown)} after a run`;
  const until = ledger.cooldowns.get(entry.id);
  if (until === undefined || until <= at) return `cooldown: ${rule}`;
  const left = durationText(until - at);
  return `cooldown: ${rule}, until ${clockText(policy, until)}, for ${left}`;
}

function conclusion(grounds: Grounds, entry: Entry, at: WallTime): string {
  const { reasons, bounds: [first] } = evaluate(grounds, entry, at);
  if (reasons.length > 0) {
    return `so it can't be started: ${reasons.map((one) => one.code).join(", ")}`;
  }
  if (first === undefined) return "so it may run for ever";
  const by = {
    max_run: "the longest run",
    window: "the window",
    budget: first.kind === "budget" ? `the budget ${first.budget}` : "",
  };
  return `so it may run for ${durationText(first.milliseconds)}, by ${by[first.kind]}`;
}
