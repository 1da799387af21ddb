import assert from "node:assert/strict";
import type { CoreAnswer, Effect, Notice } from "./effect.ts";
import type { CoreEvent } from "./event.ts";
import { budgetId, hostHandle, requestId } from "./id.ts";
import { EMPTY_LEDGER } from "./ledger.ts";
import { nextWake } from "./next_wake.ts";
import type { Entry, EntryKindTag, Policy } from "./policy.ts";
import { evaluateLaunch } from "./session_command.ts";
import { start } from "./start.ts";
import type { CoreState } from "./state.ts";
import { step } from "./step.ts";
import {
  ALL_KINDS,
  entryNamed,
  entryWith,
  nowAt,
  policyWith,
  sessionNumber,
} from "./testing/policies.ts";
import { DAY, HOUR, MINUTE, type Now, SECOND, type WallTime, wallTime } from "./time.ts";

/** Not on this day, a Sunday. */
const CLOSED: Partial<Entry> = {
  availability: { kind: "windows", windows: [{ days: [0], start: 0, end: 1440 }] },
};
const request = requestId("r");
const handle = hostHandle("h");
const sessionId = sessionNumber(1);
const BEGIN = "2026-11-22T12:00:00Z";

/** A core that a test leads through time; `wallOff` is how far the computer's clock is off. */
class Kiosk {
  state: CoreState;
  effects: readonly Effect[] = [];
  boot = 100 * SECOND;
  suspended = 0;
  wallOff = 0;

  constructor(policy: Policy, kinds: ReadonlySet<EntryKindTag> = ALL_KINDS) {
    const options = { policy, kinds, bootId: "b", ledger: EMPTY_LEDGER };
    const begun = start({ ...options, session: undefined, clock: undefined, now: this.now });
    this.state = begun.state;
    this.effects = begun.effects;
  }
  get now(): Now {
    const { wall, boot } = nowAt(BEGIN, this.boot);
    return { wall: wallTime(wall + this.wallOff), boot, suspended: this.suspended };
  }
  send(event: CoreEvent): this {
    ({ state: this.state, effects: this.effects } = step(this.state, event, this.now));
    return this;
  }
  after(milliseconds: number, event: CoreEvent = { kind: "tick" }): this {
    this.boot += milliseconds;
    return this.send(event);
  }
  launch(name: string): this {
    return this.send({ kind: "launch", entryId: entryNamed(name), sessionId, request });
  }
  run(name: string): this {
    return this.launch(name).send({ kind: "spawned", sessionId, handle });
  }
  exit(): this {
    return this.send({ kind: "exited", sessionId, exitCode: 0 });
  }
  stop(mode: "graceful" | "force" = "graceful"): this {
    return this.send({ kind: "stop", mode, by: "user", request });
  }
  get notices(): readonly Notice[] {
    return this.effects.flatMap((effect) => effect.kind === "tell" ? [effect.notice] : []);
  }
  get answers(): readonly CoreAnswer[] {
    return this.effects.flatMap((effect) => effect.kind === "answer" ? [effect.answer] : []);
  }
  get kinds(): readonly string[] {
    return this.effects.map(({ kind }) => kind);
  }
  get stops(): readonly string[] {
    return this.effects.flatMap((effect) => effect.kind === "stop" ? [effect.mode] : []);
  }
  /** Codes of what is against a launch. */
  against(name: string): readonly string[] {
    return evaluateLaunch(this.state, entryNamed(name), this.now).reasons.map(({ code }) => code);
  }
}

const WARNINGS = [
  { before: 60 * SECOND, severity: "warn", message: "{label}: {remaining}" },
  { before: 10 * SECOND, severity: "critical" },
] as const;

function kiosk(kinds: ReadonlySet<EntryKindTag> = ALL_KINDS): Kiosk {
  const policy = policyWith({
    entries: [
      entryWith("game", {
        limits: { maxRun: 5 * MINUTE, cooldown: MINUTE, dailyQuota: 8 * MINUTE },
        warnings: WARNINGS,
      }),
      entryWith("free", {}),
      entryWith("noon", { windows: [{ days: [6], start: 720, end: 780 }] }),
      entryWith("off", {
        disabled: { reason: "Broken" },
        kind: { type: "custom", typeName: "x", payload: {} },
      }),
    ],
  });
  return new Kiosk(policy, kinds);
}

