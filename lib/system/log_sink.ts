import { isLogged, type LogLevel, type LogRecord, type LogSink } from "../base/log.ts";

/** How the log looks: lines for people, or a JSON object a line for programs. */
export type LogFormat = "text" | "json";

/**
 * @returns A sink that gives each record from `level` upwards to `write` as one text with its line
 * end, such as `2026-01-01T00:00:00.000Z warning plugin inventory: Slow answer`.
 */
export function logSink(
  options: {
    readonly format: LogFormat;
    readonly level: LogLevel;
    readonly write: (text: string) => void;
  },
): LogSink {
  const format = options.format === "json" ? formatJson : formatText;
  return (record) => {
    if (isLogged(record.level, options.level)) options.write(format(record));
  };
}

function formatText(record: LogRecord): string {
  const { level, source, message, fields = {} } = record;
  const said = Object.entries(fields).map(([name, value]) => ` ${name}=${printable(`${value}`)}`);
  return `${timeOf(record)} ${level} ${printable(source)}: ${printable(message)}${said.join("")}\n`;
}

function formatJson(record: LogRecord): string {
  const { level, source, message, fields } = record;
  return `${JSON.stringify({ ...fields, time: timeOf(record), level, source, message })}\n`;
}

function timeOf(record: LogRecord): string {
  return new Date(record.time).toISOString();
}

/**
 * Messages come from plugins and targets too: what would steer the terminal, or pass for a record of
 * its own, is shown instead of sent.
 */
function printable(text: string): string {
  return text.trimEnd().replaceAll(
    // deno-lint-ignore no-control-regex -- control characters are what this is about
    /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  ).replaceAll("\n", "\n  ");
}
