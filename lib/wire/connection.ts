import type { KeyValue } from "./domain.ts";
import * as fbs from "./generated/capabilities/connection.ts";
import type { Command, CommandResult, FileAttributes, PutConditions, PutProbes } from "./host.ts";
import {
  readCommand,
  readCommandResult,
  writeCommand,
  writeCommandResult,
} from "./_command_codec.ts";
import { readKeyValue, writeKeyValue } from "./_domain_codec.ts";
import { decode, given, many, nameOf, need, safe } from "./_read.ts";
import { bytes, encode, list, text } from "./_write.ts";

/** How a session becomes another user. */
export interface Become {
  readonly method: string;
  readonly user: string;
  readonly exe?: string;
  readonly flags?: string;
  readonly password?: string;
}

/** `connect.<name>`: opens one session: one shell on one host as one user. */
export interface ConnectRequest {
  readonly host: string;
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  /** The connection's own, such as ansible_ssh_common_args. */
  readonly settings: readonly KeyValue[];
  readonly become?: Become;
  readonly timeoutMs: number;
  /** What the session begins with; if it fails there is none. */
  readonly opening?: Command;
  /** What the session's shell does last, however it is left. */
  readonly closing?: Command;
}

/** Why there is no session; `opening`: its first command failed, and the message is what it printed. */
export type ConnectFailure = "unreachable" | "authentication" | "become" | "opening";

/** Reply of `connect.<name>`: the session, or why there is none. */
export type ConnectReply =
  | {
    readonly kind: "open";
    readonly session: string;
    readonly user: string;
    readonly home: string;
    /** What the opening printed. */
    readonly said?: string;
  }
  | { readonly kind: "failed"; readonly failure: ConnectFailure; readonly message: string };

/** `session.exec`; `lost` says why the session ended meanwhile. */
export interface SessionExecRequest {
  readonly session: string;
  readonly commands: readonly Command[];
  readonly stopOnFailure: boolean;
}

/** Reply of `session.exec`. */
export interface SessionExecReply {
  readonly results: readonly CommandResult[];
  readonly lost?: string;
}

/** `session.put`: writes one file atomically. */
export interface SessionPutRequest extends FileAttributes, PutConditions {
  readonly session: string;
  readonly path: string;
  readonly content: Uint8Array;
  readonly validate?: string;
  readonly isInPlace: boolean;
  /** Absent where `content` is the whole file. */
  readonly piece?: Piece;
}

/**
 * A file that does not fit into one message comes in several, one after the other: conditions and
 * `before` belong to the first, attributes, `validate` and `after` to the last one.
 */
export interface Piece {
  /** A number that no other file of this session has. */
  readonly file: number;
  /** Bytes before this piece. */
  readonly offset: number;
  readonly isLast: boolean;
}

/** Reply of `session.put`; nothing was written if there is an error or a failed validation. */
export interface SessionPutReply extends PutProbes {
  /** Whether `unlessSha1` kept the file from being written. */
  readonly isKept: boolean;
  readonly error?: string;
  readonly validation?: CommandResult;
  readonly lost?: string;
}

/** `session.get`: reads one file; `maxBytes` 0 is no limit. */
export interface SessionGetRequest {
  readonly session: string;
  readonly path: string;
  readonly maxBytes: number;
}

/** Reply of `session.get`. */
export interface SessionGetReply {
  /** Absent if there is no such file. */
  readonly content?: Uint8Array;
  readonly error?: string;
  readonly lost?: string;
}

/** `session.close`: ends the session and its shell. */
export interface SessionCloseRequest {
  readonly session: string;
}

const FAILURES = ["none", "unreachable", "authentication", "become", "opening"] as const;

