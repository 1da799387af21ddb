import type { Builder, Offset } from "flatbuffers";
import * as fbs from "./generated/capabilities/host.ts";
import type { Command, CommandResult } from "./host.ts";
import { readKeyValue, writeKeyValue } from "./_domain_codec.ts";
import { given, many, texts } from "./_read.ts";
import { bytes, list, text, textList } from "./_write.ts";

/** An empty list of arguments or variables is as none. */
export function writeCommand(builder: Builder, command: Command): Offset {
  const argv = textList(builder, command.argv);
  const script = text(builder, command.script);
  const stdin = bytes(builder, command.stdin);
  const cwd = text(builder, command.cwd);
  const env = list(builder, command.env, writeKeyValue);
  const executable = text(builder, command.executable);
  fbs.Command.startCommand(builder);
  fbs.Command.addArgv(builder, argv);
  fbs.Command.addScript(builder, script);
  fbs.Command.addStdin(builder, stdin);
  fbs.Command.addCwd(builder, cwd);
  fbs.Command.addEnv(builder, env);
  fbs.Command.addTimeoutMs(builder, command.timeoutMs ?? 0);
  fbs.Command.addExecutable(builder, executable);
  return fbs.Command.endCommand(builder);
}

export function readCommand(table: fbs.Command): Command {
  return given<Command>({
    argv: table.argvLength() > 0 ? texts(table.argvLength(), (i) => table.argv(i)) : null,
    script: table.script(),
    stdin: table.stdinArray(),
    cwd: table.cwd(),
    env: table.envLength() > 0
      ? many(table.envLength(), { at: (i) => table.env(i), read: readKeyValue })
      : null,
    timeoutMs: table.timeoutMs() || null,
    executable: table.executable(),
  });
}

export function writeCommandResult(builder: Builder, result: CommandResult): Offset {
  const stdout = bytes(builder, result.stdout);
  const stderr = bytes(builder, result.stderr);
  fbs.CommandResult.startCommandResult(builder);
  fbs.CommandResult.addExitCode(builder, result.exitCode);
  fbs.CommandResult.addStdout(builder, stdout);
  fbs.CommandResult.addStderr(builder, stderr);
  fbs.CommandResult.addCarriedOut(builder, result.carriedOut);
  fbs.CommandResult.addElapsedMs(builder, result.elapsedMs ?? 0);
  return fbs.CommandResult.endCommandResult(builder);
}

export function readCommandResult(table: fbs.CommandResult): CommandResult {
  return {
    exitCode: table.exitCode(),
    stdout: table.stdoutArray() ?? new Uint8Array(),
    stderr: table.stderrArray() ?? new Uint8Array(),
    carriedOut: table.carriedOut(),
    ...(table.elapsedMs() > 0 && { elapsedMs: table.elapsedMs() }),
  };
}
