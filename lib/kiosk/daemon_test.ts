import assert from "node:assert/strict";
import { DiagnosticError } from "../base/diagnostic.ts";
import { entryWith, policyWith } from "./core/testing/policies.ts";
import { SECOND } from "./core/time.ts";
import { FakeClock } from "../system/fake_clock.ts";
import { KeptCompositor } from "./daemon/kept_compositor.ts";
import { configWith, TestDaemon } from "./daemon/testing/test_daemon.ts";
import type { Volume } from "./host/host_adapter.ts";

const GAME = entryWith("game", {
  limits: { maxRun: 60 * SECOND, grace: 5 * SECOND },
  warnings: [{ before: 30 * SECOND, severity: "info" }, { before: 10 * SECOND, severity: "warn" }],
});
const POLICY = policyWith({ entries: [GAME] });
const LAUNCH = { type: "launch", entry_id: "game" } as const;

Deno.test("Daemon starts what was asked for, warns, and ends it when its time is up", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const answer = await it.ask(LAUNCH);
  assert(!("code" in answer) && answer.type === "launch_approved");
  assert.equal(answer.deadline, "2026-01-01T00:01:00.000+00:00");
  await it.advance(29 * SECOND);
  assert.deepEqual(it.told, ["session_started"]);
  await it.advance(1 * SECOND);
  await it.advance(20 * SECOND);
  assert.deepEqual(it.told.slice(1), ["warning_issued", "warning_issued"]);
  assert.equal(it.host.running.size, 1);
  await it.advance(10 * SECOND);
  assert.deepEqual(it.told.slice(3), ["session_expiring", "session_ended"]);
  assert.equal(it.host.running.size, 0);
  const usage = it.store.usage("2026-01-01", "2026-01-01");
  assert.deepEqual(usage.map(({ milliseconds }) => milliseconds), [60 * SECOND]);
  await it.end();
});

Deno.test("Daemon ends by force what does not end when it is asked", async () => {
  const it = new TestDaemon({ policy: POLICY, host: { manners: "stubborn" } });
  await it.ask(LAUNCH);
  await it.advance(60 * SECOND);
  assert.deepEqual(it.host.stopped.map(({ mode }) => mode), ["graceful"]);
  await it.advance(5 * SECOND);
  assert.deepEqual(it.host.stopped.map(({ mode }) => mode), ["graceful", "force"]);
  assert.equal(it.told.at(-1), "session_ended");
  await it.end();
});

Deno.test("Daemon goes on telling what can't be told to end, and says so", async () => {
  const it = new TestDaemon({ policy: POLICY, host: { stopError: "No such luck" } });
  await it.ask(LAUNCH);
  await it.advance(70 * SECOND);
  assert.ok(it.host.stopped.length >= 5);
  assert.ok(it.logged.includes("error: Cannot end a session: No such luck"));
  it.host.options = {};
  await it.advance(1 * SECOND);
  assert.equal(it.told.at(-1), "session_ended");
  await it.end();
});

Deno.test("Daemon lets roles do what they may, and records who was refused what", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const refused = await it.ask(LAUNCH, "observer");
  assert.deepEqual(refused, {
    code: "permission_denied",
    message: "The role observer may not launch",
  });
  await it.ask({ type: "get_state" }, "observer");
  await it.ask(LAUNCH, "shell");
  await it.ask({ type: "extend_current", by: { secs: 60, nanos: 0 } }, "shell");
  await it.ask({ type: "stop_current", mode: "graceful" }, "shell");
  const commands = it.store.audit({ after: 0, limit: 100 })
    .map(({ fact }) => fact)
    .filter(({ type }) => type === "command")
    .map(({ command, role, uid, decision }) => [command, role, uid, decision]);
  assert.deepEqual(commands, [
    ["launch", "observer", 1000, "permission_denied"],
    ["launch", "shell", 1000, "launch_approved"],
    ["extend_current", "shell", 1000, "permission_denied"],
    ["stop_current", "shell", 1000, "stopped"],
  ]);
  assert.deepEqual(it.events.find(({ type }) => type === "session_ended"), {
    type: "session_ended",
    session_id: "00000000-0000-4000-8000-000000000001",
    entry_id: "game",
    reason: { type: "user_stop" },
    duration: { secs: 0, nanos: 0 },
  });
  it.daemon.asked(
    { clientId: "client-1", uid: 1000, pid: 42 },
    { get_state: { allowed: 1 }, launch: { refused: 1, allowed: 1 } },
  );
  assert.deepEqual(it.store.audit({ after: 0, limit: 100 }).at(-1)?.fact, {
    type: "client_asked",
    client: "client-1",
    uid: 1000,
    pid: 42,
    commands: { get_state: { allowed: 1 }, launch: { refused: 1, allowed: 1 } },
  });
  await it.end();
});

