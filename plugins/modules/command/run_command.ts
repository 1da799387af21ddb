import {
  type ApplyCommand,
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { existsProbe, isMatch } from "../shared/existing_paths.ts";
import { duration, localTime } from "./local_time.ts";
import { startFailure } from "./start_failure.ts";

/** A command as `command` and `shell` have it. */
export interface Invocation {
  /** `cmd` of the result. */
  readonly cmd: Value;
  /** What Ansible would start, to tell a missing program from one that returns 127. */
  readonly words: readonly string[];
  readonly command: ApplyCommand;
}

/**
 * Runs a command unless `creates` or `removes` say that there is nothing to do. In check mode
 * nothing runs, and the result says whether it would.
 */
export async function runCommand(
  call: ModuleCall,
  target: Target,
  { cmd, words, command }: Invocation,
): Promise<ModuleResult> {
  const { args } = call;
  const places = await placesOf(call, target);
  const { cwd } = places;
  const reason = await reasonNotToRun(call, target, { ...places, cmd });
  if (reason !== undefined) return { result: { ...NOT_RUN, cmd, rc: 0, ...reason } };
  if (call.checkMode) return wouldRun(cmd, places);
  const started = call.clock.monotonicNow();
  const stdin = inputOf(call);
  const [outcome] = await target.apply({
    ...command,
    ...(cwd === undefined ? {} : { cwd }),
    ...(stdin === undefined ? {} : { stdin }),
  });
  const end = call.clock.wallNow();
  if (outcome === undefined) throw new Error("Cannot run the command: the host gave no answer");
  const elapsed = outcome.elapsedMs ?? call.clock.monotonicNow() - started;
  const failure = await startFailure(target, { outcome, words, cwd });
  if (failure?.kind === "folder") throw folderFailure(failure.message, cmd);
  if (failure?.kind === "program") {
    throw new ModuleFailure(failure.message, {
      result: { cmd: words.map(shellQuote).join(" "), rc: failure.rc, stdout: "", stderr: "" },
    });
  }
  return finished(outcome, {
    isStripped: bool(args, "strip_empty_ends"),
    result: {
      cmd,
      start: localTime(end - elapsed),
      end: localTime(end),
      delta: duration(elapsed),
    },
  });
}

const NOT_RUN = { stdout: "", stderr: "", start: null, end: null, delta: null };

interface Places {
  readonly cwd: string | undefined;
  readonly creates: string | undefined;
  readonly removes: string | undefined;
}

async function placesOf({ args }: ModuleCall, target: Target): Promise<Places> {
  const [cwd, creates, removes] = await expandPaths(
    target,
    ["chdir", "creates", "removes"].map((name) => optionalStr(args, name) || undefined),
  );
  return { cwd, creates, removes };
}

async function reasonNotToRun(
  call: ModuleCall,
  target: Target,
  { cwd, creates, removes, cmd }: Places & { readonly cmd: Value },
): Promise<{ readonly msg: string; readonly stdout: string } | undefined> {
  const patterns = [creates, removes].filter((pattern) => pattern !== undefined);
  const isCheckNeeded = patterns.length > 0 || (call.checkMode && cwd !== undefined);
  if (!isCheckNeeded) return undefined;
  const inFolder = cwd === undefined ? {} : { cwd };
  const [folder, ...found] = await target.probe(
    { argv: ["test", "-d", cwd ?? "/"] },
    ...patterns.map((pattern) => ({ argv: existsProbe(pattern), ...inFolder })),
  );
  if (folder?.exitCode !== 0) {
    throw folderFailure(`[Errno 2] No such file or directory: b'${cwd}'`, cmd);
  }
  const matches = new Map(patterns.map((pattern, i) => [pattern, isMatch(pattern, found[i])]));
  const did = call.checkMode ? "Would" : "Did";
  if (creates !== undefined && matches.get(creates)) {
    return {
      msg: `${did} not run command since '${creates}' exists`,
      stdout: `skipped, since ${creates} exists`,
    };
  }
  if (removes !== undefined && !matches.get(removes)) {
    return {
      msg: `${did} not run command since '${removes}' does not exist`,
      stdout: `skipped, since ${removes} does not exist`,
    };
  }
  return undefined;
}

function folderFailure(message: string, cmd: Value): ModuleFailure {
  return new ModuleFailure(`Unable to change directory before execution: ${message}`, {
    result: { ...NOT_RUN, cmd, rc: null },
  });
}

/** Without `creates` and `removes` nobody can know whether something would change. */
function wouldRun(cmd: Value, { creates, removes }: Places): ModuleResult {
  const isKnown = creates !== undefined || removes !== undefined;
  return {
    changed: isKnown,
    skipped: !isKnown,
    result: { ...NOT_RUN, cmd, rc: 0, msg: "Command would have run if not in check mode" },
  };
}

function inputOf({ args }: ModuleCall): string | undefined {
  const stdin = optionalStr(args, "stdin");
  return stdin && bool(args, "stdin_add_newline") ? `${stdin}\n` : stdin;
}

function finished(
  outcome: CommandOutcome,
  { isStripped, result }: {
    readonly isStripped: boolean;
    readonly result: Readonly<Record<string, Value>>;
  },
): ModuleResult {
  const stripped = (bytes: Uint8Array) => isStripped ? withoutLineEnds(bytes) : bytes;
  const command = {
    exitCode: outcome.exitCode,
    stdout: stripped(outcome.stdoutBytes),
    stderr: stripped(outcome.stderrBytes),
  };
  if (outcome.exitCode === 0) return { changed: true, command, result: { ...result, msg: "" } };
  throw new ModuleFailure("non-zero return code", { changed: true, command, result });
}

function withoutLineEnds(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end--;
  return bytes.subarray(0, end);
}
