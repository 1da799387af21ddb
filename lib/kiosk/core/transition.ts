import type { Session, SessionState } from "./session.ts";

/** A state in which something runs or is about to. */
export type Active = Exclude<SessionState, { readonly kind: "idle" | "ended" }>;

/** Which states may follow which; the diagram is in `session.ts`. */
const EDGES: Readonly<Record<SessionState["kind"], readonly SessionState["kind"][]>> = {
  idle: ["launching"],
  launching: ["launching", "running", "expiring", "ended"],
  running: ["running", "warned", "expiring", "ended"],
  warned: ["warned", "expiring", "ended"],
  expiring: ["expiring", "ended"],
  ended: ["launching"],
};

/**
 * @returns `to`, if it may follow `from`.
 * @throws {Error} If it may not: that is a bug.
 */
export function transition(from: SessionState, to: SessionState): SessionState {
  if (!EDGES[from.kind].includes(to.kind) || !isSameSession(from, to)) {
    throw new Error(`Cannot go from session state ${from.kind} to ${to.kind}`);
  }
  return to;
}

/** @returns Whether something runs or is about to. */
export function isActive(state: SessionState): state is Active {
  return state.kind !== "idle" && state.kind !== "ended";
}

/** @returns `state` with another version of its session. */
export function withSession(state: Active, session: Session): Active {
  return { ...state, session };
}

function isSameSession(from: SessionState, to: SessionState): boolean {
  const [a, b] = [idOf(from), idOf(to)];
  return to.kind === "launching" && !isActive(from) ? a !== b : a === b;
}

function idOf(state: SessionState): string | undefined {
  if (state.kind === "idle") return undefined;
  return state.kind === "ended" ? state.sessionId : state.session.id;
}
