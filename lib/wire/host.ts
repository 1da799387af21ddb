import type { KeyValue } from "./domain.ts";
import * as fbs from "./generated/capabilities/host.ts";
import {
  readCommand,
  readCommandResult,
  writeCommand,
  writeCommandResult,
} from "./_command_codec.ts";
import { decode, given, many, nameOf, need, safe, texts } from "./_read.ts";
import { bytes, encode, list, text, textList } from "./_write.ts";

/** Probe reads, apply changes; in check mode an apply is not carried out. */
export type Intent = "probe" | "apply";

/** A program with arguments, or a text for the target's POSIX shell with positional parameters. */
export interface Command {
  readonly argv?: readonly string[];
  /** Only with intent `apply`. */
  readonly script?: string;
  readonly stdin?: Uint8Array;
  readonly cwd?: string;
  readonly env?: readonly KeyValue[];
  readonly timeoutMs?: number;
  /** The shell for `script`; /bin/sh by default. */
  readonly executable?: string;
}

/** What a command did; `carriedOut` is false where check mode kept it from running. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly carriedOut: boolean;
  /** Of a command that was alone in its round trip. */
  readonly elapsedMs?: number;
}

/** `host.exec`: one round trip to the target for all commands, in order. */
export interface HostExecRequest {
  readonly scope: string;
  readonly intent: Intent;
  readonly commands: readonly Command[];
  /** Commands after the first with a non-zero exit are not run. */
  readonly stopOnFailure: boolean;
}

/** Reply of `host.exec`: what each command did; shorter where one failed and stopped the rest. */
export interface HostExecReply {
  readonly results: readonly CommandResult[];
}

/** What a new file is to be; absent means as the file it replaces. */
export interface FileAttributes {
  /** Octal, such as `0644`. */
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
}

/** What decides whether a file is written, and what is asked in the same round trip. */
export interface PutConditions {
  /** Keeps a file that has these bytes, and whatever else is no plain file. */
  readonly unlessSha1?: string;
  /** Probes. */
  readonly before: readonly Command[];
  /** Probes that are run only if the file was written. */
  readonly after: readonly Command[];
}

/** What the probes around a written file said; shorter where they were not run. */
export interface PutProbes {
  readonly before: readonly CommandResult[];
  readonly after: readonly CommandResult[];
}

/** `host.put`: writes one file atomically; always an apply. */
export interface HostPutRequest extends FileAttributes, PutConditions {
  readonly scope: string;
  readonly path: string;
  /** The bytes, or the `source` that `host.source` named. */
  readonly content: { readonly bytes: Uint8Array } | { readonly source: string };
  /** A command with %s for the new file; where it fails the old file stays. */
  readonly validate?: string;
  /** Writes into the present file instead of replacing it. */
  readonly isInPlace: boolean;
}

/** Reply of `host.put`; `carriedOut` is false where check mode kept the file from being written. */
export interface HostPutReply extends PutProbes {
  /** False where check mode or `unlessSha1` kept it from being written. */
  readonly carriedOut: boolean;
  /** Of a `validate` that failed; nothing was written. */
  readonly validation?: CommandResult;
}

/** `host.get`: always a probe. */
export interface HostGetRequest {
  readonly scope: string;
  readonly path: string;
  /** 0 = no limit but the frame's. */
  readonly maxBytes: number;
}

/** Reply of `host.get`. */
export interface HostGetReply {
  /** Absent if there is no such file. */
  readonly content?: Uint8Array;
}

/** `host.facts`: what is known of the target. */
export interface HostFactsRequest {
  readonly scope: string;
  readonly subset: readonly string[];
}

/** Reply of `host.facts`. */
export interface HostFactsReply {
  /** JSON object, names without the ansible_ prefix. */
  readonly facts: string;
}

/** `host.source`: a file, folder or template beside the playbook. */
export interface HostSourceRequest {
  readonly scope: string;
  readonly path: string;
  readonly kind: "file" | "template";
  /** JSON object: the template's delimiters, newline_sequence and the like. */
  readonly options?: string;
  readonly wantsContent: boolean;
}

