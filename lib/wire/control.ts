import { LOG_LEVELS, type LogLevel } from "../base/log.ts";
import * as fbs from "./generated/protocol/control.ts";
import type { Metadata } from "./envelope.ts";
import { writeMetadata } from "./_metadata_codec.ts";
import { decode, given, nameOf, need, safe } from "./_read.ts";
import { encode, text } from "./_write.ts";

/** `shep.log`: a line of the plugin's log. */
export interface LogMessage {
  readonly level: LogLevel;
  readonly message: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly timestamp: number;
}

/** `shep.progress`: how far the call `correlationId` is. */
export interface Progress {
  readonly correlationId: string;
  readonly message: string;
  readonly done?: number;
  readonly total?: number;
}

/** `shep.cancel`: the call `correlationId` is no longer wanted. */
export interface Cancel {
  readonly correlationId: string;
  readonly reason: string;
}

/** `shep.shutdown`: answer, then exit within the grace. */
export interface Shutdown {
  readonly graceMs: number;
}

/** @param metadata Of the call that the line is about; its correlation id is "" for no call. */
export function encodeLogMessage(log: LogMessage, metadata: Metadata): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const meta = writeMetadata(builder, metadata);
    const message = text(builder, log.message);
    fbs.LogMessage.startLogMessage(builder);
    fbs.LogMessage.addMeta(builder, meta);
    fbs.LogMessage.addLevel(builder, LOG_LEVELS.indexOf(log.level));
    fbs.LogMessage.addMessage(builder, message);
    fbs.LogMessage.addTimestamp(builder, BigInt(Math.trunc(log.timestamp)));
    return fbs.LogMessage.endLogMessage(builder);
  });
}

/** @throws {WireError} If `bytes` is no LogMessage. */
export function decodeLogMessage(bytes: Uint8Array): LogMessage {
  return decode("LogMessage", bytes, {
    root: fbs.LogMessage.getRootAsLogMessage,
    read: (table) => ({
      level: nameOf(LOG_LEVELS, table.level(), "level"),
      message: table.message() ?? "",
      timestamp: Number(table.timestamp()),
    }),
  });
}

/** @returns The bytes of a Progress. */
export function encodeProgress(progress: Progress): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.Progress.createProgress(
      builder,
      text(builder, progress.correlationId),
      text(builder, progress.message),
      BigInt(progress.done ?? 0),
      BigInt(progress.total ?? 0),
    )
  );
}

/** @throws {WireError} If `bytes` is no Progress. */
export function decodeProgress(bytes: Uint8Array): Progress {
  return decode("Progress", bytes, {
    root: fbs.Progress.getRootAsProgress,
    read: (table) =>
      given<Progress>({
        correlationId: need(table.correlationId(), "correlation_id"),
        message: table.message() ?? "",
        done: safe(table.done(), "done") || null,
        total: safe(table.total(), "total") || null,
      }),
  });
}

/** @returns The bytes of a Cancel. */
export function encodeCancel(cancel: Cancel): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.Cancel.createCancel(
      builder,
      text(builder, cancel.correlationId),
      text(builder, cancel.reason),
    )
  );
}

/** @throws {WireError} If `bytes` is no Cancel. */
export function decodeCancel(bytes: Uint8Array): Cancel {
  return decode("Cancel", bytes, {
    root: fbs.Cancel.getRootAsCancel,
    read: (table) => ({
      correlationId: need(table.correlationId(), "correlation_id"),
      reason: table.reason() ?? "",
    }),
  });
}

/** @returns The bytes of a Shutdown. */
export function encodeShutdown(shutdown: Shutdown): Uint8Array<ArrayBuffer> {
  return encode((builder) => fbs.Shutdown.createShutdown(builder, shutdown.graceMs));
}

/** @throws {WireError} If `bytes` is no Shutdown. */
export function decodeShutdown(bytes: Uint8Array): Shutdown {
  return decode("Shutdown", bytes, {
    root: fbs.Shutdown.getRootAsShutdown,
    read: (table) => ({ graceMs: table.graceMs() }),
  });
}

/** @returns A ShutdownReply, which says nothing but that it was heard. */
export function encodeShutdownReply(): Uint8Array<ArrayBuffer> {
  return encode((builder) => fbs.ShutdownReply.createShutdownReply(builder));
}
