import { deepEqual } from "node:assert/strict";
import type { LogLevel, LogRecord } from "../base/log.ts";
import { type LogFormat, logSink } from "./log_sink.ts";

function record(more: Partial<LogRecord> = {}): LogRecord {
  return {
    level: "warning",
    source: "plugin inventory",
    message: "Slow answer",
    time: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
    ...more,
  };
}

function lines(format: LogFormat, level: LogLevel, ...records: readonly LogRecord[]): string[] {
  const written: string[] = [];
  const sink = logSink({ format, level, write: (text) => written.push(text) });
  for (const record of records) sink(record);
  return written;
}

Deno.test("logSink() writes a line of text a record", () => {
  deepEqual(lines("text", "debug", record()), [
    "2026-01-02T03:04:05.006Z warning plugin inventory: Slow answer\n",
  ]);
});

Deno.test("logSink() writes fields after the message, or beside it", () => {
  const fields = { session_id: "a-1", seconds: 3 };
  deepEqual(lines("text", "debug", record({ fields })), [
    "2026-01-02T03:04:05.006Z warning plugin inventory: Slow answer session_id=a-1 seconds=3\n",
  ]);
  deepEqual(lines("json", "debug", record({ fields })), [
    '{"session_id":"a-1","seconds":3,"time":"2026-01-02T03:04:05.006Z","level":"warning",' +
    '"source":"plugin inventory","message":"Slow answer"}\n',
  ]);
});

Deno.test("logSink() writes a JSON object a record", () => {
  deepEqual(lines("json", "debug", record({ message: 'a "b"\n' })), [
    '{"time":"2026-01-02T03:04:05.006Z","level":"warning","source":"plugin inventory",' +
    '"message":"a \\"b\\"\\n"}\n',
  ]);
});

Deno.test("logSink() leaves out what is below its level", () => {
  deepEqual(lines("text", "error", record()), []);
  deepEqual(lines("json", "warning", record({ level: "info" }), record()).length, 1);
});

Deno.test("logSink() shows control characters instead of sending them", () => {
  deepEqual(lines("text", "debug", record({ message: "a\x1b[31mb\r\x07\nc\n" })), [
    "2026-01-02T03:04:05.006Z warning plugin inventory: a\\x1b[31mb\\x0d\\x07\n  c\n",
  ]);
});
