/** The levels of a log, from the one that says most to the one that says least. */
export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;

/** How much a log record matters. */
export type LogLevel = typeof LOG_LEVELS[number];

/** One line of the log. */
export interface LogRecord {
  readonly level: LogLevel;
  /** Who says it, such as `engine` or `plugin inventory`. */
  readonly source: string;
  readonly message: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number;
  /** What programs that read the log search for, such as `session_id`. */
  readonly fields?: Readonly<Record<string, string | number>>;
}

/** Takes log records; `lib/system/log_sink.ts` writes them to stderr. */
export type LogSink = (record: LogRecord) => void;

/** @returns Whether a record of `level` is to be kept by a log that starts at `least`. */
export function isLogged(level: LogLevel, least: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least);
}

/** @returns `text` as a level, or `undefined` if it names none. */
export function parseLogLevel(text: string): LogLevel | undefined {
  return LOG_LEVELS.find((level) => level === text.toLowerCase());
}
