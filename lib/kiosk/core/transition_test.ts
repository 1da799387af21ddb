import assert from "node:assert/strict";
import { hostHandle, requestId, type SessionId } from "./id.ts";
import { EMPTY_LEDGER } from "./ledger.ts";
import type { SessionState } from "./session.ts";
import { start } from "./start.ts";
import { step } from "./step.ts";
import {
  ALL_KINDS,
  entryNamed,
  entryWith,
  nowAt,
  policyWith,
  sessionNumber,
} from "./testing/policies.ts";
import { bootTime } from "./time.ts";
import { transition } from "./transition.ts";

const NOW = nowAt("2026-11-22T12:00:00Z");

/** Where each state may lead: to the same session, or from what is over to the next one. */
const SAME: Readonly<Record<SessionState["kind"], string>> = {
  idle: "",
  launching: "launching running expiring ended",
  running: "running warned expiring ended",
  warned: "warned expiring ended",
  expiring: "expiring ended",
  ended: "",
};
const NEXT: Readonly<Record<SessionState["kind"], string>> = {
  idle: "launching",
  launching: "",
  running: "",
  warned: "",
  expiring: "",
  ended: "launching",
};

for (const [name, edges] of Object.entries({ "the same session": SAME, "the next one": NEXT })) {
  Deno.test(`transition() takes the edges of the diagram to ${name}, and names the others`, () => {
    const other = statesOf(sessionNumber(name === "the next one" ? 2 : 1));
    for (const from of statesOf(sessionNumber(1))) {
      for (const to of other) {
        // Before the first session there is none that could be the same.
        if (from.kind === "idle" && to.kind === "launching" && edges === SAME) continue;
        const go = () => transition(from, to);
        if (edges[from.kind].split(" ").includes(to.kind)) assert.equal(go(), to);
        else assert.throws(go, new RegExp(`from session state ${from.kind} to ${to.kind}$`));
      }
    }
  });
}

/** @returns A state of each kind. */
function statesOf(sessionId: SessionId): readonly SessionState[] {
  const policy = policyWith({ entries: [entryWith("game")] });
  const options = { policy, kinds: ALL_KINDS, bootId: "b", ledger: EMPTY_LEDGER, now: NOW };
  const begun = start({ ...options, session: undefined, clock: undefined }).state;
  const request = requestId("r");
  const launch = { kind: "launch", entryId: entryNamed("game"), sessionId, request } as const;
  const launching = step(begun, launch, NOW).state.session;
  assert(launching.kind === "launching");
  const { session } = launching;
  const handle = hostHandle("h");
  const reason = { type: "expired" } as const;
  return [
    { kind: "idle" },
    launching,
    { kind: "running", session, handle },
    { kind: "warned", session, handle },
    { kind: "expiring", session, handle, reason, forceAt: bootTime(1), waiting: [] },
    { kind: "ended", sessionId, entry: session.entry, reason, endedAt: NOW.wall, ran: 0 },
  ];
}