Deno.test("Daemon records only so much of what users ask for, and loses count of nothing", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const unknown = { type: "launch", entry_id: "no such" } as const;
  const codes: string[] = [];
  for (let n = 0; n < 122; n++) {
    const answer = await it.ask(unknown, "shell");
    codes.push("code" in answer ? answer.code : answer.type);
  }
  assert.deepEqual(codes.slice(119), ["launch_denied", "rate_limited", "rate_limited"]);
  assert.equal(it.audited.filter((type) => type === "command").length, 120);
  // Those who only read go on, and so do admins.
  assert(!("code" in await it.ask({ type: "get_state" }, "shell")));
  assert(!("code" in await it.ask(unknown, "admin")));
  const client = { clientId: "client-1", uid: 1000, pid: 42 };
  it.daemon.asked(client, { launch: { refused: 1 } });
  it.daemon.asked(client, { launch: { refused: 2, rate_limited: 3 }, ping: { allowed: 1 } });
  assert.ok(!it.audited.includes("client_asked"));
  await it.advance(1 * SECOND);
  it.daemon.asked(client, { ping: { allowed: 1 } });
  const asked = it.store.audit({ after: 0, limit: 1000 }).map(({ fact }) => fact)
    .filter(({ type }) => type !== "command");
  assert.deepEqual(asked.slice(-2).map(({ commands }) => commands), [
    { launch: { refused: 3, rate_limited: 3 }, ping: { allowed: 1 } },
    { ping: { allowed: 1 } },
  ]);
  assert.deepEqual(asked.slice(-2).map(({ type }) => type), ["clients_asked", "client_asked"]);
  await it.end();
});

Deno.test("Daemon starts nothing that it can't keep, and goes on when it can again", async () => {
  const it = new TestDaemon({ policy: POLICY });
  it.store.failure = "The disk is full";
  const denied = await it.ask(LAUNCH);
  assert.deepEqual(denied, {
    type: "launch_denied",
    reasons: [{
      code: "disabled",
      reason: "What was used so far cannot be read or kept",
      cause: "store_unavailable",
    }],
  });
  assert.equal(it.host.spawned.length, 0);
  const health = await it.ask({ type: "get_health" });
  assert(!("code" in health) && health.type === "health");
  assert.deepEqual([health.live, health.ready, health.store_ok], [true, false, false]);
  it.store.failure = undefined;
  await it.advance(1 * SECOND);
  const approved = await it.ask(LAUNCH);
  assert(!("code" in approved) && approved.type === "launch_approved");
  assert.ok(it.audited.includes("store_recovered"));
  // Who had asked while nothing could be kept is kept, too.
  assert.equal(it.audited.filter((type) => type === "command").length, 2);
  await it.end();
});

Deno.test("Daemon ends on time what runs while nothing can be kept", async () => {
  const it = new TestDaemon({ policy: POLICY });
  await it.ask(LAUNCH);
  it.store.failure = "The disk is full";
  await it.advance(60 * SECOND);
  assert.equal(it.told.at(-1), "session_ended");
  it.store.failure = undefined;
  await it.advance(1 * SECOND);
  const usage = it.store.usage("2026-01-01", "2026-01-01");
  assert.deepEqual(usage.map(({ milliseconds }) => milliseconds), [60 * SECOND]);
  await it.end();
});

Deno.test("Daemon says whether somebody is at the computer, where that is known", async () => {
  const it = new TestDaemon({ policy: POLICY });
  assert(!("presence" in await it.ask({ type: "get_health" })));
  it.presence = { isIdle: true, isLocked: false };
  const answer = await it.ask({ type: "get_health" });
  assert("presence" in answer);
  assert.deepEqual(answer.presence, { idle: true, locked: false });
  await it.end();
});

