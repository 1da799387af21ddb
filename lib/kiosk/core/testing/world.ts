import assert from "node:assert/strict";
import { isOpen } from "../availability.ts";
import { bookableSince, deadlineOf, remainingOf, warningsAhead } from "../deadline.ts";
import type { Effect, Write } from "../effect.ts";
import type { CoreEvent } from "../event.ts";
import { type HostHandle, hostHandle, type RequestId, requestId, type SessionId } from "../id.ts";
import { EMPTY_LEDGER } from "../ledger.ts";
import { nextWake } from "../next_wake.ts";
import type { Entry, Policy } from "../policy.ts";
import type { Session, SessionState } from "../session.ts";
import { start } from "../start.ts";
import type { CoreState } from "../state.ts";
import { step } from "../step.ts";
import { bootTime, type Now, SECOND, wallTime } from "../time.ts";
import { isActive } from "../transition.ts";
import { type ClockState, trustedWall } from "../trusted_clock.ts";
import type { StepResult } from "../turn.ts";
import { ALL_KINDS, sessionNumber } from "./policies.ts";

/** What really runs, whatever the core thinks. */
interface Process {
  readonly id: SessionId;
  readonly handle: HostHandle;
  readonly entry: Entry;
  /** What counts of its time, from when it was approved. */
  ran: number;
  /** What of it was lost with the power. */
  unseen: number;
  isTold: boolean;
}

/**
 * A computer with a kiosk, played by a test: clocks, programs, a disk, and a daemon that carries out
 * what the core says. It keeps its own books in the simplest way, and after each step it asserts
 * what always has to hold.
 */
export class World {
  state: CoreState;
  process: Process | undefined;
  /** A session that the host was told to start and has not yet. */
  starting: Session | undefined;
  isDiskBroken = false;
  /** Milliseconds since the computer was started, and those of them in suspend. */
  #boot = 1000 * SECOND;
  #suspended = 0;
  #wallAtBootZero: number;
  #bootId = 0;
  #sessions = 0;
  #requests = 0;
  #lastTrusted = 0;
  readonly #disk = new Map<string, Write>();
  readonly #warned = new Set<string>();
  readonly #waiting = new Set<RequestId>();
  readonly #begun = new Map<string, "begun" | "ended">();
  /** How long each entry really ran, and how much of that may be missing in the books. */
  readonly #ran = new Map<string, { ran: number; lost: number }>();
  #extended = 0;
  /** Whether an admin has changed what the present session was planned with. */
  #isLoose = false;
  /** By day, how long its entry had run before. */
  #usedBefore: ReadonlyMap<string, number> = new Map();

  constructor(readonly policy: Policy, wall: number) {
    this.#wallAtBootZero = wall - this.#boot;
    const begun = this.#start();
    this.state = begun.state;
    this.#carryOut(begun.effects);
  }

