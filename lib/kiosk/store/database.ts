import { StoreError } from "./store.ts";

/** SQLite, as far as the store uses it. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** A prepared statement; values are for its question marks, in their order. */
export interface Statement {
  run(...values: SqlValue[]): unknown;
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
}

/** What goes into a database and comes out of it. */
export type SqlValue = string | number;

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** What to do about a file whose content can't be trusted. */
export const DAMAGED = "it is damaged: restore it, or move it away to begin anew";

/**
 * @returns What throws once the file at `path` is not the one any more that is there now: what is
 * written to one that was removed is lost.
 */
export function inPlaceCheck(path: string): () => void {
  const { statSync } = process.getBuiltinModule("node:fs");
  const look = () => statSync(path, { throwIfNoEntry: false })?.ino;
  const opened = look();
  return () => {
    if (look() === opened) return;
    throw new Error(`${path} was removed or replaced: the service has to be started again`);
  };
}

/**
 * Opens the database file for this process alone, and makes one that only its owner can read if there
 * is none. What is committed survives a loss of power.
 *
 * @throws {StoreError} If that does not work, or the file is no database or in use.
 */
export function openDatabase(path: string): Database {
  const { openSync, closeSync } = process.getBuiltinModule("node:fs");
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  try {
    // SQLite gives its other files the mode of this one.
    closeSync(openSync(path, "a", 0o600));
    const database = new DatabaseSync(path);
    try {
      database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;");
      database.exec("PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;");
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    const why = reason(error instanceof Error ? error.message : String(error));
    throw new StoreError(`Cannot open the store ${path}: ${why}`, { cause: error });
  }
}

/** SQLite's words in those of people. */
function reason(message: string): string {
  if (message === "database is locked") return "another daemon uses it";
  return /not a database|malformed/.test(message) ? DAMAGED : message;
}