/** @returns The bytes of a ConnectRequest. */
export function encodeConnectRequest(request: ConnectRequest): Uint8Array<ArrayBuffer> {
  const { become, opening, closing } = request;
  return encode((builder) => {
    const host = text(builder, request.host);
    const address = text(builder, request.address);
    const user = text(builder, request.user);
    const settings = list(builder, request.settings, writeKeyValue);
    const method = text(builder, become?.method);
    const becomeUser = text(builder, become?.user);
    const exe = text(builder, become?.exe);
    const flags = text(builder, become?.flags);
    const password = text(builder, become?.password);
    const first = opening === undefined ? 0 : writeCommand(builder, opening);
    const last = closing === undefined ? 0 : writeCommand(builder, closing);
    fbs.ConnectRequest.startConnectRequest(builder);
    fbs.ConnectRequest.addHost(builder, host);
    fbs.ConnectRequest.addAddress(builder, address);
    fbs.ConnectRequest.addPort(builder, request.port ?? 0);
    fbs.ConnectRequest.addUser(builder, user);
    fbs.ConnectRequest.addSettings(builder, settings);
    fbs.ConnectRequest.addBecomeMethod(builder, method);
    fbs.ConnectRequest.addBecomeUser(builder, becomeUser);
    fbs.ConnectRequest.addBecomeExe(builder, exe);
    fbs.ConnectRequest.addBecomeFlags(builder, flags);
    fbs.ConnectRequest.addBecomePassword(builder, password);
    fbs.ConnectRequest.addTimeoutMs(builder, request.timeoutMs);
    fbs.ConnectRequest.addOpening(builder, first);
    fbs.ConnectRequest.addClosing(builder, last);
    return fbs.ConnectRequest.endConnectRequest(builder);
  }, [opening?.stdin, closing?.stdin]);
}

/** @throws {WireError} If `bytes` is no ConnectRequest. */
export function decodeConnectRequest(bytes: Uint8Array): ConnectRequest {
  return decode("ConnectRequest", bytes, {
    root: fbs.ConnectRequest.getRootAsConnectRequest,
    read: (table) =>
      given<ConnectRequest>({
        host: need(table.host(), "host"),
        address: table.address() ?? "",
        port: table.port() || null,
        user: table.user(),
        settings: many(table.settingsLength(), {
          at: (i) => table.settings(i),
          read: readKeyValue,
        }),
        become: readBecome(table),
        timeoutMs: table.timeoutMs(),
        opening: commandOf(table.opening()),
        closing: commandOf(table.closing()),
      }),
  });
}

/** @returns The bytes of a ConnectReply. */
export function encodeConnectReply(reply: ConnectReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.ConnectReply.createConnectReply(
      builder,
      text(builder, reply.kind === "open" ? reply.session : undefined),
      FAILURES.indexOf(reply.kind === "failed" ? reply.failure : "none"),
      text(builder, reply.kind === "failed" ? reply.message : undefined),
      text(builder, reply.kind === "open" ? reply.user : undefined),
      text(builder, reply.kind === "open" ? reply.home : undefined),
      text(builder, reply.kind === "open" ? reply.said : undefined),
    )
  );
}

/** @throws {WireError} If `bytes` is no ConnectReply. */
export function decodeConnectReply(bytes: Uint8Array): ConnectReply {
  return decode("ConnectReply", bytes, {
    root: fbs.ConnectReply.getRootAsConnectReply,
    read: (table): ConnectReply => {
      const failure = nameOf(FAILURES, table.failure(), "failure");
      if (failure !== "none") return { kind: "failed", failure, message: table.message() ?? "" };
      return given<Extract<ConnectReply, { kind: "open" }>>({
        kind: "open",
        session: need(table.session(), "session"),
        user: table.user() ?? "",
        home: table.home() ?? "",
        said: table.said(),
      });
    },
  });
}

/** @returns The bytes of a SessionExecRequest. */
export function encodeSessionExecRequest(request: SessionExecRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.SessionExecRequest.createSessionExecRequest(
      builder,
      text(builder, request.session),
      list(builder, request.commands, writeCommand),
      request.stopOnFailure,
    ), request.commands.map(({ stdin }) => stdin));
}

/** @throws {WireError} If `bytes` is no SessionExecRequest. */
export function decodeSessionExecRequest(bytes: Uint8Array): SessionExecRequest {
  return decode("SessionExecRequest", bytes, {
    root: fbs.SessionExecRequest.getRootAsSessionExecRequest,
    read: (table) => ({
      session: need(table.session(), "session"),
      commands: many(table.commandsLength(), { at: (i) => table.commands(i), read: readCommand }),
      stopOnFailure: table.stopOnFailure(),
    }),
  });
}

