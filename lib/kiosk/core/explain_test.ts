import assert from "node:assert/strict";
import { explain } from "./explain.ts";
import { budgetId } from "./id.ts";
import { EMPTY_LEDGER, type Ledger } from "./ledger.ts";
import { simulate } from "./simulate.ts";
import { ALL_KINDS, entryNamed, entryWith, policyWith } from "./testing/policies.ts";
import { HOUR, MINUTE, wallTime } from "./time.ts";

const screen = budgetId("screen") ?? assert.fail();
const SUNDAY = wallTime(Date.parse("2026-11-22T14:30:00Z"));

const game = entryWith("game", {
  label: "Game",
  windows: [{ days: [5, 6], start: 600, end: 1200 }],
  limits: {
    maxRun: HOUR,
    dailyQuota: 2 * HOUR,
    cooldown: 10 * MINUTE,
    budgets: [screen],
  },
});
const old = entryWith("old", {
  disabled: { reason: "Too old" },
  kind: { type: "vm", driver: "bochs", args: {} },
});
const free = entryWith("free");

const policy = policyWith({
  timeZone: "Europe/Berlin",
  entries: [game, old, free],
  budgets: [{
    id: screen,
    label: "Screen",
    capacity: 90 * MINUTE,
    starts: "full",
    refill: 0.25,
    earned: [{ entry: entryNamed("learn"), ratio: 0.5 }],
  }],
  calendar: new Map([["2026-11-23", { kind: "closed", label: "School trip" }]]),
});

const ledger: Ledger = {
  usage: new Map([[game.id, new Map([["2026-11-22", 30 * MINUTE]])]]),
  budgets: new Map([[screen, { used: 70 * MINUTE, gained: 0, at: SUNDAY }]]),
  cooldowns: new Map(),
};

const grounds = { policy, kinds: ALL_KINDS, ledger };

Deno.test("explain() derives every number of an entry that may run", () => {
  assert.deepEqual(explain(grounds, game, SUNDAY), [
    "Game (game) on Sunday 2026-11-22 15:30:00 in Europe/Berlin",
    "windows: open until Sunday 2026-11-22 20:00:00, for 4 h 30 min",
    "longest run: 1 h a launch",
    "ran today: 30 min",
    "budget Game, daily quota: 1 h 30 min left of 2 h, it begins anew on Monday 2026-11-23 00:00:00",
    "budget Screen: 20 min left of 1 h 30 min, each minute of learn adds 0.5 min, " +
    "15 min come back in an hour without use",
    "cooldown: 10 min after a run",
    "so it may run for 20 min, by the budget screen",
  ]);
});

Deno.test("explain() says what is against an entry, and until when", () => {
  const spent = new Map([[screen, { used: 95 * MINUTE, gained: 0, at: SUNDAY }]]);
  const cooldowns = new Map([[game.id, wallTime(SUNDAY + 5 * MINUTE)]]);
  const lines = explain(
    { ...grounds, ledger: { ...ledger, budgets: spent, cooldowns } },
    game,
    SUNDAY,
  );
  assert.deepEqual(lines.slice(5), [
    "budget Screen: 0 s left of 1 h 30 min, each minute of learn adds 0.5 min, " +
    "15 min come back in an hour without use, again Sunday 2026-11-22 15:50:04",
    "cooldown: 10 min after a run, until Sunday 2026-11-22 15:35:00, for 5 min",
    "so it can't be started: quota_exhausted, cooldown_active",
  ]);
});

Deno.test("explain() says what the calendar does, and when an entry opens", () => {
  const monday = wallTime(Date.parse("2026-11-23T12:00:00Z"));
  const lines = explain({ ...grounds, ledger: EMPTY_LEDGER }, game, monday);
  assert.deepEqual(lines.slice(1, 3), [
    "calendar: 2026-11-23 (School trip) has no windows",
    "windows: closed, it opens on Saturday 2026-11-28 10:00:00, in 4 d 21 h",
  ]);
});

Deno.test("explain() says that an entry is disabled and can't be started here", () => {
  const lines = explain({ ...grounds, kinds: new Set(["process"]) }, old, SUNDAY);
  assert.deepEqual(lines.slice(1, 3), ["disabled: Too old", "kind: this computer can't start vm"]);
  assert.equal(lines.at(-1), "so it can't be started: disabled, unsupported_kind");
  assert.equal(explain(grounds, free, SUNDAY).at(-1), "so it may run for ever");
});

Deno.test("simulate() shows openings by day, cut at midnight, with what each may run", () => {
  const from = wallTime(Date.parse("2026-11-21T23:00:00Z"));
  const days = simulate(policy, from, wallTime(from + 48 * HOUR));
  assert.equal(days.length, 2);
  const [sunday, monday] = days.map(({ entries }) =>
    entries.map(({ openings }) =>
      openings.map(({ from, to, run }) => [
        new Date(from).toISOString().slice(11, 16),
        new Date(to).toISOString().slice(11, 16),
        run,
      ])
    )
  );
  assert.deepEqual(sunday, [[["09:00", "19:00", HOUR]], [], [["23:00", "23:00", undefined]]]);
  assert.deepEqual(monday?.[0], []);
});
