import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { type Dict, dict, type Value } from "../base/value.ts";
import { valueFromJson, valueToJson } from "../base/value_json.ts";
import type { Diff } from "../wire/domain.ts";
import {
  type CommandOutput,
  decodeExecuteTaskRequest,
  encodeExecuteTaskReply,
  type ExecuteTaskReply,
  type ExecuteTaskRequest,
} from "../wire/execute.ts";
import type { CapabilityHandler } from "./capability.ts";
import { hostTarget } from "./_host_target.ts";
import type { CommandOutcome, Target } from "./target.ts";

/** One task on one host, as a module sees it. */
export interface ModuleCall {
  /** The module's name as capabilities name it. */
  readonly module: string;
  /** Rendered and checked arguments, complete with their defaults. */
  readonly args: Dict;
  readonly checkMode: boolean;
  readonly diff: boolean;
  readonly verbosity: number;
  readonly host: string;
  /** The connection plugin that leads to the target, such as `local`. */
  readonly connection: string;
  readonly taskName: string;
  /** Aborted when the result is no longer wanted. */
  readonly signal: AbortSignal;
  /** The controller's time. */
  readonly clock: Clock;
  /** Randomness, fit for secrets. */
  readonly random: Random;
  /** Adds a warning to the result. */
  warn(message: string): void;
}

/** What a module returns. */
export interface ModuleResult {
  readonly changed?: boolean;
  readonly skipped?: boolean;
  /** `msg` of a failure; throwing a ModuleFailure says the same. */
  readonly failed?: string;
  /** `rc`, `stdout` and `stderr` of the result. */
  readonly command?: CommandOutput | CommandOutcome;
  /** Other keys of the registered result; `undefined` ones are left out. */
  readonly result?: Readonly<Record<string, Value | undefined>>;
  readonly diff?: readonly ModuleDiff[];
  /** Whether `register` gets a list even where there is one difference. */
  readonly diffForm?: "list";
  /** `ansible_facts`; `undefined` ones are left out. */
  readonly facts?: Readonly<Record<string, Value | undefined>>;
}

/** A difference; `register` gets what is `registered` instead of its texts. */
export interface ModuleDiff extends Diff {
  readonly registered?: Readonly<Record<string, Value | undefined>>;
}

/** A failed task: the message is Ansible's `msg`. */
export class ModuleFailure extends Error {
  override readonly name = "ModuleFailure";
  /** What the result says beside the message. */
  readonly result: Omit<ModuleResult, "failed">;

  constructor(message: string, result: Omit<ModuleResult, "failed"> = {}, options?: ErrorOptions) {
    super(message, options);
    this.result = result;
  }
}

/**
 * One task module: capability `execute.<name>`.
 *
 * @param name With its collection for all but those of ansible.builtin, such as `copy`.
 * @param run Does the task. A ModuleFailure that it throws fails the task with that message; any
 * other error says that the module is broken.
 */
export function module(
  name: string,
  run: (call: ModuleCall, target: Target) => Promise<ModuleResult>,
): CapabilityHandler {
  return {
    name: `execute.${name}`,
    version: 1,
    async handle(payload, context) {
      const request = decodeExecuteTaskRequest(payload);
      const warnings: string[] = [];
      const { signal, clock, random } = context;
      const call = toCall(request, { signal, clock, random, warn: (text) => warnings.push(text) });
      const result = await runToResult(() => run(call, hostTarget(context, request.scope)));
      return encodeExecuteTaskReply(toReply(result, warnings), {
        messageType: `execute.${name}`,
        correlationId: context.correlationId,
      });
    },
  };
}

function toCall(
  request: ExecuteTaskRequest,
  rest: Pick<ModuleCall, "signal" | "clock" | "random" | "warn">,
): ModuleCall {
  const args: Dict = new Map();
  for (const { key, value } of request.args) args.set(key, valueFromJson(value));
  const { module, checkMode, diff, verbosity, host, taskName, connectionInfo } = request;
  const connection = connectionInfo.find(({ key }) => key === "connection")?.value ?? "";
  return { module, args, checkMode, diff, verbosity, host, connection, taskName, ...rest };
}

async function runToResult(run: () => Promise<ModuleResult>): Promise<ModuleResult> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    return { ...error.result, failed: error.message };
  }
}

function toReply(result: ModuleResult, warnings: readonly string[]): ExecuteTaskReply {
  const { command, failed, facts } = result;
  return {
    status: failed === undefined ? "ok" : "failure",
    changed: result.changed ?? false,
    skipped: result.skipped ?? false,
    result: valueToJson(dict({ ...registeredDiff(result), ...result.result })),
    diff: result.diff ?? [],
    warnings,
    ...(failed === undefined ? {} : { errorMessage: failed }),
    ...(command === undefined ? {} : { command: toOutput(command) }),
    ...(facts === undefined ? {} : { facts: valueToJson(dict(facts)) }),
  };
}

/** What `register` gets of differences; the host knows how to register texts. */
function registeredDiff({ diff = [], diffForm }: ModuleResult): { readonly diff?: Value } {
  if (diffForm === undefined && diff.every(({ registered }) => registered === undefined)) return {};
  const values = diff.map(({ beforeHeader, afterHeader, before, after, prepared, registered }) =>
    dict({
      before_header: beforeHeader,
      after_header: afterHeader,
      ...registered ?? { before, after, prepared },
    })
  );
  const [first = null] = values;
  return { diff: diffForm === "list" || values.length > 1 ? values : first };
}

function toOutput(command: CommandOutput | CommandOutcome): CommandOutput {
  if (!("stdoutBytes" in command)) return command;
  const { exitCode, stdoutBytes, stderrBytes } = command;
  return { exitCode, stdout: stdoutBytes, stderr: stderrBytes };
}