/** @returns The bytes of a SessionExecReply. */
export function encodeSessionExecReply(reply: SessionExecReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.SessionExecReply.createSessionExecReply(
      builder,
      list(builder, reply.results, writeCommandResult),
      text(builder, reply.lost),
    ), reply.results.flatMap(({ stdout, stderr }) => [stdout, stderr]));
}

/** @throws {WireError} If `bytes` is no SessionExecReply. */
export function decodeSessionExecReply(bytes: Uint8Array): SessionExecReply {
  return decode("SessionExecReply", bytes, {
    root: fbs.SessionExecReply.getRootAsSessionExecReply,
    read: (table) =>
      given<SessionExecReply>({
        results: many(table.resultsLength(), {
          at: (i) => table.results(i),
          read: readCommandResult,
        }),
        lost: table.lost(),
      }),
  });
}

/** @returns The bytes of a SessionPutRequest. */
export function encodeSessionPutRequest(request: SessionPutRequest): Uint8Array<ArrayBuffer> {
  const { piece } = request;
  return encode((builder) => {
    const session = text(builder, request.session);
    const path = text(builder, request.path);
    const content = bytes(builder, request.content);
    const mode = text(builder, request.mode);
    const owner = text(builder, request.owner);
    const group = text(builder, request.group);
    const validate = text(builder, request.validate);
    const unlessSha1 = text(builder, request.unlessSha1);
    const before = list(builder, request.before, writeCommand);
    const after = list(builder, request.after, writeCommand);
    const part = piece === undefined
      ? 0
      : fbs.Piece.createPiece(builder, BigInt(piece.file), BigInt(piece.offset), piece.isLast);
    fbs.SessionPutRequest.startSessionPutRequest(builder);
    fbs.SessionPutRequest.addSession(builder, session);
    fbs.SessionPutRequest.addPath(builder, path);
    fbs.SessionPutRequest.addContent(builder, content);
    fbs.SessionPutRequest.addMode(builder, mode);
    fbs.SessionPutRequest.addOwner(builder, owner);
    fbs.SessionPutRequest.addGroup(builder, group);
    fbs.SessionPutRequest.addValidate(builder, validate);
    fbs.SessionPutRequest.addIsInPlace(builder, request.isInPlace);
    fbs.SessionPutRequest.addUnlessSha1(builder, unlessSha1);
    fbs.SessionPutRequest.addBefore(builder, before);
    fbs.SessionPutRequest.addAfter(builder, after);
    fbs.SessionPutRequest.addPiece(builder, part);
    return fbs.SessionPutRequest.endSessionPutRequest(builder);
  }, [request.content]);
}

/** @throws {WireError} If `bytes` is no SessionPutRequest. */
export function decodeSessionPutRequest(bytes: Uint8Array): SessionPutRequest {
  return decode("SessionPutRequest", bytes, {
    root: fbs.SessionPutRequest.getRootAsSessionPutRequest,
    read: (table) =>
      given<SessionPutRequest>({
        session: need(table.session(), "session"),
        path: need(table.path(), "path"),
        content: need(table.contentArray(), "content"),
        mode: table.mode(),
        owner: table.owner(),
        group: table.group(),
        validate: table.validate(),
        isInPlace: table.isInPlace(),
        unlessSha1: table.unlessSha1(),
        before: many(table.beforeLength(), { at: (i) => table.before(i), read: readCommand }),
        after: many(table.afterLength(), { at: (i) => table.after(i), read: readCommand }),
        piece: readPiece(table.piece()),
      }),
  });
}

/** @returns The bytes of a SessionPutReply. */
export function encodeSessionPutReply(reply: SessionPutReply): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const error = text(builder, reply.error);
    const validation = reply.validation === undefined
      ? 0
      : writeCommandResult(builder, reply.validation);
    const lost = text(builder, reply.lost);
    const before = list(builder, reply.before, writeCommandResult);
    const after = list(builder, reply.after, writeCommandResult);
    fbs.SessionPutReply.startSessionPutReply(builder);
    fbs.SessionPutReply.addIsKept(builder, reply.isKept);
    fbs.SessionPutReply.addBefore(builder, before);
    fbs.SessionPutReply.addAfter(builder, after);
    fbs.SessionPutReply.addError(builder, error);
    fbs.SessionPutReply.addValidation(builder, validation);
    fbs.SessionPutReply.addLost(builder, lost);
    return fbs.SessionPutReply.endSessionPutReply(builder);
  });
}