  get now(): Now {
    return {
      wall: wallTime(this.#wallAtBootZero + this.#boot),
      boot: bootTime(this.#boot),
      suspended: this.#suspended,
    };
  }

  send(event: CoreEvent): void {
    const before = this.state.session;
    const { state, effects } = step(this.state, event, this.now);
    this.state = state;
    this.#carryOut(effects);
    if (event.kind !== "extend" && event.kind !== "accept_clock") this.#assertFixed(before);
    this.#assertState();
    if (event.kind === "tick") assert.ok(nextWake(this.state, this.now) > 0, "It never sleeps");
  }

  request(): RequestId {
    const request = requestId(`r${++this.#requests}`);
    this.#waiting.add(request);
    return request;
  }

  launch(entry: Entry): void {
    const sessionId = sessionNumber(++this.#sessions);
    if (!isActive(this.state.session)) {
      this.#usedBefore = this.state.ledger.usage.get(entry.id) ?? new Map();
    }
    this.send({ kind: "launch", entryId: entry.id, sessionId, request: this.request() });
  }

  extend(by: number): void {
    const { session } = this.state;
    const isPossible = isActive(session) && session.kind !== "expiring";
    if (isPossible) {
      this.#extended += by;
      this.#isLoose = true;
    }
    this.send({ kind: "extend", by, request: this.request() });
  }

  /** Time passes; the daemon wakes where it has to. */
  advance(milliseconds: number): void {
    const end = this.#boot + milliseconds;
    let forced = 0;
    while (true) {
      const next = this.#nextDue();
      if (next >= end) break;
      this.#pass(Math.max(0, next - this.#boot));
      this.send({ kind: "tick" });
      // What hangs ends some time, or there would be no end of it.
      if (this.state.session.kind === "expiring" && ++forced > 5) this.exit();
    }
    this.#pass(end - this.#boot);
    this.send({ kind: "tick" });
  }

  suspend(milliseconds: number): void {
    const { session } = this.state;
    // What comes after the deadline nobody has used.
    const most = isActive(session) ? this.#left(session.session) : 0;
    this.#boot += milliseconds;
    this.#suspended += milliseconds;
    if (this.process && this.policy.countSuspend) this.process.ran += Math.min(milliseconds, most);
    this.send({ kind: "tick" });
  }

  /** Somebody sets the clock of the computer. */
  stepClock(by: number): void {
    const trusted = trustedWall(this.state.clock, this.now);
    this.#wallAtBootZero += by;
    this.send({ kind: "tick" });
    assert.equal(trustedWall(this.state.clock, this.now), trusted);
  }

  acceptClock(): void {
    this.#lastTrusted = -Infinity;
    this.#isLoose = true;
    this.send({ kind: "accept_clock", by: "admin", request: this.request() });
  }

  /** The host has done what it was told to start with. */
  hostStarts(isGood: boolean): void {
    const session = this.starting;
    if (!session) return;
    this.starting = undefined;
    const sessionId = session.id;
    if (!isGood) return this.send({ kind: "spawn_failed", sessionId, error: "No such program" });
    const handle = hostHandle(`h${sessionId}`);
    // It may have been extended since.
    const { session: state } = this.state;
    const current = isActive(state) && state.session.id === sessionId ? state.session : session;
    const ran = bookableSince(current, session.startedAt, this.now).used;
    this.process = { id: sessionId, handle, entry: session.entry, ran, unseen: 0, isTold: false };
    this.send({ kind: "spawned", sessionId, handle });
  }

  /** The program ends. */
  exit(): void {
    const { process } = this;
    if (!process) return;
    this.#settle(process);
    this.send({ kind: "exited", sessionId: process.id, exitCode: 0 });
  }

  /** The daemon is killed and started again; the program may end meanwhile. */
  crash(away: number, fate: "program stays" | "program ends"): void {
    this.mendDisk();
    const { process } = this;
    this.#pass(away);
    if (process && fate === "program ends") this.#settle(process);
    this.starting = undefined;
    this.#waiting.clear();
    this.#takeUp();
  }

  /** The power goes; the clock may be wrong afterwards. */
  reboot(away: number, wallError: number): void {
    this.mendDisk();
    const { process } = this;
    if (process) {
      process.unseen += SECOND;
      this.#settle(process);
    }
    this.starting = undefined;
    this.#waiting.clear();
    const wall = this.#wallAtBootZero + this.#boot + away + wallError;
    this.#bootId++;
    this.#boot = 10 * SECOND;
    this.#suspended = 0;
    this.#wallAtBootZero = wall - this.#boot;
    // What was kept last is at most ten minutes old.
    this.#lastTrusted = this.#lastTrusted - 600 * SECOND;
    this.#takeUp();
  }

  breakDisk(): void {
    this.isDiskBroken = true;
  }

  mendDisk(): void {
    this.isDiskBroken = false;
    if (this.state.store.kind === "unavailable") this.send({ kind: "store_recovered" });
  }

  /** Everything comes to its end, and the books are compared. */
  finish(): void {
    this.mendDisk();
    this.hostStarts(true);
    this.send({ kind: "stop", mode: "force", by: "admin", request: this.request() });
    this.exit();
    assert.ok(!isActive(this.state.session), `Still ${this.state.session.kind}`);
    assert.equal(this.process, undefined);
    assert.deepEqual([...this.#waiting], [], "Somebody got no answer");
    for (const [id, fate] of this.#begun) assert.equal(fate, "ended", `${id} never ended`);
    for (const [entry, { ran, lost }] of this.#ran) {
      let booked = 0;
      for (const write of this.#disk.values()) {
        if (write.kind === "usage" && write.entryId === entry) booked += write.milliseconds;
      }
      const told = `${entry}: ran ${ran}, booked ${booked}, lost ${lost}`;
      assert.ok(booked <= ran + SECOND && booked >= ran - lost - SECOND, told);
    }
  }

  #start(): StepResult {
    const budgets = new Map();
    const cooldowns = new Map();
    const usage = new Map();
    let session: SessionState | undefined;
    let clock: ClockState | undefined;
    for (const write of this.#disk.values()) {
      if (write.kind === "budget") budgets.set(write.budgetId, write.state);
      if (write.kind === "cooldown") cooldowns.set(write.entryId, write.until);
      if (write.kind === "session") session = write.state;
      if (write.kind === "clock") clock = write.clock;
      if (write.kind === "usage") {
        const days = usage.get(write.entryId) ?? new Map();
        usage.set(write.entryId, days.set(write.day, write.milliseconds));
      }
    }
    return start({
      policy: this.policy,
      kinds: ALL_KINDS,
      bootId: `boot ${this.#bootId}`,
      ledger: { ...EMPTY_LEDGER, budgets, cooldowns, usage },
      session,
      clock,
      now: this.now,
    });
  }

  #takeUp(): void {
    const { state, effects } = this.#start();
    this.state = state;
    this.#carryOut(effects);
    this.send({ kind: "tick" });
  }

  #carryOut(effects: readonly Effect[]): void {
    let failed: readonly Write[] | undefined;
    let dropped: SessionId | undefined;
    let adopt: Extract<Effect, { kind: "adopt" }> | undefined;
    for (const effect of effects) {
      switch (effect.kind) {
        case "persist":
          if (this.isDiskBroken) failed = effect.writes;
          else for (const write of effect.writes) this.#keep(write);
          break;
        case "spawn":
          if (failed === undefined) this.starting = effect.session;
          else dropped = effect.session.id;
          break;
        case "adopt":
          adopt = effect;
          break;
        case "stop":
          if (this.process?.handle === effect.handle) this.process.isTold = true;
          break;
        case "answer":
          assert.ok(this.#waiting.delete(effect.request), `${effect.request} was answered twice`);
          break;
        case "tell":
          if (effect.notice.kind === "warning_issued") {
            const { sessionId, before, remaining } = effect.notice;
            const warning = `${sessionId} ${before}`;
            assert.ok(!this.#warned.has(warning), `${warning} was given twice`);
            assert.ok(remaining >= 0 && remaining <= before);
            this.#warned.add(warning);
          }
      }
    }
    if (failed !== undefined) {
      const what = { writes: failed, ...(dropped === undefined ? {} : { dropped }) };
      this.send({ kind: "store_failed", error: "disk I/O error", ...what });
    }
    if (adopt !== undefined) this.#adopt(adopt.session.id);
  }

  #adopt(sessionId: SessionId): void {
    if (this.process?.id === sessionId) {
      this.send({ kind: "spawned", sessionId, handle: this.process.handle });
    } else {
      this.send({ kind: "exited", sessionId, exitCode: undefined });
    }
  }

  #keep(write: Write): void {
    switch (write.kind) {
      case "usage":
        this.#disk.set(`usage ${write.entryId} ${write.day}`, write);
        break;
      case "budget":
        this.#disk.set(`budget ${write.budgetId}`, write);
        break;
      case "cooldown":
        this.#disk.set(`cooldown ${write.entryId}`, write);
        break;
      case "session": {
        // As it comes back from a disk.
        const state = JSON.parse(JSON.stringify(write.state));
        this.#disk.set("session", { kind: "session", state });
        break;
      }
      case "clock":
        this.#disk.set("clock", write);
        break;
      case "audit": {
        const { type, session_id: id } = write.fact;
        if (type === "session_started") {
          assert.equal(this.#begun.get(String(id)), undefined, "Begun twice");
          this.#begun.set(String(id), "begun");
          this.#extended = 0;
          this.#isLoose = false;
        }
        if (type === "session_ended") {
          assert.equal(this.#begun.get(String(id)), "begun", "Ended without a beginning");
          this.#begun.set(String(id), "ended");
        }
      }
    }
  }

  #pass(milliseconds: number): void {
    this.#boot += milliseconds;
    if (this.process) this.process.ran += milliseconds;
  }

  #settle(process: Process): void {
    const sum = this.#ran.get(process.entry.id) ?? { ran: 0, lost: 0 };
    this.#ran.set(process.entry.id, {
      ran: sum.ran + process.ran,
      lost: sum.lost + process.unseen + 1,
    });
    this.process = undefined;
  }

  /** When something is due for the session, but for bookings, of which there are too many. */
  #nextDue(): number {
    const { session: state } = this.state;
    if (!isActive(state)) return Infinity;
    if (state.kind === "expiring") return state.handle === undefined ? Infinity : state.forceAt;
    const deadline = deadlineOf(state.session, this.now) ?? Infinity;
    if (state.kind === "launching") return deadline;
    const warnings = warningsAhead(state.session).map(({ before }) => deadline - before);
    return Math.min(deadline, ...warnings);
  }