/** One file or folder that `host.source` found. */
export interface SourceEntry {
  /** Names the bytes for `host.put`. */
  readonly source: string;
  /** "" for a single file. */
  readonly relativePath: string;
  readonly isDirectory: boolean;
  readonly sha1: string;
  readonly size: number;
  readonly mode: string;
  readonly content?: Uint8Array;
  readonly linkTarget?: string;
}

/** Reply of `host.source`: what was found, or where it was looked for. */
export interface HostSourceReply {
  readonly isFound: boolean;
  readonly searched: readonly string[];
  /** Absolute path on the controller. */
  readonly path: string;
  readonly isDirectory: boolean;
  readonly entries: readonly SourceEntry[];
  /** A template that could not be rendered. */
  readonly error?: string;
}

/** `host.read`: a file or folder of the project or the inventory, for the parsing plugins. */
export interface HostReadRequest {
  readonly path: string;
}

/** Reply of `host.read`. */
export type HostReadReply =
  | { readonly kind: "missing" }
  | { readonly kind: "file"; readonly content: Uint8Array }
  | { readonly kind: "directory"; readonly entries: readonly string[] };

const INTENTS = ["probe", "apply"] as const;

/** @returns The bytes of a HostExecRequest. */
export function encodeHostExecRequest(request: HostExecRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostExecRequest.createHostExecRequest(
      builder,
      text(builder, request.scope),
      INTENTS.indexOf(request.intent),
      list(builder, request.commands, writeCommand),
      request.stopOnFailure,
    ), request.commands.map(({ stdin }) => stdin));
}

/** @throws {WireError} If `bytes` is no HostExecRequest. */
export function decodeHostExecRequest(bytes: Uint8Array): HostExecRequest {
  return decode("HostExecRequest", bytes, {
    root: fbs.HostExecRequest.getRootAsHostExecRequest,
    read: (table) => ({
      scope: need(table.scope(), "scope"),
      intent: nameOf(INTENTS, table.intent(), "intent"),
      commands: many(table.commandsLength(), { at: (i) => table.commands(i), read: readCommand }),
      stopOnFailure: table.stopOnFailure(),
    }),
  });
}

/** @returns The bytes of a HostExecReply. */
export function encodeHostExecReply(reply: HostExecReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostExecReply.createHostExecReply(
      builder,
      list(builder, reply.results, writeCommandResult),
    ), reply.results.flatMap(({ stdout, stderr }) => [stdout, stderr]));
}

/** @throws {WireError} If `bytes` is no HostExecReply. */
export function decodeHostExecReply(bytes: Uint8Array): HostExecReply {
  return decode("HostExecReply", bytes, {
    root: fbs.HostExecReply.getRootAsHostExecReply,
    read: (table) => ({
      results: many(table.resultsLength(), {
        at: (i) => table.results(i),
        read: readCommandResult,
      }),
    }),
  });
}

/** @returns The bytes of a HostPutRequest. */
export function encodeHostPutRequest(request: HostPutRequest): Uint8Array<ArrayBuffer> {
  const { content } = request;
  return encode((builder) =>
    fbs.HostPutRequest.createHostPutRequest(
      builder,
      text(builder, request.scope),
      text(builder, request.path),
      bytes(builder, "bytes" in content ? content.bytes : undefined),
      text(builder, "source" in content ? content.source : undefined),
      text(builder, request.mode),
      text(builder, request.owner),
      text(builder, request.group),
      text(builder, request.validate),
      request.isInPlace,
      text(builder, request.unlessSha1),
      list(builder, request.before, writeCommand),
      list(builder, request.after, writeCommand),
    ), ["bytes" in content ? content.bytes : undefined]);
}

/** @throws {WireError} If `bytes` is no HostPutRequest. */
export function decodeHostPutRequest(bytes: Uint8Array): HostPutRequest {
  return decode("HostPutRequest", bytes, {
    root: fbs.HostPutRequest.getRootAsHostPutRequest,
    read: (table) => {
      const source = table.source();
      return given<HostPutRequest>({
        scope: need(table.scope(), "scope"),
        path: need(table.path(), "path"),
        content: source === null
          ? { bytes: need(table.contentArray(), "content or source") }
          : { source },
        mode: table.mode(),
        owner: table.owner(),
        group: table.group(),
        validate: table.validate(),
        isInPlace: table.isInPlace(),
        unlessSha1: table.unlessSha1(),
        before: many(table.beforeLength(), { at: (i) => table.before(i), read: readCommand }),
        after: many(table.afterLength(), { at: (i) => table.after(i), read: readCommand }),
      });
    },
  });
}

