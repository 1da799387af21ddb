import assert from "node:assert/strict";
import { ZONE_TABLE } from "./testing/zone_table.ts";
import { DAY, HOUR, MINUTE, wallTime } from "./time.ts";
import { dateText, isTimeZone, weekdayOf, Zone, zoneOf } from "./zone.ts";

for (const { zone: name, dates } of ZONE_TABLE) {
  Deno.test(`Zone reads the clock in ${name} as Intl does, and its days follow each other`, () => {
    const zone = zoneOf(name);
    const format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: name,
      dateStyle: "short",
      timeStyle: "medium",
    });
    for (const date of dates) {
      const start = Date.parse(`${date}T00:00:00Z`) - 2 * DAY;
      for (let time = start; time < start + 4 * DAY; time += 15 * MINUTE - 1000) {
        const reading = new Date(zone.reading(time)).toISOString().slice(0, 19).replace("T", " ");
        assert.equal(reading, format.format(time));
      }
      for (const startsAt of [0, 30, 150, 1425]) {
        let at = wallTime(start);
        for (let i = 0; i < 5; i++) {
          const day = zone.day(at, startsAt);
          assert.ok(day.from <= at && at < day.to);
          assert.deepEqual(zone.day(wallTime(day.to - 1), startsAt), day);
          const next = zone.day(day.to, startsAt);
          assert.equal(next.from, day.to);
          assert.ok(next.number > day.number);
          at = day.to;
        }
      }
    }
  });
}

/** Days that are not 24 hours long. */
const LENGTHS: readonly (readonly [zone: string, noon: string, hours: number, date: string])[] = [
  ["Europe/Berlin", "2026-03-29T10:00:00Z", 23, "2026-03-29"],
  ["Europe/Berlin", "2026-10-25T11:00:00Z", 25, "2026-10-25"],
  ["Australia/Lord_Howe", "2026-04-05T02:00:00Z", 24.5, "2026-04-05"],
  ["Antarctica/Troll", "2026-03-29T12:00:00Z", 22, "2026-03-29"],
  ["Africa/Cairo", "2026-10-29T10:00:00Z", 25, "2026-10-29"],
  ["America/Havana", "2026-03-08T17:00:00Z", 23, "2026-03-08"],
  ["Pacific/Apia", "2011-12-30T22:00:00Z", 24, "2011-12-31"],
];

for (const [zone, noon, hours, date] of LENGTHS) {
  Deno.test(`Zone.day() has ${hours} hours on ${date} in ${zone}`, () => {
    const day = zoneOf(zone).day(wallTime(Date.parse(noon)), 0);
    assert.deepEqual([(day.to - day.from) / HOUR, dateText(day.number)], [hours, date]);
  });
}

Deno.test("weekdayOf() is 0 on Mondays, also before 1970", () => {
  for (
    const [date, weekday] of [["2026-11-23", 0], ["2026-11-22", 6], ["1969-12-29", 0]] as const
  ) {
    assert.equal(weekdayOf(Date.parse(date) / DAY), weekday);
  }
});

Deno.test("isTimeZone() knows the names of the IANA database", () => {
  assert.ok(isTimeZone("Europe/Berlin") && isTimeZone("UTC"));
  assert.ok(!isTimeZone("Europe/Berlni") && !isTimeZone("") && !isTimeZone("Berlin"));
});

Deno.test("Zone.segment() of the very instant of a change is the stretch after it", () => {
  const change = Date.parse("2026-03-29T01:00:00Z");
  for (
    const [at, offset] of [[change - 1, HOUR], [change, 2 * HOUR], [change + 1, 2 * HOUR]] as const
  ) {
    const segment = new Zone("Europe/Berlin").segment(at);
    assert.equal(segment.offset, offset);
    assert.equal(at < change ? segment.to : segment.from, change);
  }
});
