import { DiagnosticError } from "../../base/diagnostic.ts";
import { SourceIndex } from "../../source/source_index.ts";
import type { LoadedPlaybook } from "../playbook/model.ts";
import { unknownGroupsOf } from "../playbook/unknown_group.ts";
import { unknownLoopsOf } from "../playbook/unknown_loop.ts";
import { unknownModulesOf } from "../playbook/unknown_module.ts";
import { Attempt } from "./attempt.ts";
import { DebuggerQuit } from "./debugger.ts";
import { ModuleExecutor } from "./execute_module.ts";
import { HandlerNotFoundError } from "./handlers.ts";
import { HostState } from "./host_state.ts";
import type { IncludeLoader } from "./includer.ts";
import { Leases } from "./leases.ts";
import { MetaError } from "./meta_tasks.ts";
import type { RunOptions } from "./options.ts";
import { HostOrderError } from "./order.ts";
import { PlayFieldError } from "./play_field_error.ts";
import { type PlayEnd, PlayRunner } from "./play_runner.ts";
import { VarsFileError } from "./play_state.ts";
import type { RunPorts } from "./ports.ts";
import { Replay, ReplayError } from "./replay.ts";
import { Sessions } from "./sessions.ts";
import { shown } from "./shown.ts";
import { StartGate } from "./start_gate.ts";
import { Stats } from "./stats.ts";
import { TaskError } from "./task_error.ts";
import { TaskRunner } from "./task_runner.ts";
import { TemplateError } from "../template/errors.ts";
import { isLookup } from "../template/lookups/is_lookup.ts";
import { UnknownError } from "../template/unknown.ts";
import { Variables } from "./variables.ts";

/** A run's playbooks and what it works with. */
export interface Run {
  readonly playbooks: readonly LoadedPlaybook[];
  readonly ports: RunPorts;
  readonly options: RunOptions;
  readonly includes: IncludeLoader;
  /** Aborted by Ctrl-C: what runs is stopped, and the recap so far is told. */
  readonly signal: AbortSignal;
}

/** Exit codes of a run, as Ansible's. */
export const EXIT = {
  ok: 0,
  error: 1,
  failed: 2,
  unreachable: 4,
  parser: 4,
  options: 5,
  interrupted: 99,
} as const;

/**
 * @returns The exit code of running `playbooks` one after the other.
 * @throws {DiagnosticError} If a task asks for a module that nobody offers; nothing has run then.
 */
export async function runPlaybooks(given: Run): Promise<number> {
  const replay = given.ports.journal && new Replay(given.ports.journal);
  const emit = replay?.sink(given.ports.emit) ?? given.ports.emit;
  const run = { ...given, ports: { ...given.ports, emit } };
  requireKnown(run.playbooks, run.ports, run.options);
  const sessions = new Sessions(run.ports.connector);
  const { inventory, factCache } = run.ports;
  const hosts = new Map(
    inventory.hostNames().map((name) => [name, new HostState(name, factCache)]),
  );
  const stats = new Stats();
  const leases = run.options.takesLeases === true ? leasesOf(run, sessions) : undefined;
  const kept = { sessions, leases, hosts, stats, replay, jobs: new Set<Promise<void>>() };
  try {
    for (const playbook of run.playbooks) {
      const code = await runPlaybook(playbook, run, kept);
      if (code !== EXIT.ok) return code;
    }
    return EXIT.ok;
  } finally {
    await Promise.all(kept.jobs);
    await sessions.close();
  }
}

/** @throws {DiagnosticError} If a playbook asks for modules, groups of them or loops that nobody offers. */
export function requireKnown(
  playbooks: readonly LoadedPlaybook[],
  { knownModules, bridge, templating }: Pick<RunPorts, "knownModules" | "bridge" | "templating">,
  { failsUnknownModules }: Pick<RunOptions, "failsUnknownModules">,
): void {
  playbooks.forEach((one) => bridge.join(one));
  const findings = playbooks.flatMap((one) => [
    ...unknownGroupsOf(one, bridge),
    ...failsUnknownModules ? [] : unknownModulesOf(one, knownModules, bridge),
    ...unknownLoopsOf(one, (name) => isLookup(name, templating.environment)),
  ]);
  if (findings.length > 0) throw new DiagnosticError(findings);
}

