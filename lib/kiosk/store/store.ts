import type { AuditFact, Write } from "../core/effect.ts";
import type { EntryId } from "../core/id.ts";
import type { Ledger } from "../core/ledger.ts";
import type { SessionState } from "../core/session.ts";
import type { WallTime } from "../core/time.ts";
import type { ClockState } from "../core/trusted_clock.ts";

/**
 * What outlives the daemon. Everything throws `StoreError` when it can't be read or written; nothing
 * is ever read as "not used".
 */
export interface Store extends Disposable {
  /** @returns What the core starts from. */
  load(): StoredState;
  /** All of them or none; durable when it returns. */
  commit(writes: readonly Write[]): void;
  /** @returns Usage from the day `from` to the day `to`, both included, by day and entry. */
  usage(from: string, to: string): readonly StoredUsage[];
  /** @returns Records of the audit log with a sequence number above `after`, the oldest first. */
  audit(range: AuditRange): readonly AuditRecord[];
  /** Reads the audit log as it is now and checks its chain, a few records at a time. */
  verifyAudit(): Generator<void, AuditVerdict>;
  /** Reads and writes something. @throws {StoreError} If that does not work. */
  check(): void;
}

/** What the core starts from. */
export interface StoredState {
  readonly ledger: Ledger;
  /** `undefined` if none was ever kept. */
  readonly session: SessionState | undefined;
  readonly clock: ClockState | undefined;
}

/** How long an entry ran on a day. */
export interface StoredUsage {
  readonly entryId: EntryId;
  /** The date on which the day began, such as `2026-11-22`. */
  readonly day: string;
  readonly milliseconds: number;
}

/** Which records are wanted. */
export interface AuditRange {
  readonly after: number;
  readonly limit: number;
}

/** One record of the audit log, chained to the one before it by hashes. */
export interface AuditRecord {
  /** From 1, without holes. */
  readonly sequence: number;
  readonly at: WallTime;
  readonly fact: AuditFact;
  /** SHA-256 over the hash before it and all of the above, in hexadecimal digits. */
  readonly hash: string;
}

/** What a look at the whole chain gave. */
export type AuditVerdict =
  /** `head` is the last hash: written down elsewhere, it shows later that nothing was rewritten. */
  | { readonly kind: "intact"; readonly records: number; readonly head: string }
  | { readonly kind: "broken"; readonly sequence: number; readonly problem: string };

/** The store can't be read or written. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
