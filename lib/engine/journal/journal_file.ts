import type { DatabaseSync } from "node:sqlite";

/** A journal that cannot be opened, read or gone on with. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}

/** What a journal says of its run. Times are milliseconds since 1970. */
export interface JournalRun {
  readonly playbooks: readonly string[];
  readonly inventory: readonly string[];
  readonly startedAt: number;
  /** Missing while the run is under way, and when it was killed. */
  readonly endedAt?: number;
  readonly exitCode?: number;
}

/** A round of a task, as a journal shows it: without secrets. */
export interface JournalRound {
  readonly host: string;
  readonly task: string;
  readonly position?: string;
  /** The item of a loop. */
  readonly item?: string;
  /** Missing while it is under way. */
  readonly outcome?: string;
  readonly isIgnored: boolean;
  /** JSON text of the result. */
  readonly result?: string;
  readonly beganAt: number;
  readonly endedAt?: number;
}

/** The file of a journal: an SQLite database that only its owner can read. */
export class JournalFile implements Disposable {
  readonly database: DatabaseSync;

  /**
   * Opens the file for this process alone; a new one is made where there is none.
   *
   * @throws {JournalError} If it is in use, or is no journal.
   */
  constructor(readonly path: string) {
    const { openSync, fchmodSync, closeSync } = process.getBuiltinModule("node:fs");
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
    try {
      // SQLite gives its other files the mode of this one.
      const file = openSync(path, "a", 0o600);
      fchmodSync(file, 0o600);
      closeSync(file);
      this.database = new DatabaseSync(path);
    } catch (cause) {
      throw new JournalError(`Cannot open the journal ${path}: ${reason(cause)}`, { cause });
    }
    try {
      this.#prepare();
    } catch (cause) {
      this.database.close();
      throw new JournalError(`Cannot open the journal ${path}: ${reason(cause)}`, { cause });
    }
  }

  /** @returns The run that the journal is of, or `undefined` if it is new. */
  run(): JournalRun | undefined {
    const row = this.database.prepare("SELECT * FROM run").get();
    if (row === undefined) return undefined;
    return {
      playbooks: texts(row["playbooks"]),
      inventory: texts(row["inventory"]),
      startedAt: Number(row["started"]),
      ...(row["ended"] !== null && { endedAt: Number(row["ended"]) }),
      ...(row["code"] !== null && { exitCode: Number(row["code"]) }),
    };
  }

  /** @returns All that was done, in the order in which it began. */
  rounds(): readonly JournalRound[] {
    return this.database.prepare("SELECT * FROM rounds ORDER BY number").all().map((row) => ({
      host: String(row["host"]),
      task: String(row["name"]),
      ...(row["position"] !== null && { position: String(row["position"]) }),
      ...(row["label"] !== null && { item: String(row["label"]) }),
      ...(row["outcome"] !== null && { outcome: String(row["outcome"]) }),
      isIgnored: row["ignored"] === 1,
      ...(row["shown"] !== null && { result: String(row["shown"]) }),
      beganAt: Number(row["began"]),
      ...(row["ended"] !== null && { endedAt: Number(row["ended"]) }),
    }));
  }

  /** @returns The digests of what the run went by beside its playbooks, by name. */
  inputs(): ReadonlyMap<string, string> {
    const rows = this.database.prepare("SELECT * FROM inputs ORDER BY name").all();
    return new Map(rows.map((row) => [String(row["name"]), String(row["digest"])]));
  }

  /** Notes the digest of something that the run goes by: a file, by its path. */
  keepInput(name: string, digest: string): void {
    this.database.prepare("INSERT OR REPLACE INTO inputs VALUES (?, ?)").run(name, digest);
  }

  /** Forgets everything, and begins with another run. */
  startOver({ playbooks, inventory, startedAt }: JournalRun): void {
    this.database.exec(
      "DELETE FROM rounds; DELETE FROM secrets; DELETE FROM inputs; DELETE FROM run;",
    );
    this.database.prepare("INSERT INTO run (playbooks, inventory, started) VALUES (?, ?, ?)")
      .run(JSON.stringify(playbooks), JSON.stringify(inventory), startedAt);
  }

  /** Notes that the run goes on: it has not ended any more. */
  goOn(): void {
    this.database.exec("UPDATE run SET ended = NULL, code = NULL");
  }

  /** Notes that the run has ended, and how. */
  finish(endedAt: number, exitCode: number): void {
    this.database.prepare("UPDATE run SET ended = ?, code = ?").run(endedAt, exitCode);
  }

  [Symbol.dispose](): void {
    this.database.close();
  }

  #prepare(): void {
    const number = (pragma: string) =>
      Object.values(this.database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0];
    // A kill loses nothing: what was written is the system's. A loss of power may lose the end.
    this.database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF;");
    const isNew = number("page_count") === 0;
    if (!isNew && number("application_id") !== APPLICATION) throw new Error("It is no journal");
    if (!isNew && number("user_version") !== VERSION) {
      throw new Error("It is of another release of shep: remove it");
    }
    this.database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    this.database.exec("BEGIN EXCLUSIVE; COMMIT;");
    if (!isNew) return;
    this.database.exec(
      `BEGIN; ${SCHEMA} PRAGMA application_id = ${APPLICATION}; ` +
        `PRAGMA user_version = ${VERSION}; COMMIT;`,
    );
  }
}

/** `shep` in ASCII. */
const APPLICATION = 0x73686570;
const VERSION = 2;

const SCHEMA = `
  CREATE TABLE run (
    playbooks TEXT NOT NULL,
    inventory TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER,
    code INTEGER
  ) STRICT;
  CREATE TABLE rounds (
    number INTEGER PRIMARY KEY,
    host TEXT NOT NULL,
    step INTEGER NOT NULL,
    item TEXT NOT NULL,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    position TEXT,
    label TEXT,
    outcome TEXT,
    ignored INTEGER NOT NULL DEFAULT 0,
    shown TEXT,
    sealed BLOB,
    began INTEGER NOT NULL,
    ended INTEGER,
    UNIQUE (host, step, item)
  ) STRICT;
  CREATE TABLE secrets (sealed BLOB NOT NULL) STRICT;
  CREATE TABLE inputs (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
`;

function texts(json: unknown): readonly string[] {
  const list: unknown = JSON.parse(String(json));
  return Array.isArray(list) ? list.map(String) : [];
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (/database is locked/.test(cause.message)) return "A run is using it";
  return /not a database/.test(cause.message) ? "It is no journal" : cause.message;
}
