import { compareCodePoints } from "../../base/compare_code_points.ts";
import type { BudgetState } from "../core/budget.ts";
import type { Write } from "../core/effect.ts";
import type { BudgetId, EntryId } from "../core/id.ts";
import type { WallTime } from "../core/time.ts";
import { type AuditLink, FIRST_HEAD, nextLink, verifyChain } from "./audit_chain.ts";
import {
  type AuditRange,
  type AuditRecord,
  type AuditVerdict,
  type Store,
  type StoredState,
  type StoredUsage,
  StoreError,
} from "./store.ts";
import { readClock, readFact, readSession } from "./stored_values.ts";

/** A store for tests, which forgets everything with the process and fails when it is told to. */
export class MemoryStore implements Store {
  /** Why nothing can be read and written at present. */
  failure: string | undefined;
  readonly #usage = new Map<EntryId, Map<string, number>>();
  readonly #budgets = new Map<BudgetId, BudgetState>();
  readonly #cooldowns = new Map<EntryId, WallTime>();
  readonly #parts = new Map<"session" | "clock", string>();
  readonly #links: AuditLink[] = [];

  load(): StoredState {
    this.check();
    const session = this.#parts.get("session");
    const clock = this.#parts.get("clock");
    return {
      ledger: {
        usage: new Map([...this.#usage].map(([entry, days]) => [entry, new Map(days)])),
        budgets: new Map(this.#budgets),
        cooldowns: new Map(this.#cooldowns),
      },
      session: session === undefined ? undefined : readSession(session),
      clock: clock === undefined ? undefined : readClock(clock),
    };
  }

  commit(writes: readonly Write[]): void {
    this.check();
    for (const write of writes) this.#write(write);
  }

  usage(from: string, to: string): readonly StoredUsage[] {
    this.check();
    return [...this.#usage]
      .flatMap(([entryId, days]) =>
        [...days].map(([day, milliseconds]) => ({ entryId, day, milliseconds }))
      )
      .filter(({ day }) => from <= day && day <= to)
      .sort((a, b) => compareCodePoints(a.day, b.day) || compareCodePoints(a.entryId, b.entryId));
  }

  audit({ after, limit }: AuditRange): readonly AuditRecord[] {
    this.check();
    return this.#links.filter(({ sequence }) => sequence > after).slice(0, limit)
      .map((link) => ({ ...link, fact: readFact(link.fact) }));
  }

  verifyAudit(): Generator<void, AuditVerdict> {
    this.check();
    return verifyChain([[...this.#links]], this.#head());
  }

  check(): void {
    if (this.failure !== undefined) throw new StoreError(this.failure);
  }

  [Symbol.dispose](): void {}

  #write(write: Write): void {
    switch (write.kind) {
      case "usage": {
        const days = this.#usage.get(write.entryId) ?? new Map<string, number>();
        this.#usage.set(write.entryId, days.set(write.day, write.milliseconds));
        return;
      }
      case "budget":
        this.#budgets.set(write.budgetId, write.state);
        return;
      case "cooldown":
        this.#cooldowns.set(write.entryId, write.until);
        return;
      case "session":
        this.#parts.set("session", JSON.stringify(write.state));
        return;
      case "clock":
        this.#parts.set("clock", JSON.stringify(write.clock));
        return;
      case "audit":
        this.#links.push(nextLink(this.#head(), write.at, JSON.stringify(write.fact)));
        return;
      default:
        return write satisfies never;
    }
  }

  #head() {
    return this.#links.at(-1) ?? FIRST_HEAD;
  }
}
