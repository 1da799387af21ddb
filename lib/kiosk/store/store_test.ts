import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { budgetId, hostHandle, requestId } from "../core/id.ts";
import type { Write } from "../core/effect.ts";
import type { SessionState } from "../core/session.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { entryNamed, entryWith, nowAt, sessionNumber } from "../core/testing/policies.ts";
import { bootTime, wallTime } from "../core/time.ts";
import { type Database, openDatabase, type Statement } from "./database.ts";
import { MemoryStore } from "./memory_store.ts";
import { SCHEMA_VERSION } from "./schema.ts";
import { openSqliteStore, SqliteStore } from "./sqlite_store.ts";
import { type AuditVerdict, type Store, StoreError } from "./store.ts";

const tux = entryNamed("tux");
const mars = entryNamed("mars");
const screen = budgetId("screen") ?? assert.fail();
const NOON = nowAt("2026-11-22T12:00:00Z", 5000);

const RUNNING: SessionState = {
  kind: "running",
  handle: hostHandle("{}"),
  session: {
    id: sessionNumber(1),
    entry: entryWith("tux", { warnings: [{ before: 60_000, severity: "warn" }] }),
    startedAt: NOON,
    end: { runFor: 3_600_000, countSuspend: true, closesAt: undefined, extended: 0 },
    warned: [],
    skipped: [],
    bookedUntil: NOON,
    booked: 0,
  },
};

const clock = { bootId: "b", wall: NOON.wall, boot: NOON.boot, step: 0 };

function audit(type: string, at = 0): Write {
  return { kind: "audit", at: wallTime(at), fact: { type, n: at, deep: { list: [1, null, "ü"] } } };
}

function usage(milliseconds: number, day = "2026-11-22"): Write {
  return { kind: "usage", entryId: tux, day, milliseconds };
}

const STORES: readonly { readonly name: string; readonly open: () => Store }[] = [
  { name: "MemoryStore", open: () => new MemoryStore() },
  { name: "SqliteStore", open: () => new SqliteStore(new DatabaseSync(":memory:")) },
];

for (const { name, open } of STORES) {
  const contract = (does: string, test: (store: Store) => void) =>
    Deno.test(`${name} ${does}`, () => {
      using store = open();
      test(store);
    });

  contract("is empty at first", (store) => {
    const { ledger, session, clock } = store.load();
    assert.deepEqual([ledger.usage.size, ledger.budgets.size, ledger.cooldowns.size], [0, 0, 0]);
    assert.deepEqual([session, clock], [undefined, undefined]);
    assert.deepEqual(verdictOf(store), { kind: "intact", records: 0, head: "0".repeat(64) });
  });

  contract("gives back what was committed last", (store) => {
    const state = { used: 1.5, gained: 0.25, at: wallTime(7) };
    store.commit([usage(1), { kind: "cooldown", entryId: mars, until: wallTime(9) }]);
    store.commit([
      usage(1000),
      usage(5, "2026-11-23"),
      { kind: "budget", budgetId: screen, state },
      { kind: "session", state: RUNNING },
      { kind: "clock", clock },
    ]);
    const loaded = store.load();
    assert.deepEqual(
      loaded.ledger.usage,
      new Map([[tux, new Map([["2026-11-22", 1000], ["2026-11-23", 5]])]]),
    );
    assert.deepEqual(loaded.ledger.budgets, new Map([[screen, state]]));
    assert.deepEqual(loaded.ledger.cooldowns, new Map([[mars, 9]]));
    assert.deepEqual(loaded.clock, clock);
    assert.deepEqual(
      JSON.parse(JSON.stringify(loaded.session)),
      JSON.parse(JSON.stringify(RUNNING)),
    );
  });

  contract("gives back every state of a session", (store) => {
    const { session, handle } = RUNNING;
    const states: readonly SessionState[] = [
      { kind: "idle" },
      { kind: "launching", session, request: requestId("r") },
      { kind: "warned", session, handle },
      {
        kind: "expiring",
        session,
        handle: undefined,
        reason: { type: "expired" },
        forceAt: bootTime(1),
        waiting: [],
      },
      {
        kind: "ended",
        sessionId: session.id,
        entry: session.entry,
        reason: { type: "user_stop" },
        endedAt: NOON.wall,
        ran: 1,
      },
    ];
    for (const state of states) {
      store.commit([{ kind: "session", state }]);
      assert.equal(store.load().session?.kind, state.kind);
    }
  });

  contract("lists usage by day and entry, both ends included", (store) => {
    store.commit([
      usage(3, "2026-11-23"),
      usage(2, "2026-11-22"),
      { kind: "usage", entryId: mars, day: "2026-11-22", milliseconds: 1 },
      usage(9, "2026-11-24"),
    ]);
    assert.deepEqual(
      store.usage("2026-11-22", "2026-11-23").map((one) => one.milliseconds),
      [1, 2, 3],
    );
  });

  contract("chains audit records and pages through them", (store) => {
    store.commit([audit("a", 1), audit("b", 2)]);
    store.commit([audit("c", 3)]);
    const [b, c] = store.audit({ after: 1, limit: 5 });
    assert.deepEqual([b?.sequence, b?.fact.type, c?.sequence, c?.at], [2, "b", 3, 3]);
    assert.deepEqual(b?.fact["deep"], { list: [1, null, "ü"] });
    assert.equal(store.audit({ after: 0, limit: 2 }).length, 2);
    assert.deepEqual(verdictOf(store), { kind: "intact", records: 3, head: c?.hash });
    store.check();
  });
}