Deno.test("step() keeps a launch before it spawns, and answers when it is known how that went", () => {
  const core = kiosk().launch("game");
  assert.deepEqual(core.kinds, ["persist", "spawn"]);
  core.send({ kind: "spawned", sessionId, handle });
  assert.deepEqual(core.kinds, ["persist", "tell", "answer"]);
  assert.deepEqual(core.answers, [{
    kind: "approved",
    sessionId,
    deadline: Date.parse(BEGIN) + 100 * SECOND + 5 * MINUTE,
  }]);
});

Deno.test("step() denies with all reasons", () => {
  const core = kiosk(new Set(["process"]));
  assert.deepEqual(core.against("off"), ["disabled", "unsupported_kind"]);
  core.send({ kind: "shutdown" }).launch("nothing");
  assert.deepEqual(core.answers, [{ kind: "denied", reasons: [{ code: "unknown_entry" }] }]);
  assert.deepEqual(core.against("free"), ["shutting_down"]);
});

Deno.test("step() warns once at each moment, expires, and forces until nothing is left", () => {
  const core = kiosk().run("game");
  assert.equal(nextWake(core.state, core.now), SECOND);
  core.after(4 * MINUTE);
  assert.deepEqual(core.notices, [{
    kind: "warning_issued",
    sessionId,
    before: MINUTE,
    remaining: MINUTE,
    severity: "warn",
    message: "game: 1 min",
  }]);
  assert.equal(core.state.session.kind, "warned");
  assert.deepEqual(core.after(49 * SECOND).notices, []);
  assert.equal(core.after(SECOND).notices.length, 1);
  core.after(10 * SECOND);
  assert.deepEqual(core.notices.map(({ kind }) => kind), ["session_expiring"]);
  assert.deepEqual(core.stops, ["graceful"]);
  assert.deepEqual(core.after(4999).stops, []);
  assert.deepEqual(core.after(1).stops, ["force"]);
  assert.deepEqual(core.after(1000).stops, ["force"]);
  core.exit();
  assert.deepEqual(core.notices.at(0), {
    kind: "session_ended",
    sessionId,
    entryId: "game",
    reason: { type: "expired" },
    ran: 5 * MINUTE + 6 * SECOND,
  });
});

Deno.test("step() gives warnings that were missed once each, with what really remains", () => {
  const core = kiosk().run("game").after(4 * MINUTE + 55 * SECOND);
  const found = core.notices.map((one) =>
    one.kind === "warning_issued" && [one.before, one.remaining]
  );
  assert.deepEqual(found, [[MINUTE, 5 * SECOND], [10 * SECOND, 5 * SECOND]]);
});

Deno.test("step() gives no warning whose moment the session never had, but after an extension", () => {
  const core = kiosk().run("game").after(4 * MINUTE + 30 * SECOND).exit().after(MINUTE);
  core.send({ kind: "launch", entryId: entryNamed("game"), sessionId: sessionNumber(2), request });
  core.send({ kind: "spawned", sessionId: sessionNumber(2), handle });
  core.after(2 * MINUTE + 25 * SECOND);
  core.send({ kind: "extend", by: 10 * MINUTE, request });
  assert.deepEqual(core.answers, [{
    kind: "extended",
    deadline: core.now.wall + 11 * MINUTE + 5 * SECOND,
    beyond: ["budget", "max_run"],
  }]);
  assert.deepEqual(core.after(10 * MINUTE).notices, []);
  assert.deepEqual(core.after(5 * SECOND).notices.map(({ kind }) => kind), ["warning_issued"]);
});

Deno.test("step() refuses extensions that make no sense", () => {
  const core = kiosk();
  assert.deepEqual(core.send({ kind: "extend", by: 1, request }).answers, [{
    kind: "no_active_session",
  }]);
  core.run("game");
  for (const by of [0, -1, NaN, Infinity, 1e18]) {
    assert.equal(core.send({ kind: "extend", by, request }).answers[0]?.kind, "invalid");
  }
  core.stop();
  assert.deepEqual(core.send({ kind: "extend", by: 1, request }).answers, [{
    kind: "no_active_session",
  }]);
});

