-- A store as schema 1 keeps it: it has to be readable for ever.
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
INSERT INTO usage VALUES ('tux', '2026-11-22', 61000);
INSERT INTO budgets VALUES ('screen', 61000, 0.5, 1795348805000);
INSERT INTO cooldowns VALUES ('tux', 1795349105000);
INSERT INTO parts VALUES ('audit_head', '{"sequence":1,"hash":"62a1b8441e025483d56817581d2b1c8bc78a255f1c73bcb3fc8858f8ff9e6d2d"}');
INSERT INTO parts VALUES ('clock', '{"bootId":"b","wall":1795348805000,"boot":5000,"step":0}');
INSERT INTO parts VALUES ('session', '{"kind":"running","handle":"{}","session":{"id":"00000000-0000-4000-8000-000000000001","entry":{"id":"tux","label":"tux","kind":{"type":"process","command":"true","args":[],"env":{}},"availability":{"kind":"always"},"warnings":[{"before":60000,"severity":"warn"}],"limits":{"budgets":[],"grace":5000}},"startedAt":{"wall":1795348805000,"boot":5000,"suspended":0},"end":{"runFor":3600000,"countSuspend":true,"extended":0},"warned":[],"skipped":[],"bookedUntil":{"wall":1795348805000,"boot":5000,"suspended":0},"booked":61000}}');
INSERT INTO audit VALUES (1, 1795348805000, '{"type":"session_started","session_id":"00000000-0000-4000-8000-000000000001"}', '62a1b8441e025483d56817581d2b1c8bc78a255f1c73bcb3fc8858f8ff9e6d2d');
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is only appended to'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is only appended to'); END;
PRAGMA user_version = 1;
