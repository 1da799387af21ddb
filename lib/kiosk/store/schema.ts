/**
 * The steps from an empty database to the present schema, in order; the first makes version 1. A step
 * that was released is never changed.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE usage (
    entry_id TEXT NOT NULL,
    day TEXT NOT NULL,
    milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
    PRIMARY KEY (entry_id, day)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX usage_by_day ON usage (day);
  CREATE TABLE budgets (
    budget_id TEXT PRIMARY KEY,
    used REAL NOT NULL,
    gained REAL NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE cooldowns (
    entry_id TEXT PRIMARY KEY,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE parts (
    name TEXT PRIMARY KEY CHECK (name IN ('session', 'clock', 'audit_head')),
    json TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    fact TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is only appended to'); END;
  CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is only appended to'); END;
  `,
];

/** The schema that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;
