import type { Builder, Offset } from "flatbuffers";
import type { Diff, KeyValue } from "./domain.ts";
import * as fbs from "./generated/capabilities/execute.ts";
import * as tasks from "./generated/domain/task.ts";
import type { Metadata } from "./envelope.ts";
import { writeMetadata } from "./_metadata_codec.ts";
import type { TaskArg } from "./task.ts";
import { readDiff, readKeyValue, writeDiff, writeKeyValue } from "./_domain_codec.ts";
import { decode, given, many, nameOf, need, texts } from "./_read.ts";
import { bytes, encode, list, text, textList } from "./_write.ts";

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

const STATUSES = ["ok", "failure"] as const;

/** @param metadata Of the envelope the request goes into. */
export function encodeExecuteTaskRequest(
  request: ExecuteTaskRequest,
  metadata: Metadata,
): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const meta = writeMetadata(builder, metadata);
    const taskName = text(builder, request.taskName);
    const args = list(builder, request.args, writeArgument);
    const host = text(builder, request.host);
    const connectionInfo = list(builder, request.connectionInfo, writeKeyValue);
    const module = text(builder, request.module);
    const scope = text(builder, request.scope);
    fbs.ExecuteTaskRequest.startExecuteTaskRequest(builder);
    fbs.ExecuteTaskRequest.addMeta(builder, meta);
    fbs.ExecuteTaskRequest.addTaskName(builder, taskName);
    fbs.ExecuteTaskRequest.addArgs(builder, args);
    fbs.ExecuteTaskRequest.addHost(builder, host);
    fbs.ExecuteTaskRequest.addConnectionInfo(builder, connectionInfo);
    fbs.ExecuteTaskRequest.addModule(builder, module);
    fbs.ExecuteTaskRequest.addScope(builder, scope);
    fbs.ExecuteTaskRequest.addCheckMode(builder, request.checkMode);
    fbs.ExecuteTaskRequest.addDiff(builder, request.diff);
    fbs.ExecuteTaskRequest.addVerbosity(builder, request.verbosity);
    return fbs.ExecuteTaskRequest.endExecuteTaskRequest(builder);
  });
}

/** @throws {WireError} If `bytes` is no ExecuteTaskRequest. */
export function decodeExecuteTaskRequest(bytes: Uint8Array): ExecuteTaskRequest {
  return decode("ExecuteTaskRequest", bytes, {
    root: fbs.ExecuteTaskRequest.getRootAsExecuteTaskRequest,
    read: (table) => ({
      taskName: table.taskName() ?? "",
      module: need(table.module(), "module"),
      args: many(table.argsLength(), { at: (i) => table.args(i), read: readKeyValue }),
      host: need(table.host(), "host"),
      connectionInfo: many(table.connectionInfoLength(), {
        at: (i) => table.connectionInfo(i),
        read: readKeyValue,
      }),
      scope: need(table.scope(), "scope"),
      checkMode: table.checkMode(),
      diff: table.diff(),
      verbosity: table.verbosity(),
    }),
  });
}

/** @param metadata Of the envelope the reply goes into. */
export function encodeExecuteTaskReply(
  reply: ExecuteTaskReply,
  metadata: Metadata,
): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const meta = writeMetadata(builder, metadata);
    const stdout = bytes(builder, reply.command?.stdout);
    const stderr = bytes(builder, reply.command?.stderr);
    const errorMessage = text(builder, reply.errorMessage);
    const result = text(builder, reply.result);
    const diff = list(builder, reply.diff, writeDiff);
    const warnings = textList(builder, reply.warnings);
    const facts = text(builder, reply.facts);
    fbs.ExecuteTaskReply.startExecuteTaskReply(builder);
    fbs.ExecuteTaskReply.addMeta(builder, meta);
    fbs.ExecuteTaskReply.addStatus(builder, STATUSES.indexOf(reply.status));
    fbs.ExecuteTaskReply.addExitCode(builder, reply.command?.exitCode ?? 0);
    fbs.ExecuteTaskReply.addStdout(builder, stdout);
    fbs.ExecuteTaskReply.addStderr(builder, stderr);
    fbs.ExecuteTaskReply.addChanged(builder, reply.changed);
    fbs.ExecuteTaskReply.addErrorMessage(builder, errorMessage);
    fbs.ExecuteTaskReply.addResult(builder, result);
    fbs.ExecuteTaskReply.addDiff(builder, diff);
    fbs.ExecuteTaskReply.addWarnings(builder, warnings);
    fbs.ExecuteTaskReply.addFacts(builder, facts);
    fbs.ExecuteTaskReply.addSkipped(builder, reply.skipped);
    fbs.ExecuteTaskReply.addHasCommand(builder, reply.command !== undefined);
    return fbs.ExecuteTaskReply.endExecuteTaskReply(builder);
  }, [reply.command?.stdout, reply.command?.stderr]);
}

/** @throws {WireError} If `bytes` is no ExecuteTaskReply. */
export function decodeExecuteTaskReply(bytes: Uint8Array): ExecuteTaskReply {
  return decode("ExecuteTaskReply", bytes, {
    root: fbs.ExecuteTaskReply.getRootAsExecuteTaskReply,
    read: (table) =>
      given<ExecuteTaskReply>({
        status: nameOf(STATUSES, table.status(), "status"),
        changed: table.changed(),
        skipped: table.skipped(),
        errorMessage: table.errorMessage(),
        command: table.hasCommand() ? readOutput(table) : null,
        result: table.result() ?? "{}",
        diff: many(table.diffLength(), { at: (i) => table.diff(i), read: readDiff }),
        warnings: texts(table.warningsLength(), (i) => table.warnings(i)),
        facts: table.facts(),
      }),
  });
}

function readOutput(table: fbs.ExecuteTaskReply): CommandOutput {
  return {
    exitCode: table.exitCode(),
    stdout: table.stdoutArray() ?? new Uint8Array(),
    stderr: table.stderrArray() ?? new Uint8Array(),
  };
}

/** Arguments of a request have no positions: they are rendered, and no file is named. */
function writeArgument(builder: Builder, { key, value }: TaskArg): Offset {
  const keyOffset = text(builder, key);
  const valueOffset = text(builder, value);
  tasks.TaskArg.startTaskArg(builder);
  tasks.TaskArg.addKey(builder, keyOffset);
  tasks.TaskArg.addValue(builder, valueOffset);
  return tasks.TaskArg.endTaskArg(builder);
}