/** What the playbooks of a run share: what is known of hosts goes from one to the next. */
interface Kept {
  readonly sessions: Sessions;
  readonly stats: Stats;
  readonly jobs: Set<Promise<void>>;
  readonly hosts: Map<string, HostState>;
  readonly replay: Replay | undefined;
  readonly leases: Leases | undefined;
}

function leasesOf({ ports, options }: Run, sessions: Sessions): Leases {
  const warn = (text: string) => ports.emit({ kind: "message", level: "warning", text });
  return new Leases({ sessions, options, random: ports.random, warn });
}

async function runPlaybook(playbook: LoadedPlaybook, run: Run, kept: Kept): Promise<number> {
  const { ports } = run;
  const { stats, hosts } = kept;
  const startGate = new StartGate(run.options.startAtTask);
  const plays = playRunner(run, { ...kept, startGate });
  ports.emit({
    kind: "playbook_start",
    file: playbook.file,
    plays: playbook.plays.length,
    isCheck: run.options.isCheck,
  });
  for (const text of playbook.warnings) ports.emit({ kind: "message", level: "warning", text });
  let end: PlayEnd = "next";
  try {
    for (const play of playbook.plays) {
      end = await plays.run(play);
      if (end !== "next") break;
    }
  } catch (error) {
    if (run.signal.aborted) {
      ports.emit({ kind: "message", level: "error", text: "User interrupted execution" });
      ports.emit({ kind: "recap", stats: stats.byHost, custom: stats.custom });
      return EXIT.interrupted;
    }
    if (error instanceof DebuggerQuit) return EXIT.interrupted;
    const mistake = mistakeOf(error);
    if (mistake === undefined) throw error;
    ports.emit({ kind: "message", level: "fatal", text: mistake.message });
    return mistake.exitCode;
  }
  ports.emit({ kind: "recap", stats: stats.byHost, custom: stats.custom });
  if (!startGate.isOpen) {
    ports.emit({ kind: "message", level: "error", text: notStarted(run.options) });
  }
  return end === "broken" ? EXIT.failed : exitCode(hosts.values());
}

function notStarted({ startAtTask }: RunOptions): string {
  return `No matching task "${startAtTask}" found. Note: --start-at-task can only follow static includes.`;
}

function playRunner(
  run: Run,
  { sessions, leases, stats, hosts, jobs, replay, startGate }: Kept & {
    readonly startGate: StartGate;
  },
): PlayRunner {
  const { ports, options, signal } = run;
  const variables = new Variables(ports, options, hosts);
  const modules = new ModuleExecutor(ports, options, sessions);
  const sources = new SourceIndex((path) => {
    const content = ports.files.read(path);
    return content && new TextDecoder().decode(ports.decryptFile(content, path));
  });
  const attempt = new Attempt({
    ports,
    sources,
    options,
    variables,
    modules,
    sessions,
    ...(leases && { leases }),
    jobs,
    hosts,
    onRetry: (call, { delegatedVars: _, ...result }, retriesLeft) => {
      const ref = { name: call.task.name ?? call.task.writtenModule, module: call.task.module };
      const unused = { isHidden: false, isRescuable: false };
      const place = { ...call, ...unused, ref: { ...ref, isHandler: false } };
      ports.emit({ kind: "retry", result: shown(place, result, { isLoop: false }), retriesLeft });
    },
  });
  return new PlayRunner({
    ports,
    options,
    variables,
    hosts,
    stats,
    sessions,
    signal,
    runner: new TaskRunner(attempt, ports, replay),
    startGate,
    includes: run.includes,
  });
}

/** @returns What a mistake in a playbook that is no failure of a host ends a run with. */
export function mistakeOf(
  error: unknown,
): { readonly message: string; readonly exitCode: number } | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  if (error instanceof HostOrderError) return { message, exitCode: EXIT.options };
  if (error instanceof PlayFieldError) return { message, exitCode: EXIT.parser };
  return MISTAKES.some((kind) => error instanceof kind)
    ? { message, exitCode: EXIT.error }
    : undefined;
}

const MISTAKES = [
  HandlerNotFoundError,
  MetaError,
  ReplayError,
  TaskError,
  TemplateError,
  UnknownError,
  VarsFileError,
] as const;

function exitCode(hosts: Iterable<HostState>): number {
  const kinds = new Set([...hosts].map((host) => host.condition.kind));
  if (kinds.has("unreachable")) return EXIT.unreachable;
  return kinds.has("failed") ? EXIT.failed : EXIT.ok;
}