Deno.test("step() answers a stop when the session has ended, and takes the first reason", () => {
  const core = kiosk().run("game").after(SECOND).stop();
  assert.deepEqual([core.answers, core.stops], [[], ["graceful"]]);
  core.send({ kind: "stop", mode: "force", by: "admin", request: requestId("s") });
  assert.deepEqual([core.answers, core.stops], [[], ["force"]]);
  core.exit();
  assert.deepEqual(core.answers, [{ kind: "stopped" }, { kind: "stopped" }]);
  assert.ok(core.state.session.kind === "ended");
  assert.deepEqual(core.state.session.reason, { type: "user_stop" });
  assert.deepEqual(core.stop().answers, [{ kind: "no_active_session" }]);
});

Deno.test("step() starts no cooldown and books nothing when a launch failed", () => {
  const core = kiosk().launch("game").after(3 * SECOND, {
    kind: "spawn_failed",
    sessionId,
    error: "No such file",
  });
  assert.deepEqual(core.answers, [{ kind: "launch_failed", error: "No such file" }]);
  assert.deepEqual(core.against("game"), []);
  assert.equal(core.state.ledger.usage.size, 0);
});

Deno.test("step() ignores the late exit of another session", () => {
  const core = kiosk().run("game").after(SECOND).stop("force").exit();
  const second = sessionNumber(2);
  core.send({ kind: "launch", entryId: entryNamed("free"), sessionId: second, request });
  core.send({ kind: "spawned", sessionId: second, handle });
  core.exit();
  assert.equal(core.state.session.kind, "running");
});

Deno.test("step() ends what was spawned for nobody", () => {
  const core = kiosk().send({ kind: "spawned", sessionId: sessionNumber(9), handle });
  assert.deepEqual(core.effects, [{
    kind: "stop",
    sessionId: sessionNumber(9),
    handle,
    mode: "force",
  }]);
});

Deno.test("step() stops what finishes to start after it was stopped", () => {
  const core = kiosk().launch("game").stop();
  assert.deepEqual(core.answers, [{
    kind: "launch_failed",
    error: "It was stopped while it started",
  }]);
  core.after(SECOND, { kind: "spawned", sessionId, handle });
  assert.deepEqual(core.stops, ["graceful"]);
  assert.deepEqual(core.exit().answers, [{ kind: "stopped" }]);
});

Deno.test("step() denies a launch that can't be kept, and everything until the store works again", () => {
  const core = kiosk().launch("game");
  const writes = core.effects.flatMap((effect) => effect.kind === "persist" ? effect.writes : []);
  core.send({ kind: "store_failed", error: "Disk full", writes, dropped: sessionId });
  assert.deepEqual(core.answers[0], { kind: "denied", reasons: [{ code: "store_unavailable" }] });
  assert.ok(!core.kinds.includes("persist"));
  assert.deepEqual(core.against("free"), ["store_unavailable"]);
  core.send({ kind: "store_recovered" });
  const [persist] = core.effects;
  assert.ok(persist?.kind === "persist");
  const facts = persist.writes.flatMap((write) => write.kind === "audit" ? [write.fact.type] : []);
  assert.deepEqual(facts, ["session_started", "session_ended", "store_recovered"]);
  assert.deepEqual(core.against("free"), []);
});

Deno.test("step() keeps what could not be written in the order in which it happened", () => {
  const core = kiosk();
  for (const type of ["first", "second"]) {
    const writes = [{ kind: "audit", at: wallTime(0), fact: { type } }] as const;
    core.send({ kind: "store_failed", error: "Disk full", writes });
  }
  core.send({ kind: "store_recovered" });
  const [persist] = core.effects;
  assert.ok(persist?.kind === "persist");
  const facts = persist.writes.flatMap((write) => write.kind === "audit" ? [write.fact.type] : []);
  assert.deepEqual(facts, ["first", "second", "store_recovered"]);
});

Deno.test("step() ends a session on time though nothing can be kept", () => {
  const core = kiosk().run("game");
  core.send({ kind: "store_failed", error: "Disk full", writes: [] });
  assert.deepEqual(core.after(5 * MINUTE).stops, ["graceful"]);
});

Deno.test("step() lets a running session keep its plan when the policy changes", () => {
  const core = kiosk().run("game");
  core.send({ kind: "reload", policy: policyWith({}), request });
  assert.deepEqual(core.answers, [{ kind: "reloaded", entryCount: 0 }]);
  assert.deepEqual(core.after(4 * MINUTE + 59 * SECOND).stops, []);
  assert.deepEqual(core.after(SECOND).stops, ["graceful"]);
  assert.deepEqual(core.exit().against("game"), ["unknown_entry"]);
});

