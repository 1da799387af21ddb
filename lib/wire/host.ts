import type { KeyValue } from "./domain.ts";

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
}

/** `host.exec`: one round trip to the target for all commands, in order. */
export interface HostExecRequest {
  readonly scope: string;
  readonly intent: Intent;
  readonly commands: readonly Command[];
  /** Commands after the first with a non-zero exit are not run. */
  readonly stopOnFailure: boolean;
}

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

/** `host.put`: writes one file atomically; always an apply. */
export interface HostPutRequest extends FileAttributes {
  readonly scope: string;
  readonly path: string;
  /** The bytes, or the `source` that `host.source` named. */
  readonly content: { readonly bytes: Uint8Array } | { readonly source: string };
  /** A command with %s for the new file; where it fails the old file stays. */
  readonly validate?: string;
  /** Writes into the present file instead of replacing it. */
  readonly isInPlace: boolean;
}

export interface HostPutReply {
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

export interface HostGetReply {
  /** Absent if there is no such file. */
  readonly content?: Uint8Array;
}

/** `host.facts`: what is known of the target. */
export interface HostFactsRequest {
  readonly scope: string;
  readonly subset: readonly string[];
}

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

export type HostReadReply =
  | { readonly kind: "missing" }
  | { readonly kind: "file"; readonly content: Uint8Array }
  | { readonly kind: "directory"; readonly entries: readonly string[] };
