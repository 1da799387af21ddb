import type { Dict, Value } from "../base/value.ts";
import type { FileAttributes, HostSourceReply } from "../wire/host.ts";

/** A read-only command: its program must be on the host's list of those that change nothing. */
export interface ProbeCommand {
  readonly argv: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** A text for the target's POSIX shell; `argv` are its positional parameters from `$1` on. */
export interface ScriptCommand extends Partial<ProbeCommand> {
  readonly script: string;
  /** The shell; /bin/sh by default. */
  readonly executable?: string;
}

/** A command that may change the target. */
export type ApplyCommand = ProbeCommand | ScriptCommand;

/** What a command left behind; the texts are its bytes read as UTF-8, bad ones replaced. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly stdoutBytes: Uint8Array;
  readonly stderrBytes: Uint8Array;
  /** False where check mode kept the command from running. */
  readonly carriedOut: boolean;
  /** How long the target was busy with it; of a command that was alone in its round trip. */
  readonly elapsedMs?: number;
}

/** A file to write; attributes left out stay as those of the file it replaces. */
export interface PutFile extends FileAttributes {
  readonly path: string;
  /** The bytes, or a `source` that `source()` named. */
  readonly content: string | Uint8Array | { readonly source: string };
  /** A command with %s for the new file; where it fails the old file stays. */
  readonly validate?: string;
  /** Writes into the present file instead of replacing it. */
  readonly isInPlace?: boolean;
  /** Keeps a file that has this checksum, and whatever else is no plain file. */
  readonly unlessSha1?: string;
  /** Read-only commands in the same round trip. */
  readonly before?: readonly ProbeCommand[];
  /** Read-only commands that are run only if the file was written. */
  readonly after?: readonly ProbeCommand[];
}

/** What became of a file to write. */
export interface PutOutcome {
  /** False where check mode or `unlessSha1` kept it from being written, or `validation` failed. */
  readonly carriedOut: boolean;
  /** Of the commands before and after; none of them is run in check mode. */
  readonly before: readonly CommandOutcome[];
  readonly after: readonly CommandOutcome[];
  /** Of a `validate` that failed; nothing was written. */
  readonly validation?: CommandOutcome;
}

/** A file, folder or template beside the playbook. */
export interface SourceQuery {
  readonly path: string;
  /** `file` by default. A template is rendered by the host. */
  readonly kind?: "file" | "template";
  /** The template's delimiters, newline_sequence and the like; of a file, whether to `decrypt` it. */
  readonly options?: Readonly<Record<string, Value | undefined>>;
  /** Whether the entries are to carry their bytes. */
  readonly wantsContent?: boolean;
}

/** What a module may do to its target; everything goes through the host, which is the gate. */
export interface Target {
  /** Carries out read-only commands in one round trip; all of them, whatever they return. */
  probe(...commands: readonly ProbeCommand[]): Promise<readonly CommandOutcome[]>;
  /**
   * Carries out commands in one round trip and stops after the first that fails, so that the result
   * may be shorter. In check mode none runs: each outcome is not carried out, 0 and empty.
   */
  apply(...commands: readonly ApplyCommand[]): Promise<readonly CommandOutcome[]>;
  /** As `apply()`, but goes on after a failure. */
  applyAll(...commands: readonly ApplyCommand[]): Promise<readonly CommandOutcome[]>;
  /** @returns A file's bytes, or `undefined` if there is no such file. */
  get(path: string, options?: { readonly maxBytes?: number }): Promise<Uint8Array | undefined>;
  /** Writes one file atomically; in check mode nothing is written. */
  put(file: PutFile): Promise<PutOutcome>;
  /** @returns What is known of the target, names without `ansible_`; all subsets if none is named. */
  facts(...subset: readonly string[]): Promise<Dict>;
  /** Finds what lies beside the playbook by Ansible's search path. */
  source(query: SourceQuery): Promise<HostSourceReply>;
}