  #left(session: Session): number {
    return remainingOf(session, this.now) ?? Infinity;
  }

  /** A deadline stays where it is, whatever else happens; without suspended time at least. */
  #assertFixed(before: SessionState): void {
    const after = this.state.session;
    if (!isActive(before) || !isActive(after) || before.session.id !== after.session.id) return;
    if (!this.policy.countSuspend) return;
    assert.equal(deadlineOf(after.session, this.now), deadlineOf(before.session, this.now));
  }

  #assertState(): void {
    const { session: state, clock } = this.state;
    const trusted = trustedWall(clock, this.now);
    assert.ok(trusted >= this.#lastTrusted - 1, "Time went back");
    this.#lastTrusted = trusted;
    if (!isActive(state)) return;
    assert.ok((remainingOf(state.session, this.now) ?? 0) >= 0);
    if (state.kind !== "running" && state.kind !== "warned") return;
    if (this.process === undefined) return;
    assert.equal(this.process.id, state.session.id);
    this.#assertLimits(state.session, this.process);
  }

  /** What runs and was not told to end is within its limits. */
  #assertLimits({ entry }: Session, { ran }: Process): void {
    const { maxRun, dailyQuota } = entry.limits;
    if (maxRun !== undefined) assert.ok(ran < maxRun + this.#extended, `${ran} of ${maxRun}`);
    if (this.#isLoose) return;
    const trusted = trustedWall(this.state.clock, this.now);
    assert.ok(isOpen(entry.availability, this.policy, trusted), "It runs outside its windows");
    for (const [day, used] of this.state.ledger.usage.get(entry.id) ?? []) {
      const most = Math.max(dailyQuota ?? Infinity, this.#usedBefore.get(day) ?? 0);
      assert.ok(used <= most + SECOND, `${used} of ${dailyQuota} on ${day}`);
    }
  }
}