Deno.test("MemoryStore and SqliteStore make the same chain", () => {
  const heads = STORES.map(({ open }) => {
    using store = open();
    store.commit([audit("a", 1), audit("b", 2)]);
    return verdictOf(store);
  });
  assert.deepEqual(heads[0], heads[1]);
});

Deno.test("MemoryStore throws what it is told to", () => {
  const store = new MemoryStore();
  store.failure = "Disk full";
  for (const use of [() => store.load(), () => store.commit([]), () => verdictOf(store)]) {
    assert.throws(use, new StoreError("Disk full"));
  }
});

function inFolder(test: (file: string) => void): () => void {
  return () => {
    using folder = new TemporaryFolder();
    test(`${folder.path}/kiosk.db`);
  };
}

Deno.test(
  "openSqliteStore() makes a file that others can't read",
  inFolder((file) => {
    using store = openSqliteStore(file);
    store.commit([usage(1)]);
    assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o600);
    assert.equal((Deno.statSync(`${file}-wal`).mode ?? 0) & 0o777, 0o600);
  }),
);

Deno.test(
  "openDatabase() waits for each commit to be on the disk, in a log of writes",
  inFolder((file) => {
    const database = openDatabase(file);
    const modes = ["journal_mode", "synchronous", "locking_mode"].map((name) =>
      Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
    );
    database.close();
    // 2 is FULL.
    assert.deepEqual(modes, ["wal", 2, "exclusive"]);
  }),
);

Deno.test(
  "openSqliteStore() finds again what was committed",
  inFolder((file) => {
    {
      using store = openSqliteStore(file);
      store.commit([usage(77), audit("a")]);
    }
    using store = openSqliteStore(file);
    assert.equal(store.load().ledger.usage.get(tux)?.get("2026-11-22"), 77);
    assert.equal(verdictOf(store).kind, "intact");
  }),
);