Deno.test("Daemon is not ready while the host can't start programs, and says why", async () => {
  const health = { kind: "failed", error: "No more processes" } as const;
  const it = new TestDaemon({ policy: POLICY, host: { health } });
  const answer = await it.ask({ type: "get_health" }, "observer");
  assert.deepEqual(answer, {
    type: "health",
    live: true,
    ready: false,
    policy_loaded: true,
    host_adapter_ok: false,
    store_ok: true,
    problems: ["Programs can't be started: No more processes"],
  });
  await it.end();
});

Deno.test("Daemon is not ready while there is no compositor though there is to be one", async () => {
  const compositor = new KeptCompositor({
    open: () => Promise.reject(new Error("no such user")),
    clock: new FakeClock(),
    onTrouble: () => {},
  });
  compositor.begin();
  const it = new TestDaemon({ policy: POLICY, compositor });
  await it.advance(0);
  const answer = await it.ask({ type: "get_health" });
  assert(!("code" in answer) && answer.type === "health");
  assert.deepEqual([answer.ready, answer.problems], [false, [
    "There is no compositor: no such user",
  ]]);
  await it.end();
  await compositor[Symbol.asyncDispose]();
});

Deno.test("Daemon answers others while it checks the audit log", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const order: string[] = [];
  const asked = (["verify_audit", "get_state"] as const).map((type) =>
    it.ask({ type }).then(() => order.push(type))
  );
  await Promise.all(asked);
  assert.deepEqual(order, ["get_state", "verify_audit"]);
  await it.end();
});

Deno.test("Daemon keeps the output of each session in a file of its name, if it is to", async () => {
  const it = new TestDaemon({ policy: POLICY });
  await it.ask(LAUNCH);
  await it.ask({ type: "stop_current", mode: "force" });
  const { service, ...rest } = configWith(POLICY);
  const kept = { captureChildOutput: true, childLogDir: "/var/log/kiosk", childLogLimit: 4096 };
  it.config = { ...rest, service: { ...service, ...kept } };
  it.daemon.reload();
  await it.ask(LAUNCH);
  assert.deepEqual(it.host.spawned.map(({ options }) => options), [
    { logLimit: 1024 },
    { logLimit: 4096, logFile: "/var/log/kiosk/00000000-0000-4000-8000-000000000002.log" },
  ]);
  await it.end();
});

Deno.test("Daemon takes a new configuration as a whole, and one with errors not at all", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const position = { file: "kiosk.toml", line: 3, column: 5 };
  const finding = (
    message: string,
  ) => ({ rule: "kiosk", severity: "error", message, position } as const);
  it.config = new DiagnosticError([finding("One thing is wrong"), finding("Another is")]);
  const refused = await it.ask({ type: "reload_config" });
  assert.deepEqual(refused, {
    code: "config_error",
    message: "kiosk.toml:3:5: One thing is wrong; kiosk.toml:3:5: Another is",
  });
  assert.equal(it.daemon.state.policy, POLICY);
  it.daemon.reload();
  assert.equal(it.daemon.state.policy, POLICY);
  assert.equal(it.audited.filter((type) => type === "reload_refused").length, 2);
  const next = policyWith({ entries: [GAME, entryWith("other")] });
  it.config = {
    ...configWith(next),
    service: {
      ...configWith(next).service,
      roles: { adminUids: [], shellUids: [1000], observerUids: [] },
    },
  };
  assert.equal(it.daemon.roleOf(1000), undefined);
  it.daemon.reload();
  assert.equal(it.daemon.state.policy, next);
  assert.equal(it.daemon.roleOf(1000), "shell");
  assert.equal(it.told.at(-1), "policy_reloaded");
  await it.end();
});

Deno.test("Daemon takes over what an earlier one started, with its deadline", async () => {
  const first = new TestDaemon({ policy: POLICY });
  await first.ask(LAUNCH);
  await first.advance(20 * SECOND);
  // It is killed: nothing is booked or told any more.
  const { clock, store, host } = first;
  const second = new TestDaemon({ policy: POLICY, clock, store, host });
  await second.advance(39 * SECOND);
  assert.equal(host.running.size, 1);
  await second.advance(1 * SECOND);
  assert.equal(host.running.size, 0);
  assert.ok(second.told.includes("session_ended"));
});