/** What a policy that stops sessions says of the entry that runs, and what becomes of it. */
const RELOADS: readonly {
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly stops: readonly string[];
  readonly extendedBy?: number;
}[] = [
  { name: "is the same", entries: [entryWith("game")], stops: [] },
  { name: "is gone", entries: [], stops: ["graceful"] },
  { name: "is disabled", entries: [entryWith("game", { disabled: {} })], stops: ["graceful"] },
  { name: "is closed now", entries: [entryWith("game", CLOSED)], stops: ["graceful"] },
  {
    name: "is closed now but was extended",
    entries: [entryWith("game", CLOSED)],
    extendedBy: MINUTE,
    stops: [],
  },
];

for (const { name, entries, stops, extendedBy } of RELOADS) {
  Deno.test(`step() keeps or stops a session by a policy that stops them, if its entry ${name}`, () => {
    const core = new Kiosk(policyWith({ entries: [entryWith("game")] })).run("game");
    if (extendedBy !== undefined) core.send({ kind: "extend", by: extendedBy, request });
    core.send({ kind: "reload", policy: policyWith({ entries, onReload: "stop" }), request });
    assert.deepEqual(core.stops, stops);
    assert.deepEqual(core.answers, [{ kind: "reloaded", entryCount: entries.length }]);
    if (stops.length === 0) return;
    core.exit();
    const ended = core.notices.find(({ kind }) => kind === "session_ended");
    assert(ended?.kind === "session_ended");
    assert.deepEqual(ended.reason, { type: "policy_stop" });
  });
}

Deno.test("step() tells when entries become available and stop being so", () => {
  const core = kiosk();
  const sleep = nextWake(core.state, core.now);
  assert.equal(sleep, 10 * MINUTE);
  core.after(HOUR - 100 * SECOND);
  assert.deepEqual(core.notices, [{
    kind: "availability_changed",
    entryId: "noon",
    enabled: false,
  }]);
});

Deno.test("step() tells that nothing is available while the store fails, and what is afterwards", () => {
  const core = kiosk();
  const changed = () =>
    core.notices.map((notice) =>
      notice.kind === "availability_changed" ? `${notice.entryId} ${notice.enabled}` : notice.kind
    );
  core.send({ kind: "store_failed", error: "Disk full", writes: [] });
  assert.deepEqual(changed(), ["game false", "free false", "noon false"]);
  assert.deepEqual(core.after(HOUR).notices, []);
  core.send({ kind: "store_recovered" });
  assert.deepEqual(changed(), ["game true", "free true"]);
});

Deno.test("step() splits what ran at midnight, so that the new day pays for its own part", () => {
  const core = kiosk().after(12 * HOUR - 160 * SECOND).run("game").after(3 * MINUTE).stop("force")
    .exit();
  assert.deepEqual(
    [...core.state.ledger.usage.get(entryNamed("game")) ?? []],
    [["2026-11-22", MINUTE], ["2026-11-23", 2 * MINUTE]],
  );
});

Deno.test("step() splits what ran where the policy lets the day begin", () => {
  const policy = policyWith({ dayStartsAt: 240, entries: [entryWith("game")] });
  const core = new Kiosk(policy).after(16 * HOUR - 220 * SECOND).run("game").after(5 * MINUTE)
    .exit();
  assert.deepEqual(
    [...core.state.ledger.usage.get(entryNamed("game")) ?? []],
    [["2026-11-22", 2 * MINUTE], ["2026-11-23", 3 * MINUTE]],
  );
});

Deno.test("step() lets a run over midnight have the quota of both days", () => {
  const policy = policyWith({ entries: [entryWith("game", { limits: { dailyQuota: HOUR } })] });
  const core = new Kiosk(policy).after(11 * HOUR + 30 * MINUTE - 100 * SECOND).run("game");
  assert.equal(core.after(90 * MINUTE - 1).state.session.kind, "running");
  assert.deepEqual(core.after(1).stops, ["graceful"]);
});

