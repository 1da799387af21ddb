import type { CoreEvent } from "./event.ts";
import { missed } from "./missed.ts";
import { ended } from "./session_step.ts";
import type { Turn } from "./turn.ts";

/** From now on nothing starts; what runs goes on and ends on time. */
export function storeFailed(
  turn: Turn,
  { error, writes, dropped }: Extract<CoreEvent, { readonly kind: "store_failed" }>,
): void {
  const { store, session } = turn.state;
  const earlier = store.kind === "unavailable" ? store.missed : [];
  turn.update({ store: { kind: "unavailable", error, missed: missed(earlier, writes) } });
  if (session.kind !== "launching" || session.session.id !== dropped) return;
  // It could not be kept that this was approved, so it was not started.
  turn.answer(session.request, { kind: "denied", reasons: [{ code: "store_unavailable" }] });
  turn.enter({ ...session, request: undefined });
  ended(turn, session.session.id, { type: "launch_failed", error });
}

/** Writes all that could not be written. */
export function storeRecovered(turn: Turn): void {
  const { store } = turn.state;
  if (store.kind === "ok") return;
  turn.update({ store: { kind: "ok" } });
  for (const write of store.missed) turn.write(write);
  turn.audit({ type: "store_recovered", error: store.error });
}
