import type { Clock } from "../../../lib/base/clock.ts";
import { clock } from "../../../lib/system/clock.ts";
import { random } from "../../../lib/system/random.ts";
import { dict, type Value } from "../../../lib/base/value.ts";
import { checkArguments } from "../../../lib/engine/playbook/check_arguments.ts";
import { parseModuleSpec } from "../../../lib/engine/playbook/parse_module_spec.ts";
import {
  type Diff,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** A module as its plugin registers it. */
export type Module = (call: ModuleCall, target: Target) => Promise<ModuleResult>;

/** One call of a module in a test. */
export interface ModuleRun {
  readonly run: Module;
  /** The module's JSON file. */
  readonly spec: unknown;
  /** As a task has them after rendering. */
  readonly args: Readonly<Record<string, Value>>;
  readonly target: Target;
  readonly checkMode?: boolean;
  readonly diff?: boolean;
  /** `local` by default. */
  readonly connection?: string;
  /** The real one by default. */
  readonly clock?: Clock;
}

/** What a task would register, as plain data for comparisons. */
export interface ModuleOutcome {
  readonly changed: boolean;
  readonly failed: boolean;
  readonly skipped: boolean;
  readonly msg?: string;
  readonly rc?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** The other keys of the result. */
  readonly result: Readonly<Record<string, Value>>;
  readonly facts: Readonly<Record<string, Value>>;
  readonly diff: readonly Diff[];
  readonly warnings: readonly string[];
}

/** Runs a module as the host would: with checked arguments, and with failures as results. */
export async function runModule(test: ModuleRun): Promise<ModuleOutcome> {
  const spec = parseModuleSpec(test.spec);
  const { args, errors, warnings: findings } = checkArguments(spec, dict(test.args));
  const warnings = [...findings];
  if (errors[0] !== undefined) return outcomeOf({ failed: errors[0] }, warnings);
  const call: ModuleCall = {
    module: spec.module,
    args,
    checkMode: test.checkMode ?? false,
    diff: test.diff ?? false,
    verbosity: 0,
    host: "localhost",
    connection: test.connection ?? "local",
    taskName: spec.module,
    clock: test.clock ?? clock,
    random,
    signal: new AbortController().signal,
    warn: (message) => void warnings.push(message),
  };
  try {
    return outcomeOf(await test.run(call, test.target), warnings);
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    return outcomeOf({ ...error.result, failed: error.message }, warnings);
  }
}

function outcomeOf(result: ModuleResult, warnings: readonly string[]): ModuleOutcome {
  const { command } = result;
  return {
    changed: result.changed ?? false,
    failed: result.failed !== undefined,
    skipped: result.skipped ?? false,
    ...(result.failed === undefined ? {} : { msg: result.failed }),
    ...(command === undefined
      ? {}
      : { rc: command.exitCode, stdout: text(command.stdout), stderr: text(command.stderr) }),
    result: withoutAbsent(result.result ?? {}),
    facts: withoutAbsent(result.facts ?? {}),
    diff: result.diff ?? [],
    warnings,
  };
}

function text(value: string | Uint8Array): string {
  return typeof value === "string" ? value : new TextDecoder().decode(value);
}

function withoutAbsent(
  record: Readonly<Record<string, Value | undefined>>,
): Readonly<Record<string, Value>> {
  const result: Record<string, Value> = {};
  for (const [key, value] of Object.entries(record)) if (value !== undefined) result[key] = value;
  return result;
}