Deno.test("step() counts suspended time, or does not, as the policy says", () => {
  for (const countSuspend of [true, false]) {
    const entries = [entryWith("game", { limits: { maxRun: HOUR } })];
    const core = new Kiosk(policyWith({ entries, countSuspend })).run("game").after(MINUTE);
    core.suspended += 2 * HOUR;
    core.after(2 * HOUR);
    assert.deepEqual(core.stops, countSuspend ? ["graceful"] : []);
    if (!countSuspend) assert.deepEqual(core.after(59 * MINUTE).stops, ["graceful"]);
  }
});

Deno.test("step() books no suspended time after the deadline, so that a night costs no day", () => {
  const entries = [entryWith("game", { limits: { maxRun: HOUR } })];
  const core = new Kiosk(policyWith({ entries })).run("game").after(MINUTE);
  core.suspended += 20 * HOUR;
  core.after(20 * HOUR);
  assert.deepEqual(core.stops, ["graceful"]);
  core.exit();
  const used = [...core.state.ledger.usage.get(entryNamed("game")) ?? []];
  assert.deepEqual(used, [["2026-11-22", HOUR]]);
});

Deno.test("step() lets nothing be earned while the computer is suspended", () => {
  const play = budgetId("play") ?? assert.fail();
  const earned = [{ entry: entryNamed("learn"), ratio: 0.5 }];
  const budget = { id: play, label: "Play", capacity: HOUR, starts: "empty", earned } as const;
  const policy = policyWith({ entries: [entryWith("learn", {})], budgets: [budget] });
  const core = new Kiosk(policy).run("learn").after(10 * MINUTE);
  core.suspended += 8 * HOUR;
  core.after(8 * HOUR).after(10 * MINUTE).exit();
  const { gained = 0 } = core.state.ledger.budgets.get(play) ?? {};
  assert.ok(Math.abs(gained - 10 * MINUTE) < SECOND, `${gained}`);
});

Deno.test("step() gives the quota of one day only, when days were slept through", () => {
  const entries = [entryWith("game", { limits: { dailyQuota: HOUR } })];
  const core = new Kiosk(policyWith({ entries, countSuspend: false }))
    .after(11.5 * HOUR - 100 * SECOND).run("game").after(10 * MINUTE);
  core.suspended += 8 * HOUR;
  core.after(8 * HOUR);
  assert.deepEqual(core.after(HOUR - 1).stops, []);
  assert.deepEqual(core.after(1).stops, ["graceful"]);
});

Deno.test("step() ends at the end of its window, suspended or not", () => {
  const core = kiosk().run("noon");
  core.suspended += HOUR;
  assert.deepEqual(core.after(HOUR - 100 * SECOND).stops, ["graceful"]);
});

Deno.test("step() fills a budget by what earns it, and lets another entry drain it", () => {
  const play = budgetId("play") ?? assert.fail();
  const budget = {
    id: play,
    label: "Play",
    capacity: HOUR,
    starts: "empty",
    earned: [{ entry: entryNamed("learn"), ratio: 0.5 }],
  } as const;
  const entries = [entryWith("learn", {}), entryWith("game", { limits: { budgets: [play] } })];
  const core = new Kiosk(policyWith({ entries, budgets: [budget] }));
  assert.deepEqual(core.against("game"), ["quota_exhausted"]);
  core.run("learn").after(20 * MINUTE).exit();
  const second = sessionNumber(2);
  core.send({ kind: "launch", entryId: entryNamed("game"), sessionId: second, request });
  core.send({ kind: "spawned", sessionId: second, handle });
  assert.deepEqual(core.after(10 * MINUTE - 1).stops, []);
  assert.deepEqual(core.after(1).stops, ["graceful"]);
});

const STEPS = [1, 90, 3600, 86_400, 31_536_000].flatMap((s) => [s * SECOND, -s * SECOND]);
const TO_1970 = -Date.parse(BEGIN);
const TO_2040 = Date.parse("2040-01-01T00:00:00Z") - Date.parse(BEGIN);

/** Ways to come to each state, all of them with the deadline five minutes after the launch. */
const STATES: Readonly<Record<string, (core: Kiosk) => Kiosk>> = {
  idle: (core) => core,
  launching: (core) => core.launch("game"),
  running: (core) => core.run("game").after(MINUTE),
  warned: (core) => core.run("game").after(4.5 * MINUTE),
  expiring: (core) => core.run("game").after(MINUTE).stop(),
  ended: (core) => core.run("game").after(MINUTE).exit(),
};