/** @throws {WireError} If `bytes` is no SessionPutReply. */
export function decodeSessionPutReply(bytes: Uint8Array): SessionPutReply {
  return decode("SessionPutReply", bytes, {
    root: fbs.SessionPutReply.getRootAsSessionPutReply,
    read: (table) => {
      const validation = table.validation();
      return given<SessionPutReply>({
        isKept: table.isKept(),
        before: many(table.beforeLength(), { at: (i) => table.before(i), read: readCommandResult }),
        after: many(table.afterLength(), { at: (i) => table.after(i), read: readCommandResult }),
        error: table.error(),
        validation: validation === null ? null : readCommandResult(validation),
        lost: table.lost(),
      });
    },
  });
}

/** @returns The bytes of a SessionGetRequest. */
export function encodeSessionGetRequest(request: SessionGetRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.SessionGetRequest.createSessionGetRequest(
      builder,
      text(builder, request.session),
      text(builder, request.path),
      BigInt(request.maxBytes),
    )
  );
}

/** @throws {WireError} If `bytes` is no SessionGetRequest. */
export function decodeSessionGetRequest(bytes: Uint8Array): SessionGetRequest {
  return decode("SessionGetRequest", bytes, {
    root: fbs.SessionGetRequest.getRootAsSessionGetRequest,
    read: (table) => ({
      session: need(table.session(), "session"),
      path: need(table.path(), "path"),
      maxBytes: safe(table.maxBytes(), "max_bytes"),
    }),
  });
}

/** @returns The bytes of a SessionGetReply. */
export function encodeSessionGetReply(reply: SessionGetReply): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.SessionGetReply.createSessionGetReply(
      builder,
      reply.content !== undefined,
      bytes(builder, reply.content),
      text(builder, reply.error),
      text(builder, reply.lost),
    ), [reply.content]);
}

/** @throws {WireError} If `bytes` is no SessionGetReply. */
export function decodeSessionGetReply(bytes: Uint8Array): SessionGetReply {
  return decode("SessionGetReply", bytes, {
    root: fbs.SessionGetReply.getRootAsSessionGetReply,
    read: (table) =>
      given<SessionGetReply>({
        content: table.isFound() ? table.contentArray() ?? new Uint8Array() : null,
        error: table.error(),
        lost: table.lost(),
      }),
  });
}

/** @returns The bytes of a SessionCloseRequest. */
export function encodeSessionCloseRequest(request: SessionCloseRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.SessionCloseRequest.createSessionCloseRequest(builder, text(builder, request.session))
  );
}

/** @throws {WireError} If `bytes` is no SessionCloseRequest. */
export function decodeSessionCloseRequest(bytes: Uint8Array): SessionCloseRequest {
  return decode("SessionCloseRequest", bytes, {
    root: fbs.SessionCloseRequest.getRootAsSessionCloseRequest,
    read: (table) => ({ session: need(table.session(), "session") }),
  });
}

/** @returns A SessionCloseReply, which says nothing but that it happened. */
export function encodeSessionCloseReply(): Uint8Array<ArrayBuffer> {
  return encode((builder) => fbs.SessionCloseReply.createSessionCloseReply(builder));
}

function readPiece(table: fbs.Piece | null): Piece | null {
  if (table === null) return null;
  const [file, offset] = [safe(table.file(), "file"), safe(table.offset(), "offset")];
  return { file, offset, isLast: table.isLast() };
}

function commandOf(table: Parameters<typeof readCommand>[0] | null): Command | null {
  return table === null ? null : readCommand(table);
}

function readBecome(table: fbs.ConnectRequest): Become | null {
  const method = table.becomeMethod();
  return method === null ? null : given<Become>({
    method,
    user: need(table.becomeUser(), "become_user"),
    exe: table.becomeExe(),
    flags: table.becomeFlags(),
    password: table.becomePassword(),
  });
}