/** @returns The bytes of a HostPutReply. */
export function encodeHostPutReply(reply: HostPutReply): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const validation = reply.validation === undefined
      ? 0
      : writeCommandResult(builder, reply.validation);
    const before = list(builder, reply.before, writeCommandResult);
    const after = list(builder, reply.after, writeCommandResult);
    fbs.HostPutReply.startHostPutReply(builder);
    fbs.HostPutReply.addCarriedOut(builder, reply.carriedOut);
    fbs.HostPutReply.addValidation(builder, validation);
    fbs.HostPutReply.addBefore(builder, before);
    fbs.HostPutReply.addAfter(builder, after);
    return fbs.HostPutReply.endHostPutReply(builder);
  });
}

/** @throws {WireError} If `bytes` is no HostPutReply. */
export function decodeHostPutReply(bytes: Uint8Array): HostPutReply {
  return decode("HostPutReply", bytes, {
    root: fbs.HostPutReply.getRootAsHostPutReply,
    read: (table) => {
      const validation = table.validation();
      return given<HostPutReply>({
        carriedOut: table.carriedOut(),
        validation: validation === null ? null : readCommandResult(validation),
        before: many(table.beforeLength(), { at: (i) => table.before(i), read: readCommandResult }),
        after: many(table.afterLength(), { at: (i) => table.after(i), read: readCommandResult }),
      });
    },
  });
}

/** @returns The bytes of a HostGetRequest. */
export function encodeHostGetRequest(request: HostGetRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostGetRequest.createHostGetRequest(
      builder,
      text(builder, request.scope),
      text(builder, request.path),
      BigInt(request.maxBytes),
    )
  );
}

/** @throws {WireError} If `bytes` is no HostGetRequest. */
export function decodeHostGetRequest(bytes: Uint8Array): HostGetRequest {
  return decode("HostGetRequest", bytes, {
    root: fbs.HostGetRequest.getRootAsHostGetRequest,
    read: (table) => ({
      scope: need(table.scope(), "scope"),
      path: need(table.path(), "path"),
      maxBytes: safe(table.maxBytes(), "max_bytes"),
    }),
  });
}

/** @returns The bytes of a HostGetReply. */
export function encodeHostGetReply(reply: HostGetReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostGetReply.createHostGetReply(
      builder,
      reply.content !== undefined,
      bytes(builder, reply.content),
    ), [reply.content]);
}

/** @throws {WireError} If `bytes` is no HostGetReply. */
export function decodeHostGetReply(bytes: Uint8Array): HostGetReply {
  return decode("HostGetReply", bytes, {
    root: fbs.HostGetReply.getRootAsHostGetReply,
    read: (table) => table.isFound() ? { content: table.contentArray() ?? new Uint8Array() } : {},
  });
}

/** @returns The bytes of a HostFactsRequest. */
export function encodeHostFactsRequest(request: HostFactsRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostFactsRequest.createHostFactsRequest(
      builder,
      text(builder, request.scope),
      textList(builder, request.subset),
    )
  );
}

/** @throws {WireError} If `bytes` is no HostFactsRequest. */
export function decodeHostFactsRequest(bytes: Uint8Array): HostFactsRequest {
  return decode("HostFactsRequest", bytes, {
    root: fbs.HostFactsRequest.getRootAsHostFactsRequest,
    read: (table) => ({
      scope: need(table.scope(), "scope"),
      subset: texts(table.subsetLength(), (i) => table.subset(i)),
    }),
  });
}

/** @returns The bytes of a HostFactsReply. */
export function encodeHostFactsReply(reply: HostFactsReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.HostFactsReply.createHostFactsReply(builder, text(builder, reply.facts))
  );
}

/** @throws {WireError} If `bytes` is no HostFactsReply. */
export function decodeHostFactsReply(bytes: Uint8Array): HostFactsReply {
  return decode("HostFactsReply", bytes, {
    root: fbs.HostFactsReply.getRootAsHostFactsReply,
    read: (table) => ({ facts: table.facts() ?? "{}" }),
  });
}