Deno.test(
  "openSqliteStore() does not read the audit log, however long it is",
  inFolder((file) => {
    {
      using store = openSqliteStore(file);
      store.commit([usage(77), ...Array.from({ length: 2000 }, (_, n) => audit("fact", n))]);
    }
    // Whatever looks into its pages finds that they are none.
    const bytes = Deno.readFileSync(file);
    const middle = bytes.length / 2;
    bytes.fill(0xff, middle, middle + 8192);
    Deno.writeFileSync(file, bytes);
    using store = openSqliteStore(file);
    assert.equal(store.load().ledger.usage.get(tux)?.get("2026-11-22"), 77);
    assert.throws(() => verdictOf(store), /^StoreError: Cannot read the store: .*malformed/);
    store.commit([audit("goes on")]);
  }),
);

for (const [name, doTo] of [["removed", Deno.removeSync], ["replaced", replace]] as const) {
  Deno.test(
    `commit() and check() throw once the file was ${name}`,
    inFolder((file) => {
      using store = openSqliteStore(file);
      store.commit([usage(77)]);
      doTo(file);
      const told = { name: "StoreError", message: /was removed or replaced/ };
      assert.throws(() => store.commit([usage(78)]), told);
      assert.throws(() => store.check(), told);
    }),
  );
}

