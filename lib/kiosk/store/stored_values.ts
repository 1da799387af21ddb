import type { AuditFact } from "../core/effect.ts";
import { ENTRY_KINDS } from "../core/policy.ts";
import type { SessionState } from "../core/session.ts";
import type { ClockState } from "../core/trusted_clock.ts";
import { StoreError } from "./store.ts";

/**
 * Values that are kept as JSON. What does not look as this program writes it is an error: a session
 * that is not understood must not be taken for none.
 */

/** @throws {StoreError} If it is no session. */
export function readSession(json: string): SessionState {
  const value = parse(json);
  if (isSessionState(value)) return value;
  throw new StoreError("Cannot read the session that was kept: it is not what this program writes");
}

/** @throws {StoreError} If it is no clock. */
export function readClock(json: string): ClockState {
  const value = parse(json);
  if (isClockState(value)) return value;
  throw new StoreError("Cannot read the clock that was kept: it is not what this program writes");
}

/** @throws {StoreError} If it is no record of the audit log. */
export function readFact(json: string): AuditFact {
  const value = parse(json);
  if (isFact(value)) return value;
  throw new StoreError("Cannot read the audit log: a record is not what this program writes");
}

/** @throws {StoreError} If it is not JSON. */
export function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new StoreError("Cannot read what was kept: it is not JSON", { cause: error });
  }
}

type Check = (value: unknown) => boolean;

/** @returns Whether `value` is an object all of whose `checks` hold. */
export function hasShape(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  return isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]));
}

const text: Check = (value) => typeof value === "string" && value !== "";
const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
const integer: Check = (value) => Number.isSafeInteger(value);
const list = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const object = (checks: Readonly<Record<string, Check>>): Check => (value) =>
  hasShape(value, checks);
const optional = (check: Check): Check => (value) => value === undefined || check(value);
const oneOf = (...words: readonly string[]): Check => (value) =>
  words.some((word) => word === value);

const moment = object({ wall: integer, boot: number, suspended: number });

const entry = object({
  id: text,
  label: text,
  kind: object({ type: oneOf(...ENTRY_KINDS) }),
  availability: object({ kind: oneOf("always", "windows") }),
  limits: object({
    maxRun: optional(number),
    dailyQuota: optional(number),
    cooldown: optional(number),
    budgets: list(text),
    grace: number,
  }),
  warnings: list(
    object({
      before: number,
      severity: oneOf("info", "warn", "critical"),
      message: optional(text),
    }),
  ),
});

const session = object({
  id: text,
  entry,
  startedAt: moment,
  end: object({
    runFor: optional(number),
    countSuspend: (value) => typeof value === "boolean",
    closesAt: optional(number),
    extended: number,
  }),
  warned: list(number),
  skipped: list(number),
  bookedUntil: moment,
  booked: number,
});

const STATES: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  idle: {},
  launching: { session },
  running: { session, handle: text },
  warned: { session, handle: text },
  expiring: {
    session,
    handle: optional(text),
    reason: object({ type: text }),
    forceAt: number,
    waiting: list(text),
  },
  ended: { sessionId: text, entry, reason: object({ type: text }), endedAt: integer, ran: number },
};

function isSessionState(value: unknown): value is SessionState {
  if (!isObject(value)) return false;
  const { kind } = value;
  const checks = typeof kind === "string" && Object.hasOwn(STATES, kind) ? STATES[kind] : undefined;
  return checks !== undefined && hasShape(value, checks);
}

function isClockState(value: unknown): value is ClockState {
  return hasShape(value, { bootId: text, wall: integer, boot: number, step: number });
}

function isFact(value: unknown): value is AuditFact {
  return hasShape(value, { type: text });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
