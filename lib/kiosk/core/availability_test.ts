import assert from "node:assert/strict";
import { isOpen, nextOpening, openUntil } from "./availability.ts";
import type { CalendarDay, TimeWindow, Weekday } from "./policy.ts";
import { ZONE_TABLE } from "./testing/zone_table.ts";
import { DAY, MINUTE, wallTime } from "./time.ts";

/** How many cases; `KIOSK_CASES=10` tries ten times as many. */
const CASES = 200_000 * Number(Deno.env.get("KIOSK_CASES") ?? 1);

Deno.test(`isOpen(), openUntil(), nextOpening() agree with a minute-stepping oracle in ${CASES} cases`, () => {
  const random = mulberry(20260322);
  const perTable = Math.ceil(CASES / ZONE_TABLE.reduce((sum, { dates }) => sum + dates.length, 0));
  let tried = 0;
  for (const { zone, dates } of ZONE_TABLE) {
    for (const date of dates) {
      const wall = new WallTable(zone, date);
      for (let i = 0; i < perTable; i++, tried++) compare(wall, random);
    }
  }
  assert.ok(tried >= CASES);
});

/** Days around the date that the oracle looks at: before it, and after. */
const BEFORE = 2;
const AFTER = 9;

/** What the wall clock of a zone shows, minute by minute, as `Intl` says. */
class WallTable {
  readonly start: number;
  readonly weekday: Uint8Array;
  readonly minute: Uint16Array;
  readonly date: string[] = [];
  /** Weekday and date of the day before the one that is shown. */
  readonly weekdayBefore: Uint8Array;
  readonly dateBefore: string[] = [];

  constructor(readonly zone: string, date: string) {
    this.start = Date.parse(`${date}T00:00:00Z`) - BEFORE * DAY;
    const minutes = (BEFORE + AFTER) * 1440;
    this.weekday = new Uint8Array(minutes);
    this.weekdayBefore = new Uint8Array(minutes);
    this.minute = new Uint16Array(minutes);
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    for (let i = 0; i < minutes; i++) {
      const [day, month, year, hour, minute] = format.format(this.start + i * MINUTE).split(/\D+/);
      const shown = `${year}-${month}-${day}`;
      const before = new Date(Date.parse(shown) - 1000).toISOString().slice(0, 10);
      this.date.push(shown);
      this.dateBefore.push(before);
      this.weekday[i] = (new Date(shown).getUTCDay() + 6) % 7;
      this.weekdayBefore[i] = (new Date(before).getUTCDay() + 6) % 7;
      this.minute[i] = Number(hour) * 60 + Number(minute);
    }
  }

  get minutes(): number {
    return this.date.length;
  }
}

function compare(wall: WallTable, random: () => number): void {
  const below = (limit: number) => Math.floor(random() * limit);
  const windows: TimeWindow[] = Array.from({ length: 1 + below(3) }, () => {
    const days = ([0, 1, 2, 3, 4, 5, 6] as const).filter(() => random() < 0.5);
    const start = below(2) === 0 ? below(1440) : below(300);
    const end = below(8) === 0
      ? 1440
      : below(2) === 0
      ? below(1440)
      : (start + 1 + below(300)) % 1440;
    return { days, start, end: end === start ? end + 1 : end };
  });
  const calendar = new Map<string, CalendarDay>();
  if (below(4) === 0) {
    const date = wall.date[below(wall.minutes)] ?? "";
    const weekday = ([0, 1, 2, 3, 4, 5, 6] as const)[below(7)] as Weekday;
    calendar.set(date, below(2) === 0 ? { kind: "closed" } : { kind: "as", weekday });
  }
  // The oracle must see the end of what starts here, if it is near.
  const at = below(4 * 1440);
  const policy = { timeZone: wall.zone, calendar };
  const availability = { kind: "windows", windows } as const;
  const now = wallTime(wall.start + at * MINUTE);
  const expect = (is: unknown, wanted: unknown) => {
    if (is === wanted) return;
    const given = { zone: wall.zone, now: new Date(now), windows, calendar: [...calendar] };
    assert.fail(`${is} is not ${wanted}: ${JSON.stringify(given)}`);
  };

  const open = oracle(wall, { windows, calendar }, at);
  expect(isOpen(availability, policy, now), open);
  let change = at + 1;
  while (change < wall.minutes && oracle(wall, { windows, calendar }, change) === open) change++;
  const changes = (open ? openUntil : nextOpening)(availability, policy, now);
  const end = wall.start + wall.minutes * MINUTE;
  if (change < wall.minutes) expect(changes, wall.start + change * MINUTE);
  else expect(changes === undefined || changes >= end, true);
  expect((open ? nextOpening : openUntil)(availability, policy, now), now);
}

