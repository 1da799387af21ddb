import type { Diff, KeyValue } from "./domain.ts";
import type { TaskArg } from "./task.ts";

/** Request of capability `execute.<module>`: one task on one host. */
export interface ExecuteTaskRequest {
  readonly taskName: string;
  readonly module: string;
  /** Rendered, checked and complete with defaults; each value is JSON text. */
  readonly args: readonly TaskArg[];
  readonly host: string;
  readonly connectionInfo: readonly KeyValue[];
  /** Names this call in `host.*` requests; a secret of this call. */
  readonly scope: string;
  readonly checkMode: boolean;
  readonly diff: boolean;
  readonly verbosity: number;
}

/** What a command left behind. */
export interface CommandOutput {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** Reply of capability `execute.<module>`. */
export interface ExecuteTaskReply {
  readonly status: "ok" | "failure";
  readonly changed: boolean;
  readonly skipped: boolean;
  /** Ansible's `msg` of a failure. */
  readonly errorMessage?: string;
  /** `rc`, `stdout` and `stderr` of the result, for modules that ran a command. */
  readonly command?: CommandOutput;
  /** JSON object: what `register` gets beside the fields above. */
  readonly result: string;
  readonly diff: readonly Diff[];
  readonly warnings: readonly string[];
  /** JSON object: `ansible_facts`. */
  readonly facts?: string;
}
