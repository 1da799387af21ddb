import type { KeyValue } from "./domain.ts";
import type { Command, CommandResult, FileAttributes } from "./host.ts";

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
}

export type ConnectFailure = "unreachable" | "authentication" | "become";

export type ConnectReply =
  | {
    readonly kind: "open";
    readonly session: string;
    readonly user: string;
    readonly home: string;
  }
  | { readonly kind: "failed"; readonly failure: ConnectFailure; readonly message: string };

/** `session.exec`; `lost` says why the session ended meanwhile. */
export interface SessionExecRequest {
  readonly session: string;
  readonly commands: readonly Command[];
  readonly stopOnFailure: boolean;
}

export interface SessionExecReply {
  readonly results: readonly CommandResult[];
  readonly lost?: string;
}

/** `session.put`: writes one file atomically. */
export interface SessionPutRequest extends FileAttributes {
  readonly session: string;
  readonly path: string;
  readonly content: Uint8Array;
  readonly validate?: string;
  readonly isInPlace: boolean;
}

export interface SessionPutReply {
  readonly error?: string;
  readonly validation?: CommandResult;
  readonly lost?: string;
}

export interface SessionGetRequest {
  readonly session: string;
  readonly path: string;
  readonly maxBytes: number;
}

export interface SessionGetReply {
  /** Absent if there is no such file. */
  readonly content?: Uint8Array;
  readonly error?: string;
  readonly lost?: string;
}

export interface SessionCloseRequest {
  readonly session: string;
}
