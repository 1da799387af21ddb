import type { Builder, Offset } from "flatbuffers";
import * as fbs from "./generated/capabilities/host.ts";
import type {
  HostReadReply,
  HostReadRequest,
  HostSourceReply,
  HostSourceRequest,
  SourceEntry,
} from "./host.ts";
import { decode, given, many, nameOf, need, safe, texts } from "./_read.ts";
import { bytes, encode, list, text, textList } from "./_write.ts";

/** The codecs of what the host finds on the controller: `host.source` and `host.read`. */

const SOURCE_KINDS = ["file", "template"] as const;

/** @returns The bytes of a HostSourceRequest. */
export function encodeHostSourceRequest(request: HostSourceRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostSourceRequest.createHostSourceRequest(
      builder,
      text(builder, request.scope),
      text(builder, request.path),
      SOURCE_KINDS.indexOf(request.kind),
      text(builder, request.options),
      request.wantsContent,
    )
  );
}

/** @throws {WireError} If `bytes` is no HostSourceRequest. */
export function decodeHostSourceRequest(bytes: Uint8Array): HostSourceRequest {
  return decode("HostSourceRequest", bytes, {
    root: fbs.HostSourceRequest.getRootAsHostSourceRequest,
    read: (table) =>
      given<HostSourceRequest>({
        scope: need(table.scope(), "scope"),
        path: need(table.path(), "path"),
        kind: nameOf(SOURCE_KINDS, table.kind(), "kind"),
        options: table.options(),
        wantsContent: table.hasContent(),
      }),
  });
}

/** @returns The bytes of a HostSourceReply. */
export function encodeHostSourceReply(reply: HostSourceReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostSourceReply.createHostSourceReply(
      builder,
      reply.isFound,
      textList(builder, reply.searched),
      text(builder, reply.path),
      reply.isDirectory,
      list(builder, reply.entries, writeSourceEntry),
      text(builder, reply.error),
    ), reply.entries.map(({ content }) => content));
}

/** @throws {WireError} If `bytes` is no HostSourceReply. */
export function decodeHostSourceReply(bytes: Uint8Array): HostSourceReply {
  return decode("HostSourceReply", bytes, {
    root: fbs.HostSourceReply.getRootAsHostSourceReply,
    read: (table) =>
      given<HostSourceReply>({
        isFound: table.isFound(),
        searched: texts(table.searchedLength(), (i) => table.searched(i)),
        path: table.path() ?? "",
        isDirectory: table.isDirectory(),
        entries: many(table.entriesLength(), {
          at: (i) => table.entries(i),
          read: readSourceEntry,
        }),
        error: table.error(),
      }),
  });
}

/** @returns The bytes of a HostReadRequest. */
export function encodeHostReadRequest(request: HostReadRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostReadRequest.createHostReadRequest(builder, text(builder, request.path))
  );
}

/** @throws {WireError} If `bytes` is no HostReadRequest. */
export function decodeHostReadRequest(bytes: Uint8Array): HostReadRequest {
  return decode("HostReadRequest", bytes, {
    root: fbs.HostReadRequest.getRootAsHostReadRequest,
    read: (table) => ({ path: need(table.path(), "path") }),
  });
}

/** @returns The bytes of a HostReadReply. */
export function encodeHostReadReply(reply: HostReadReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostReadReply.createHostReadReply(
      builder,
      reply.kind !== "missing",
      reply.kind === "directory",
      bytes(builder, reply.kind === "file" ? reply.content : undefined),
      textList(builder, reply.kind === "directory" ? reply.entries : undefined),
    ), [reply.kind === "file" ? reply.content : undefined]);
}

/** @throws {WireError} If `bytes` is no HostReadReply. */
export function decodeHostReadReply(bytes: Uint8Array): HostReadReply {
  return decode("HostReadReply", bytes, {
    root: fbs.HostReadReply.getRootAsHostReadReply,
    read: (table): HostReadReply => {
      if (!table.isFound()) return { kind: "missing" };
      return table.isDirectory()
        ? { kind: "directory", entries: texts(table.entriesLength(), (i) => table.entries(i)) }
        : { kind: "file", content: table.contentArray() ?? new Uint8Array() };
    },
  });
}

function writeSourceEntry(builder: Builder, entry: SourceEntry): Offset {
  return fbs.SourceEntry.createSourceEntry(
    builder,
    text(builder, entry.source),
    text(builder, entry.relativePath),
    entry.isDirectory,
    text(builder, entry.sha1),
    BigInt(entry.size),
    text(builder, entry.mode),
    bytes(builder, entry.content),
    text(builder, entry.linkTarget),
  );
}

function readSourceEntry(table: fbs.SourceEntry): SourceEntry {
  return given<SourceEntry>({
    source: need(table.source(), "source"),
    relativePath: table.relativePath() ?? "",
    isDirectory: table.isDirectory(),
    sha1: table.sha1() ?? "",
    size: safe(table.size(), "size"),
    mode: table.mode() ?? "",
    content: table.contentArray(),
    linkTarget: table.linkTarget(),
  });
}