Deno.test(
  "openSqliteStore() refuses a newer schema and leaves it alone",
  inFolder((file) => {
    const database = new DatabaseSync(file);
    database.exec(`CREATE TABLE later (x); PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    const before = Deno.readFileSync(file);
    assert.throws(
      () => openSqliteStore(file),
      /^StoreError: Cannot open the store: A newer version of this program wrote it: schema 2, this one knows 1$/,
    );
    const after = new DatabaseSync(file);
    assert.equal(after.prepare("PRAGMA user_version").get()?.["user_version"], SCHEMA_VERSION + 1);
    after.close();
    assert.ok(before.length > 0);
  }),
);

Deno.test(
  "openSqliteStore() refuses a file that another store has open",
  inFolder((file) => {
    using store = openSqliteStore(file);
    store.commit([usage(1)]);
    assert.throws(() => openSqliteStore(file), /Cannot open the store .*: another daemon uses it$/);
  }),
);

Deno.test(
  "openSqliteStore() refuses what is no database",
  inFolder((file) => {
    Deno.writeTextFileSync(file, "x".repeat(5000));
    assert.throws(() => openSqliteStore(file), StoreError);
  }),
);

Deno.test(
  "load() throws rather than take an unknown session for none",
  inFolder((file) => {
    openSqliteStore(file)[Symbol.dispose]();
    const spoil = (json: string) => {
      const database = new DatabaseSync(file);
      database.prepare("INSERT OR REPLACE INTO parts VALUES ('session', ?)").run(json);
      database.close();
    };
    const short = JSON.stringify({ ...RUNNING, session: { ...RUNNING.session, booked: "much" } });
    for (const json of ["{", "{}", '{"kind":"running"}', '{"kind":"toString"}', short]) {
      spoil(json);
      using store = openSqliteStore(file);
      assert.throws(() => store.load(), StoreError, json);
    }
  }),
);

/** Ways to tamper with the log that go around the triggers, with what is found. */
const TAMPERINGS: readonly {
  readonly name: string;
  readonly sql: string;
  readonly sequence: number;
  readonly problem: RegExp;
}[] = [
  {
    name: "a changed fact",
    sql: 'UPDATE audit SET fact = \'{"type":"x"}\' WHERE sequence = 2',
    sequence: 2,
    problem: /was changed/,
  },
  {
    name: "a changed time",
    sql: "UPDATE audit SET at = at + 1 WHERE sequence = 3",
    sequence: 3,
    problem: /was changed/,
  },
  {
    name: "a removed record",
    sql: "DELETE FROM audit WHERE sequence = 2",
    sequence: 2,
    problem: /^Records 2 to 2 are missing/,
  },
  {
    name: "a removed record whose place was filled",
    sql:
      "DELETE FROM audit WHERE sequence = 2; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 2",
    sequence: 2,
    problem: /put in or taken out/,
  },
  {
    name: "removed records at the end",
    sql: "DELETE FROM audit WHERE sequence > 3",
    sequence: 4,
    problem: /^Records 4 to 5 are missing/,
  },
  {
    name: "an inserted record",
    sql: "INSERT INTO audit VALUES (6, 1, '{\"type\":\"x\"}', 'f')",
    sequence: 6,
    problem: /was changed/,
  },
  {
    name: "everything removed",
    sql: "DELETE FROM audit",
    sequence: 1,
    problem: /^Records 1 to 5 are missing/,
  },
];

for (const { name, sql, sequence, problem } of TAMPERINGS) {
  Deno.test(
    `verifyAudit() finds ${name}`,
    inFolder((file) => {
      {
        using store = openSqliteStore(file);
        store.commit([1, 2, 3, 4, 5].map((n) => audit("fact", n)));
      }
      const database = new DatabaseSync(file);
      assert.throws(() => database.exec("DELETE FROM audit"), /only appended to/);
      database.exec("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_removed;");
      database.exec(sql);
      database.close();
      using store = openSqliteStore(file);
      const verdict = verdictOf(store);
      assert.ok(verdict.kind === "broken", JSON.stringify(verdict));
      assert.equal(verdict.sequence, sequence);
      assert.match(verdict.problem, problem);
    }),
  );
}

/** A database whose `n`th call fails: before it does anything, or after it did it. */
class FailingDatabase implements Database {
  #left: number;
  constructor(readonly inner: Database, n: number, readonly when: "before" | "after") {
    this.#left = n;
  }
  exec(sql: string): void {
    this.#fail(() => this.inner.exec(sql));
  }
  prepare(sql: string): Statement {
    const statement = this.inner.prepare(sql);
    return {
      run: (...values) => this.#fail(() => statement.run(...values)),
      get: (...values) => this.#fail(() => statement.get(...values)),
      all: (...values) => this.#fail(() => statement.all(...values)),
    };
  }
  close(): void {
    this.inner.close();
  }
  get hasFailed(): boolean {
    return this.#left <= 0;
  }
  #fail<T>(work: () => T): T {
    if (--this.#left !== 0) return work();
    if (this.when === "after") work();
    throw new Error("disk I/O error");
  }
}

function replace(file: string): void {
  Deno.copyFileSync(file, `${file}.new`);
  Deno.renameSync(`${file}.new`, file);
}

/** @returns What a walk along the whole chain comes to. */
function verdictOf(store: Store): AuditVerdict {
  const walk = store.verifyAudit();
  let step = walk.next();
  while (!step.done) step = walk.next();
  return step.value;
}

/** The `n`th of 30 commits: all of its writes say `n`. */
function commitNumber(n: number): readonly Write[] {
  const state = { used: n, gained: 0, at: wallTime(n) };
  return [
    usage(n),
    { kind: "budget", budgetId: screen, state },
    { kind: "session", state: RUNNING },
    { kind: "clock", clock: { ...clock, step: n } },
    audit("commit", n),
  ];
}

/** Asserts that commits are there from the first on and each as a whole. @returns How many. */
function wholeCommits(store: Store): number {
  const { ledger, clock } = store.load();
  const n = ledger.usage.get(tux)?.get("2026-11-22") ?? 0;
  assert.equal(ledger.budgets.get(screen)?.used ?? 0, n);
  assert.equal(clock?.step ?? 0, n);
  const verdict = verdictOf(store);
  assert.equal(verdict.kind, "intact", JSON.stringify(verdict));
  assert.equal(store.audit({ after: 0, limit: 100 }).at(-1)?.at ?? 0, n);
  return n;
}

for (const when of ["before", "after"] as const) {
  Deno.test(`commit() is all or nothing when the nth call fails ${when} it works, for every n`, () => {
    let failures = 0;
    for (let n = 1;; n++) {
      const inner = new DatabaseSync(":memory:");
      const failing = new FailingDatabase(inner, n, when);
      const committed: number[] = [];
      try {
        const store = new SqliteStore(failing);
        for (let i = 1; i <= 5; i++) {
          try {
            store.commit(commitNumber(i));
            committed.push(i);
          } catch (error) {
            assert.ok(error instanceof StoreError);
            failures++;
          }
        }
      } catch (error) {
        // The schema could not be made: then nothing can be committed either.
        assert.ok(error instanceof StoreError);
        failures++;
      }
      const last = wholeCommits(new SqliteStore(inner));
      const lastCommitted = committed.at(-1) ?? 0;
      // A commit that failed after it worked is there, though it was reported as failed.
      assert.ok(
        last === lastCommitted || (when === "after" && last === 5 && lastCommitted === 4),
        `${n}`,
      );
      inner.close();
      if (!failing.hasFailed) break;
    }
    assert.ok(failures > 30, `${failures}`);
  });
}

Deno.test(
  "openSqliteStore() finds whole commits wherever the log of writes was cut off",
  inFolder((file) => {
    const store = openSqliteStore(file);
    for (let n = 1; n <= 30; n++) store.commit(commitNumber(n));
    const main = Deno.readFileSync(file);
    const log = Deno.readFileSync(`${file}-wal`);
    store[Symbol.dispose]();
    const found = new Set<number>();
    // A step that meets every place in a page in turn.
    for (let cut = log.length; cut > 0; cut -= 1999) {
      const copy = `${file}-${cut}`;
      Deno.writeFileSync(copy, main);
      Deno.writeFileSync(`${copy}-wal`, log.subarray(0, cut));
      using cutOff = openSqliteStore(copy);
      found.add(wholeCommits(cutOff));
    }
    assert.ok(found.has(30) && found.has(1) && found.size >= 30, [...found].join());
  }),
);

Deno.test("commit() throws when the disk is full, and works again when there is room", () => {
  const inner = new DatabaseSync(":memory:");
  using store = new SqliteStore(inner);
  store.commit(commitNumber(1));
  inner.exec("PRAGMA max_page_count = 1");
  const many = Array.from({ length: 500 }, (_, n) => audit("fill", n));
  assert.throws(
    () => store.commit([...many, usage(9)]),
    /Cannot write the store: database or disk is full/,
  );
  assert.equal(wholeCommits(store), 1);
  inner.exec("PRAGMA max_page_count = 100000");
  store.commit(commitNumber(2));
  assert.equal(wholeCommits(store), 2);
});

Deno.test("check() throws when the store can only be read", () => {
  const inner = new DatabaseSync(":memory:");
  using store = new SqliteStore(inner);
  store.check();
  inner.exec("PRAGMA query_only = ON");
  assert.throws(() => store.check(), StoreError);
});

Deno.test(
  "openSqliteStore() reads what every schema kept",
  inFolder((file) => {
    for (let version = 1; version <= SCHEMA_VERSION; version++) {
      const sql = new URL(`../../../testdata/kiosk/store_${version}.sql`, import.meta.url);
      const database = new DatabaseSync(`${file}-${version}`);
      database.exec(Deno.readTextFileSync(sql));
      database.close();
      using store = openSqliteStore(`${file}-${version}`);
      const { ledger, session, clock } = store.load();
      assert.equal(ledger.usage.get(tux)?.get("2026-11-22"), 61_000);
      assert.equal(ledger.budgets.get(screen)?.used, 61_000);
      assert.equal(ledger.cooldowns.get(tux), NOON.wall + 300_000);
      assert.equal(session?.kind, "running");
      assert.deepEqual(clock, { bootId: "b", wall: NOON.wall, boot: NOON.boot, step: 0 });
      assert.equal(verdictOf(store).kind, "intact");
      store.commit([usage(62_000), audit("a")]);
      assert.equal(verdictOf(store).kind, "intact");
    }
  }),
);