Deno.test("Daemon lets the session end before itself, and waits no longer than it takes", async () => {
  const it = new TestDaemon({ policy: POLICY });
  await it.ask(LAUNCH);
  await it.advance(10 * SECOND);
  await it.end();
  assert.equal(it.host.running.size, 0);
  assert.deepEqual(it.told.slice(-3), ["session_expiring", "session_ended", "shutdown"]);
  assert.deepEqual(it.audited.at(-1), "session_ended");

  const stuck = new TestDaemon({ policy: POLICY, host: { manners: "immortal" } });
  await stuck.ask(LAUNCH);
  const ended = stuck.end();
  await stuck.advance(10 * SECOND);
  await ended;
  assert.equal(stuck.told.at(-1), "shutdown");
});

Deno.test("Daemon sleeps while nothing is due", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const before = it.reads;
  await it.advance(9 * 60 * SECOND);
  assert.equal(it.reads, before);
  assert.equal(it.clock.sleeping, 1);
  await it.end();
});

Deno.test("Daemon believes a clock that was set when the kernel calls it right, or an admin", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const hour = 3600 * SECOND;
  it.clock.setWall(it.clock.wallNow() + hour);
  await it.ask(LAUNCH);
  assert.equal(it.daemon.state.clock.step, hour);
  assert.ok(it.audited.includes("clock_stepped"));
  it.synchronised = true;
  await it.advance(1 * SECOND);
  assert.equal(it.daemon.state.clock.step, 0);
  it.synchronised = false;
  it.clock.setWall(it.clock.wallNow() + hour);
  const accepted = await it.ask({ type: "accept_clock" });
  assert.deepEqual(accepted, {
    type: "clock_accepted",
    time: "2026-01-01T02:00:01.000+00:00",
  });
  await it.end();
});

Deno.test("Daemon sets the volume within the policy's bounds", async () => {
  const policy = policyWith({
    entries: [{ ...GAME, volume: { allowChange: false, allowMute: false } }],
    volume: { max: 60, allowChange: true, allowMute: true },
  });
  let volume: Volume = { percent: 50, muted: false };
  const it = new TestDaemon({
    policy,
    volume: {
      backend: "fake",
      get: () => Promise.resolve(volume),
      set: (percent) => Promise.resolve(void (volume = { ...volume, percent })),
      mute: (muted) => Promise.resolve(void (volume = { ...volume, muted: muted === "on" })),
    },
  });
  assert.deepEqual(await it.ask({ type: "set_volume", percent: 90 }, "shell"), {
    type: "volume_set",
  });
  await it.ask({ type: "toggle_mute" }, "shell");
  assert.deepEqual(volume, { percent: 60, muted: true });
  assert.deepEqual(it.events.at(-1), { type: "volume_changed", percent: 60, muted: true });
  await it.ask(LAUNCH);
  const denied = await it.ask({ type: "set_volume", percent: 10 });
  assert(!("code" in denied) && denied.type === "volume_denied");
  const shown = await it.ask({ type: "get_volume" }, "observer");
  assert(!("code" in shown) && shown.type === "volume");
  assert.deepEqual([shown.percent, shown.restrictions.allow_change], [60, false]);
  await it.end();
});

Deno.test("Daemon answers what may be read: entries, reasons, usage, audit", async () => {
  const it = new TestDaemon({ policy: POLICY });
  const at_time = "2026-01-01T12:00:00Z";
  const entries = await it.ask({ type: "list_entries", at_time });
  assert(!("code" in entries) && entries.type === "entries");
  assert.deepEqual(entries.entries.map((one) => one.max_run_if_started_now?.secs), [60]);
  const explained = await it.ask({ type: "explain", entry_id: "game" });
  assert(!("code" in explained) && explained.type === "explanation");
  assert.match(explained.lines.join("\n"), /longest run: 1 min/);
  const unknown = await it.ask({ type: "explain", entry_id: "no such" });
  assert("code" in unknown && unknown.code === "entry_not_found");
  const denied = await it.ask({ type: "launch", entry_id: "no such" });
  assert(!("code" in denied) && denied.type === "launch_denied");
  const verified = await it.ask({ type: "verify_audit" });
  assert(!("code" in verified) && verified.type === "audit_verified" && verified.intact);
  const usage = await it.ask({ type: "get_usage" });
  assert.deepEqual(usage, { type: "usage", usage: [], budgets: [] });
  await it.end();
});
