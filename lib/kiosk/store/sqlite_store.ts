import { type BudgetId, budgetId, type EntryId, entryId } from "../core/id.ts";
import type { Write } from "../core/effect.ts";
import { type WallTime, wallTime } from "../core/time.ts";
import {
  type AuditHead,
  type AuditLink,
  FIRST_HEAD,
  nextLink,
  verifyChain,
} from "./audit_chain.ts";
import {
  DAMAGED,
  type Database,
  inPlaceCheck,
  openDatabase,
  type Row,
  type Statement,
} from "./database.ts";
import { MIGRATIONS, SCHEMA_VERSION } from "./schema.ts";
import {
  type AuditRange,
  type AuditRecord,
  type AuditVerdict,
  type Store,
  type StoredState,
  type StoredUsage,
  StoreError,
} from "./store.ts";
import { hasShape, parse, readClock, readFact, readSession } from "./stored_values.ts";

/** Days of usage that are kept in memory: an accepted clock may go back that far. */
const DAYS_IN_MEMORY = 40;

/** Links of the audit log that are checked in a few milliseconds. */
const LINKS_AT_ONCE = 500;

/** @throws {StoreError} If it can't be opened, or a newer program wrote it. */
export function openSqliteStore(path: string): SqliteStore {
  const database = openDatabase(path);
  try {
    return new SqliteStore(database, inPlaceCheck(path));
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The store in an SQLite database. */
export class SqliteStore implements Store {
  readonly #database: Database;
  readonly #requireInPlace: () => void;
  readonly #statements = new Map<string, Statement>();

  /**
   * Brings the schema up to date.
   *
   * @param requireInPlace Throws if what is written now would be lost.
   * @throws {StoreError} If a newer program wrote it.
   */
  constructor(database: Database, requireInPlace: () => void = () => {}) {
    this.#database = database;
    this.#requireInPlace = requireInPlace;
    this.#guard("open", () => {
      this.#migrate();
      this.#requireSound();
    });
  }

  load(): StoredState {
    return this.#guard("read", () => {
      const session = this.#part("session");
      const clock = this.#part("clock");
      return {
        ledger: { usage: this.#usage(), budgets: this.#budgets(), cooldowns: this.#cooldowns() },
        session: session === undefined ? undefined : readSession(session),
        clock: clock === undefined ? undefined : readClock(clock),
      };
    });
  }

  commit(writes: readonly Write[]): void {
    this.#guard("write", () =>
      this.#transaction(() => {
        for (const write of writes) this.#write(write);
      }));
  }

  usage(from: string, to: string): readonly StoredUsage[] {
    return this.#guard("read", () =>
      this.#all(
        "SELECT * FROM usage WHERE day BETWEEN ? AND ? ORDER BY day, entry_id",
        from,
        to,
      ).map((row) => ({
        entryId: entryIn(row),
        day: textIn(row, "day"),
        milliseconds: numberIn(row, "milliseconds"),
      })));
  }

  audit({ after, limit }: AuditRange): readonly AuditRecord[] {
    return this.#guard("read", () =>
      this.#all(
        "SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
        after,
        limit,
      ).map((row) => {
        const link = linkIn(row);
        return { ...link, fact: readFact(link.fact) };
      }));
  }

  verifyAudit(): Generator<void, AuditVerdict> {
    return this.#guard("read", () => {
      const [row = {}] = this.#all("SELECT COALESCE(MAX(sequence), 0) AS last FROM audit");
      return verifyChain(this.#batches(numberIn(row, "last")), this.#head());
    });
  }

  check(): void {
    // What is written is what is there already, but it has to reach the disk.
    this.#guard(
      "write",
      () => this.#transaction(() => this.#database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)),
    );
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #write(write: Write): void {
    switch (write.kind) {
      case "usage": {
        const sql = "INSERT INTO usage VALUES (?, ?, ?) " +
          "ON CONFLICT DO UPDATE SET milliseconds = excluded.milliseconds";
        this.#statement(sql).run(write.entryId, write.day, write.milliseconds);
        return;
      }
      case "budget": {
        const { budgetId, state: { used, gained, at } } = write;
        this.#statement("INSERT OR REPLACE INTO budgets VALUES (?, ?, ?, ?)")
          .run(budgetId, used, gained, at);
        return;
      }
      case "cooldown":
        this.#statement("INSERT OR REPLACE INTO cooldowns VALUES (?, ?)")
          .run(write.entryId, write.until);
        return;
      case "session":
        return this.#keep("session", write.state);
      case "clock":
        return this.#keep("clock", write.clock);
      case "audit": {
        const link = nextLink(this.#head(), write.at, JSON.stringify(write.fact));
        this.#statement("INSERT INTO audit VALUES (?, ?, ?, ?)")
          .run(link.sequence, link.at, link.fact, link.hash);
        const head: AuditHead = { sequence: link.sequence, hash: link.hash };
        return this.#keep("audit_head", head);
      }
      default:
        return write satisfies never;
    }
  }

  #usage(): ReadonlyMap<EntryId, ReadonlyMap<string, number>> {
    const usage = new Map<EntryId, Map<string, number>>();
    const sql = "SELECT * FROM usage " +
      `WHERE day >= (SELECT date(MAX(day), '-${DAYS_IN_MEMORY} days') FROM usage)`;
    for (const row of this.#all(sql)) {
      const entry = entryIn(row);
      const days = usage.get(entry) ?? new Map<string, number>();
      usage.set(entry, days.set(textIn(row, "day"), numberIn(row, "milliseconds")));
    }
    return usage;
  }

  #budgets() {
    return new Map(
      this.#all("SELECT * FROM budgets").map((row) => [
        budgetIn(row),
        { used: numberIn(row, "used"), gained: numberIn(row, "gained"), at: timeIn(row, "at") },
      ]),
    );
  }

  #cooldowns(): ReadonlyMap<EntryId, WallTime> {
    const rows = this.#all("SELECT * FROM cooldowns");
    return new Map(rows.map((row) => [entryIn(row), timeIn(row, "until")]));
  }

  /** The links up to `last`: what is recorded meanwhile is another matter. */
  *#batches(last: number): Generator<readonly AuditLink[]> {
    const sql = "SELECT * FROM audit WHERE sequence > ? AND sequence <= ? " +
      `ORDER BY sequence LIMIT ${LINKS_AT_ONCE}`;
    let after = -1;
    while (true) {
      const links = this.#guard("read", () => this.#all(sql, after, last).map(linkIn));
      if (links.length === 0) return;
      yield links;
      after = links.at(-1)?.sequence ?? last;
    }
  }

  #head(): AuditHead {
    const json = this.#part("audit_head");
    if (json === undefined) return FIRST_HEAD;
    const head = parse(json);
    if (isHead(head)) return head;
    throw new StoreError(
      "Cannot read the end of the audit log: it is not what this program writes",
    );
  }

  #part(name: string): string | undefined {
    const row = this.#statement("SELECT json FROM parts WHERE name = ?").get(name);
    return row === undefined ? undefined : textIn(row, "json");
  }

  #keep(name: string, value: unknown): void {
    this.#statement("INSERT OR REPLACE INTO parts VALUES (?, ?)").run(name, JSON.stringify(value));
  }

  #all(sql: string, ...values: (string | number)[]): readonly Row[] {
    return this.#statement(sql).all(...values);
  }

  #statement(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #migrate(): void {
    const version = this.#database.prepare("PRAGMA user_version").get()?.["user_version"];
    if (typeof version !== "number" || version > SCHEMA_VERSION) {
      throw new StoreError(
        `A newer version of this program wrote it: schema ${version}, this one knows ` +
          `${SCHEMA_VERSION}`,
      );
    }
    for (let next = version + 1; next <= SCHEMA_VERSION; next++) {
      this.#transaction(() => {
        this.#database.exec(MIGRATIONS[next - 1] ?? "");
        this.#database.exec(`PRAGMA user_version = ${next}`);
      });
    }
  }

  /** The audit log is not among what is looked at: it is long, and nothing is decided by it. */
  #requireSound(): void {
    for (const table of ["usage", "budgets", "cooldowns", "parts"]) {
      const found = this.#database.prepare(`PRAGMA quick_check(${table})`).get();
      if (found?.["quick_check"] !== "ok") throw new StoreError(DAMAGED);
    }
  }

  #transaction(work: () => void): void {
    try {
      this.#requireInPlace();
      this.#database.exec("BEGIN IMMEDIATE");
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      try {
        this.#database.exec("ROLLBACK");
      } catch {
        // SQLite has rolled back by itself; what went wrong first is what matters.
      }
      throw error;
    }
  }

  #guard<T>(doing: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new StoreError(`Cannot ${doing} the store: ${why}`, { cause: error });
    }
  }
}

function linkIn(row: Row): AuditLink {
  return {
    sequence: numberIn(row, "sequence"),
    at: timeIn(row, "at"),
    fact: textIn(row, "fact"),
    hash: textIn(row, "hash"),
  };
}

function entryIn(row: Row): EntryId {
  return known(entryId(textIn(row, "entry_id")));
}

function budgetIn(row: Row): BudgetId {
  return known(budgetId(textIn(row, "budget_id")));
}

function timeIn(row: Row, column: string): WallTime {
  return wallTime(numberIn(row, column));
}

function textIn(row: Row, column: string): string {
  const value = row[column];
  return known(typeof value === "string" ? value : undefined);
}

function numberIn(row: Row, column: string): number {
  const value = row[column];
  return known(typeof value === "number" ? value : undefined);
}

function known<T>(value: T | undefined): T {
  if (value !== undefined) return value;
  throw new StoreError("A row is not what this program writes");
}

function isHead(value: unknown): value is AuditHead {
  return hasShape(value, {
    sequence: Number.isSafeInteger,
    hash: (hash) => typeof hash === "string",
  });
}
