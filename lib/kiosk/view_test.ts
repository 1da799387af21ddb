import assert from "node:assert/strict";
import type { ReasonView } from "./api.ts";
import { EMPTY_LEDGER } from "./core/ledger.ts";
import { start } from "./core/start.ts";
import type { CoreState } from "./core/state.ts";
import { step } from "./core/step.ts";
import { budgetId, hostHandle, requestId } from "./core/id.ts";
import type { Reason } from "./core/reason.ts";
import {
  ALL_KINDS,
  entryNamed,
  entryWith,
  nowAt,
  policyWith,
  sessionNumber,
} from "./core/testing/policies.ts";
import { HOUR, MINUTE, wallTime } from "./core/time.ts";
import {
  apiDuration,
  entryViews,
  noticePayload,
  reasonView,
  stateView,
  timestamp,
} from "./view.ts";

const policy = policyWith({
  timeZone: "America/New_York",
  entries: [
    entryWith("game", {
      label: "Game",
      icon: "dice",
      limits: { maxRun: HOUR },
      warnings: [{ before: 5 * MINUTE, severity: "info" }, { before: MINUTE, severity: "warn" }],
    }),
    entryWith("evening", { windows: [{ days: [6], start: 1200, end: 1260 }] }),
  ],
});
const BEGIN = "2026-11-22T12:00:00Z";

function running() {
  const first = start({
    policy,
    kinds: ALL_KINDS,
    bootId: "b",
    ledger: EMPTY_LEDGER,
    session: undefined,
    clock: undefined,
    now: nowAt(BEGIN),
  });
  const sessionId = sessionNumber(1);
  const request = requestId("r");
  const events = [
    { kind: "launch", entryId: entryNamed("game"), sessionId, request },
    { kind: "spawned", sessionId, handle: hostHandle("h") },
  ] as const;
  return events.reduce((state, event) => step(state, event, nowAt(BEGIN)).state, first.state);
}

Deno.test("stateView() shows the session and all entries in the shapes of the API", () => {
  const state = running();
  const active = {
    code: "session_active",
    entry_id: "game",
    remaining: { secs: 3595, nanos: 500_000_000 },
  };
  assert.deepEqual(stateView(state, nowAt(BEGIN, 4500)), {
    api_version: 1,
    policy_loaded: true,
    current_session: {
      session_id: sessionNumber(1),
      entry_id: "game",
      label: "Game",
      state: "running",
      started_at: "2026-11-22T07:00:00.000-05:00",
      deadline: "2026-11-22T08:00:00.000-05:00",
      time_remaining: { secs: 3595, nanos: 500_000_000 },
      warnings_issued: [],
      upcoming_warnings: [
        { threshold_seconds: 300, severity: "info" },
        { threshold_seconds: 60, severity: "warn" },
      ],
    },
    entry_count: 2,
    entries: [
      {
        entry_id: "game",
        label: "Game",
        icon_ref: "dice",
        kind_tag: "process",
        enabled: false,
        reasons: [active],
        max_run_if_started_now: null,
      },
      {
        entry_id: "evening",
        label: "evening",
        icon_ref: null,
        kind_tag: "process",
        enabled: false,
        reasons: [active, {
          code: "outside_time_window",
          next_window_start: "2026-11-22T20:00:00.000-05:00",
        }],
        max_run_if_started_now: null,
      },
    ],
  });
});

Deno.test("stateView() shows the warnings that were given, and those to come", () => {
  const now = nowAt(BEGIN, 56 * MINUTE);
  const warned = step(running(), { kind: "tick" }, now).state;
  const shown = (state: CoreState) => {
    const { current_session } = stateView(state, now);
    return [
      current_session?.warnings_issued,
      current_session?.upcoming_warnings.map((one) => one.threshold_seconds),
    ];
  };
  assert.deepEqual(shown(warned), [[300], [60]]);
  const stop = { kind: "stop", mode: "graceful", by: "user", request: requestId("s") } as const;
  assert.deepEqual(shown(step(warned, stop, now).state), [[300], []]);
});

Deno.test("entryViews() at another time does not know of what runs now", () => {
  const at = wallTime(Date.parse("2026-11-23T01:30:00Z"));
  const [game, evening] = entryViews(running(), at);
  assert.deepEqual([game?.enabled, game?.max_run_if_started_now], [true, { secs: 3600, nanos: 0 }]);
  assert.deepEqual(evening?.max_run_if_started_now, { secs: 1800, nanos: 0 });
});

Deno.test("reasonView() tells new reasons in a code that older clients know", () => {
  for (const code of ["unknown_entry", "store_unavailable", "shutting_down"] as const) {
    const view = reasonView({ code }, "UTC");
    assert.ok(view.code === "disabled" && view.cause === code && view.reason !== null);
  }
});

Deno.test("reasonView() says from when on an entry is available again", () => {
  const at = wallTime(Date.parse("2026-11-22T23:00:00Z"));
  const again = "2026-11-23T00:00:00.000+01:00";
  const budget = budgetId("games") ?? assert.fail();
  const cases: readonly [Reason, ReasonView][] = [
    [
      { code: "outside_time_window", nextWindowStart: at },
      { code: "outside_time_window", next_window_start: again },
    ],
    [
      { code: "outside_time_window", nextWindowStart: undefined },
      { code: "outside_time_window", next_window_start: null },
    ],
    [
      { code: "quota_exhausted", budget, used: 90_500, quota: 90_000, resetsAt: at },
      {
        code: "quota_exhausted",
        used: { secs: 90, nanos: 500_000_000 },
        quota: { secs: 90, nanos: 0 },
        resets_at: again,
        budget: "games",
      },
    ],
    [{ code: "cooldown_active", availableAt: at }, {
      code: "cooldown_active",
      available_at: again,
    }],
    [{ code: "unsupported_kind", kind: "snap" }, { code: "unsupported_kind", kind: "snap" }],
    [{ code: "disabled", reason: "Broken" }, { code: "disabled", reason: "Broken" }],
  ];
  for (const [reason, view] of cases) assert.deepEqual(reasonView(reason, "Europe/Berlin"), view);
});

Deno.test("noticePayload() has seconds for thresholds and durations for the rest", () => {
  const state = running();
  const notice = {
    kind: "warning_issued",
    sessionId: sessionNumber(1),
    before: 5 * MINUTE,
    remaining: 299_999.5,
    severity: "info",
    message: undefined,
  } as const;
  assert.deepEqual(noticePayload(notice, state, nowAt(BEGIN)), {
    type: "warning_issued",
    session_id: sessionNumber(1),
    threshold_seconds: 300,
    time_remaining: { secs: 299, nanos: 999_000_000 },
    severity: "info",
    message: null,
  });
});

Deno.test("timestamp() has the offset of its time, on both sides of a change", () => {
  for (
    const [utc, expected] of [
      ["2026-03-29T00:59:59Z", "2026-03-29T01:59:59.000+01:00"],
      ["2026-03-29T01:00:00Z", "2026-03-29T03:00:00.000+02:00"],
    ] as const
  ) {
    assert.equal(timestamp(wallTime(Date.parse(utc)), "Europe/Berlin"), expected);
  }
  assert.equal(timestamp(wallTime(0), "Asia/Kathmandu"), "1970-01-01T05:30:00.000+05:30");
});

Deno.test("apiDuration() is never negative", () => {
  assert.deepEqual(apiDuration(-5), { secs: 0, nanos: 0 });
});