for (const [name, reach] of Object.entries(STATES)) {
  Deno.test(`step() decides the same in state ${name} however the computer's clock is set`, () => {
    for (const by of [...STEPS, TO_1970, TO_2040]) {
      const [plain, stepped] = [reach(kiosk()), reach(kiosk())];
      stepped.wallOff = by;
      for (const wait of [0, 30 * SECOND, 4 * MINUTE, 10 * MINUTE, DAY]) {
        const expected = plain.after(wait);
        const actual = stepped.after(wait);
        assert.deepEqual(actual.stops, expected.stops, `${by} ${wait}`);
        for (const entry of ["game", "noon", "free"]) {
          assert.deepEqual(
            actual.against(entry),
            expected.against(entry),
            `${by} ${wait} ${entry}`,
          );
        }
      }
    }
  });
}

Deno.test("step() tells of a clock that was set once, and believes it when an admin does", () => {
  const core = kiosk();
  core.wallOff = -DAY;
  assert.deepEqual(core.after(SECOND).notices, [{ kind: "clock_stepped", by: -DAY }]);
  assert.deepEqual(core.after(SECOND).notices, []);
  core.send({ kind: "accept_clock", by: "admin", request });
  assert.deepEqual(core.answers, [{ kind: "clock_accepted", wall: core.now.wall }]);
  assert.deepEqual(core.against("noon"), ["outside_time_window"]);
});

Deno.test("start() does not believe a clock that is earlier than it was before", () => {
  const before = kiosk();
  const [persist] = before.after(10 * MINUTE).effects;
  assert.ok(persist?.kind === "persist");
  const clock = persist.writes.flatMap((write) => write.kind === "clock" ? [write.clock] : [])[0];
  const now = nowAt("2026-11-20T12:00:00Z", 5 * SECOND);
  const options = { policy: before.state.policy, kinds: ALL_KINDS, ledger: EMPTY_LEDGER };
  const { state, effects } = start({ ...options, bootId: "c", session: undefined, clock, now });
  const expected: WallTime = before.now.wall;
  assert.equal(state.clock.wall, expected);
  assert.ok(JSON.stringify(effects).includes("clock_stepped"));
});

Deno.test("start() takes over a session of the same boot with its deadline, and ends one of another", () => {
  const core = kiosk().run("game").after(MINUTE);
  const { policy, ledger, session, clock } = core.state;
  const options = { policy, kinds: ALL_KINDS, ledger, session, clock };
  const same = start({ ...options, bootId: "b", now: nowAt(BEGIN, core.boot + 2000) });
  assert.deepEqual(same.effects.map(({ kind }) => kind), ["persist", "adopt"]);
  assert.equal(same.state.session.kind, "running");
  const other = start({ ...options, bootId: "c", now: nowAt("2026-11-22T12:30:00Z", 5000) });
  assert.equal(other.state.session.kind, "ended");
  assert.ok(!other.effects.some(({ kind }) => kind === "adopt"));
});

Deno.test("step() names the limits that an extension goes beyond, after what has run", () => {
  const windows = [{ days: [6], start: 720, end: 780 }] as const;
  const core = new Kiosk(
    policyWith({ entries: [entryWith("a", { windows, limits: { maxRun: HOUR } })] }),
  );
  core.run("a").after(50 * MINUTE);
  const beyond = (by: number) => {
    const [answer] = core.send({ kind: "extend", by, request }).answers;
    return answer?.kind === "extended" ? answer.beyond : answer;
  };
  // 8 min 20 s are left of the window, and 10 min of the longest run.
  assert.deepEqual(beyond(MINUTE), ["window"]);
  assert.deepEqual(beyond(MINUTE), ["window", "max_run"]);
  assert.deepEqual(beyond(DAY), ["window", "max_run"]);
});

Deno.test("step() lets what has a second left run", () => {
  const entries = [entryWith("a", { limits: { dailyQuota: MINUTE } })];
  const core = new Kiosk(policyWith({ entries })).run("a").after(59 * SECOND).exit();
  assert.deepEqual(core.against("a"), []);
  core.send({ kind: "launch", entryId: entryNamed("a"), sessionId: sessionNumber(2), request });
  core.send({ kind: "spawned", sessionId: sessionNumber(2), handle });
  core.after(1, { kind: "exited", sessionId: sessionNumber(2), exitCode: 0 });
  assert.deepEqual(core.against("a"), ["quota_exhausted"]);
});