/** Looks one reading up, with no idea of offsets. */
function oracle(
  wall: WallTable,
  { windows, calendar }: {
    readonly windows: readonly TimeWindow[];
    readonly calendar: ReadonlyMap<string, CalendarDay>;
  },
  index: number,
): boolean {
  const kind = (date: string | undefined, weekday: number | undefined) => {
    const exception = calendar.size === 0 ? undefined : calendar.get(date ?? "");
    if (exception === undefined) return weekday;
    return exception.kind === "closed" ? -1 : exception.weekday;
  };
  const minute = wall.minute[index] ?? 0;
  for (const { days, start, end } of windows) {
    const isOvernight = end <= start;
    if (minute >= start && (isOvernight || minute < end)) {
      const today = kind(wall.date[index], wall.weekday[index]);
      for (const day of days) if (day === today) return true;
    }
    if (isOvernight && minute < end) {
      const yesterday = kind(wall.dateBefore[index], wall.weekdayBefore[index]);
      for (const day of days) if (day === yesterday) return true;
    }
  }
  return false;
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6] as const;

/** The days on which Berlin sets its clocks; at 1:00 UTC it does. */
const BERLIN_SPRING = { zone: "Europe/Berlin", from: "2026-03-28T23:00:00Z" };
const BERLIN_AUTUMN = { zone: "Europe/Berlin", from: "2026-10-24T22:00:00Z" };

const CASES_BY_NAME: readonly {
  readonly name: string;
  readonly zone: string;
  readonly window: readonly [number, number];
  /** The first spans from there on in which it is open. */
  readonly from: string;
  readonly spans: readonly (readonly [string, string])[];
}[] = [
  {
    name: "a window that ends in the gap ends where the gap begins",
    ...BERLIN_SPRING,
    window: [60, 150],
    spans: [["2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"]],
  },
  {
    name: "a window that starts in the gap starts where the gap ends",
    ...BERLIN_SPRING,
    window: [150, 240],
    spans: [["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"]],
  },
  {
    name: "a window that lies in the gap is not there on that day",
    ...BERLIN_SPRING,
    window: [130, 170],
    spans: [["2026-03-30T00:10:00Z", "2026-03-30T00:50:00Z"]],
  },
  {
    name: "a window that lies in the fold is open twice",
    ...BERLIN_AUTUMN,
    window: [130, 170],
    spans: [
      ["2026-10-25T00:10:00Z", "2026-10-25T00:50:00Z"],
      ["2026-10-25T01:10:00Z", "2026-10-25T01:50:00Z"],
    ],
  },
  {
    name: "a window that ends in the fold is open again at its end",
    ...BERLIN_AUTUMN,
    window: [60, 150],
    spans: [
      ["2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"],
      ["2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"],
    ],
  },
  {
    name: "a window that starts in the fold begins twice",
    ...BERLIN_AUTUMN,
    window: [150, 240],
    spans: [
      ["2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z"],
      ["2026-10-25T01:30:00Z", "2026-10-25T03:00:00Z"],
    ],
  },
  {
    name: "a window until 24:00 ends with the day that ends twice",
    zone: "Africa/Cairo",
    window: [1380, 1440],
    from: "2026-10-29T12:00:00Z",
    spans: [["2026-10-29T20:00:00Z", "2026-10-29T22:00:00Z"]],
  },
  {
    name: "a window over a midnight that is missing goes on",
    zone: "America/Havana",
    window: [1380, 60],
    from: "2026-03-08T00:00:00Z",
    spans: [["2026-03-08T04:00:00Z", "2026-03-08T05:00:00Z"]],
  },
];

for (const { name, zone, window: [start, end], from, spans } of CASES_BY_NAME) {
  Deno.test(`nextOpening() and openUntil(): ${name}`, () => {
    const availability = { kind: "windows", windows: [{ days: EVERY_DAY, start, end }] } as const;
    const calendar = { timeZone: zone, calendar: new Map() };
    let at = wallTime(Date.parse(from));
    for (const [opens, closes] of spans) {
      const opening = nextOpening(availability, calendar, at);
      assert.equal(text(opening), text(Date.parse(opens)));
      const closing = openUntil(availability, calendar, opening ?? at);
      assert.equal(text(closing), text(Date.parse(closes)));
      at = closing ?? at;
    }
  });
}

Deno.test("openUntil() is undefined when an entry never closes", () => {
  const windows = [{ days: EVERY_DAY, start: 0, end: 1440 }];
  const calendar = { timeZone: "Europe/Berlin", calendar: new Map() };
  const at = wallTime(Date.parse("2026-03-28T12:00:00Z"));
  assert.equal(openUntil({ kind: "windows", windows }, calendar, at), undefined);
  assert.equal(openUntil({ kind: "always" }, calendar, at), undefined);
});

Deno.test("nextOpening() finds what opens after months of closed days", () => {
  const windows = [{ days: EVERY_DAY, start: 600, end: 660 }];
  const closed = Array.from({ length: 200 }, (_, day): [string, CalendarDay] => [
    new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString().slice(0, 10),
    { kind: "closed" },
  ]);
  const calendar = { timeZone: "UTC", calendar: new Map(closed) };
  const at = wallTime(Date.UTC(2026, 0, 1));
  assert.equal(
    text(nextOpening({ kind: "windows", windows }, calendar, at)),
    "2026-07-20T10:00:00.000Z",
  );
});

function text(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

/** A small generator, so that every run tries the same cases. */
function mulberry(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
