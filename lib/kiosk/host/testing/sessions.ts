import { sessionId } from "../../core/id.ts";
import type { Entry, EntryKind } from "../../core/policy.ts";
import type { Session } from "../../core/session.ts";
import { entryWith, nowAt } from "../../core/testing/policies.ts";

/** @returns A new session that runs `kind` as `user`. */
export function sessionOf(kind: EntryKind, draft: Partial<Entry> = {}): Session {
  const id = sessionId(crypto.randomUUID());
  if (id === undefined) throw new RangeError("Cannot name a session by a random UUID");
  const startedAt = nowAt("2026-05-04T12:00:00Z");
  return {
    id,
    entry: entryWith("program", { kind, ...draft }),
    startedAt,
    end: { runFor: undefined, countSuspend: true, closesAt: undefined, extended: 0 },
    warned: [],
    skipped: [],
    bookedUntil: startedAt,
    booked: 0,
  };
}

/** @returns A new session that runs a program. */
export function programSession(argv: readonly string[], draft: Partial<Entry> = {}): Session {
  const [command = "", ...args] = argv;
  return sessionOf({ type: "process", command, args, env: {} }, draft);
}
