import assert from "node:assert/strict";
import fc from "fast-check";
import { budgetId } from "./id.ts";
import type { Policy } from "./policy.ts";
import { entryNamed, entryWith, policyWith } from "./testing/policies.ts";
import { World } from "./testing/world.ts";
import { HOUR, MINUTE, SECOND } from "./time.ts";

/** How many histories; `KIOSK_CASES=10` plays ten times as many. */
const HISTORIES = 20_000 * Number(Deno.env.get("KIOSK_CASES") ?? 1);
const STEPS = 50;

const screen = budgetId("screen") ?? assert.fail();
const play = budgetId("play") ?? assert.fail();

const WARNINGS = [
  { before: 5 * MINUTE, severity: "info" },
  { before: MINUTE, severity: "warn" },
  { before: 10 * SECOND, severity: "critical" },
] as const;

function policyFor(countSuspend: boolean): Policy {
  const learn = entryNamed("learn");
  return policyWith({
    timeZone: "Europe/Berlin",
    dayStartsAt: 4 * 60,
    countSuspend,
    entries: [
      entryWith("short", {
        limits: { maxRun: 10 * MINUTE, cooldown: 5 * MINUTE },
        warnings: WARNINGS,
      }),
      entryWith("quota", { limits: { dailyQuota: 30 * MINUTE }, warnings: WARNINGS }),
      entryWith("evening", {
        windows: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 15 * 60, end: 180 }],
        limits: { maxRun: 3 * HOUR, grace: 0 },
        warnings: WARNINGS,
      }),
      entryWith("learn", {}),
      entryWith("shared", { limits: { budgets: [screen] }, warnings: WARNINGS }),
      entryWith("earned", { limits: { budgets: [screen, play], maxRun: HOUR } }),
    ],
    budgets: [
      {
        id: screen,
        label: "Screen",
        capacity: 45 * MINUTE,
        reset: "daily",
        starts: "full",
        earned: [],
      },
      {
        id: play,
        label: "Play",
        capacity: 20 * MINUTE,
        starts: "empty",
        earned: [{ entry: learn, ratio: 0.5 }],
      },
    ],
  });
}

const POLICIES = [policyFor(true), policyFor(false)] as const;
const ENTRIES = [...POLICIES[0].entries.values()];

const CLOCK_STEPS = [1, 90, 3600, 86_400, 31_536_000, 700_000_000].flatMap((s) => [s, -s])
  .map((s) => s * SECOND);

/** Things that happen, with how often; `n` is any number that decides the details. */
const HAPPENINGS: readonly (readonly [number, (world: World, n: number) => void])[] = [
  [6, (world, n) => {
    world.launch(ENTRIES[n % ENTRIES.length] ?? assert.fail());
    if (n % 5 !== 0) world.hostStarts(n % 7 !== 0);
  }],
  [2, (world, n) => world.hostStarts(n % 4 !== 0)],
  [2, (world) => world.exit()],
  [2, (world, n) =>
    world.send({
      kind: "stop",
      mode: n % 2 === 0 ? "graceful" : "force",
      by: n % 3 === 0 ? "user" : "admin",
      request: world.request(),
    })],
  [1, (world, n) => world.extend((n % 1800) * SECOND)],
  [6, (world, n) => world.advance(n % 3000)],
  [5, (world, n) => world.advance(n % (20 * MINUTE))],
  [1, (world, n) => world.advance(n % (9 * HOUR))],
  [2, (world, n) => world.stepClock(CLOCK_STEPS[n % CLOCK_STEPS.length] ?? 0)],
  [1, (world, n) => world.suspend(n % (8 * HOUR))],
  [2, (world, n) => world.crash(n % 4000, n % 3 === 0 ? "program ends" : "program stays")],
  [1, (world, n) => world.reboot(n % (3 * HOUR), n % 4 === 0 ? -n % (48 * HOUR) : 0)],
  [
    1,
    (world) =>
      world.send({ kind: "reload", policy: { ...world.policy }, request: world.request() }),
  ],
  [1, (world) => world.breakDisk()],
  [1, (world) => world.mendDisk()],
  [1, (world, n) => n % 4 === 0 && world.acceptClock()],
  [1, (world) => world.send({ kind: "tick" })],
  [3, (world) => world.process?.isTold && world.exit()],
];

const WEIGHTED = HAPPENINGS.flatMap(([weight, happen]) =>
  Array.from({ length: weight }, () => happen)
);

function playHistory(steps: readonly number[], countSuspend: boolean): void {
  const policy = POLICIES[countSuspend ? 0 : 1];
  const world = new World(policy, Date.parse("2026-10-24T16:00:00Z"));
  for (const step of steps) {
    const happen = WEIGHTED[step % WEIGHTED.length];
    happen?.(world, Math.floor(step / WEIGHTED.length));
  }
  world.finish();
}

Deno.test(`step() holds what it promises in ${HISTORIES} histories of ${STEPS} steps`, () => {
  const steps = fc.array(fc.nat(2 ** 31 - 1), { minLength: STEPS, maxLength: STEPS });
  fc.assert(fc.property(steps, fc.boolean(), playHistory), {
    numRuns: HISTORIES,
    seed: 20261025,
    endOnFailure: true,
  });
});
