import type { Write } from "./effect.ts";

/** Audit records that are kept in memory at most while the store can't be written. */
const MOST_FACTS = 1000;

/**
 * @param older Writes that could not be made.
 * @param newer Writes that came after them.
 * @returns What is to be written when it is possible again: of values the last alone, of the audit
 * log all, up to a limit after which a record says how many are lost.
 */
export function missed(older: readonly Write[], newer: readonly Write[]): readonly Write[] {
  const values = new Map<string, Write>();
  const facts: Extract<Write, { readonly kind: "audit" }>[] = [];
  for (const write of [...older, ...newer]) {
    if (write.kind === "audit") facts.push(write);
    else values.set(keyOf(write), write);
  }
  if (facts.length <= MOST_FACTS) return [...values.values(), ...facts];
  const lost = facts.splice(0, facts.length - MOST_FACTS + 1);
  const count = lost.reduce(
    (sum, { fact }) => sum + (fact.type === LOST ? Number(fact["count"]) : 1),
    0,
  );
  const at = lost.at(-1)?.at;
  if (at !== undefined) facts.unshift({ kind: "audit", at, fact: { type: LOST, count } });
  return [...values.values(), ...facts];
}

const LOST = "records_lost";

function keyOf(write: Exclude<Write, { readonly kind: "audit" }>): string {
  switch (write.kind) {
    case "usage":
      return `usage ${write.entryId} ${write.day}`;
    case "budget":
      return `budget ${write.budgetId}`;
    case "cooldown":
      return `cooldown ${write.entryId}`;
    case "session":
    case "clock":
      return write.kind;
    default:
      return write satisfies never;
  }
}
