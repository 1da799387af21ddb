import {
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { listPackages } from "./dnf_list.ts";
import { waitForDnfLock } from "./dnf_lock.ts";
import { type DnfOptions, readDnfOptions } from "./dnf_options.ts";
import { type DnfTransaction, parseTransaction, requireDnf } from "./dnf_output.ts";
import { type DnfPlan, planDnf } from "./dnf_plan.ts";
import { installedProbe, parseRpmPackages } from "./rpm_inventory.ts";
import type { RpmPackage } from "./rpm_version.ts";

/**
 * Manages packages with DNF or YUM.
 *
 * @param names Programs, the best first.
 */
export async function manageRpms(
  call: ModuleCall,
  target: Target,
  names: readonly string[],
): Promise<ModuleResult> {
  const options = readDnfOptions(call);
  const [installed, user, config, ...rest] = await target.probe(
    installedProbe(options.installRoot),
    { argv: ["id", "-u"] },
    { argv: ["test", "-r", options.confFile ?? "/"] },
    ...programProbes(names),
  );
  const paths = programPaths(names, rest);
  const program = requireProgram(paths, names.find((name) => paths.has(name)) ?? names[0] ?? "");
  if (config?.exitCode !== 0) {
    throw new ModuleFailure("cannot read configuration file", {
      result: { conf_file: options.confFile ?? null, results: [] },
    });
  }
  if (options.list !== undefined) {
    return await listPackages(target, options, { program, what: options.list });
  }
  if (options.names.length === 0 && !options.isAutoremove) {
    return await updateCache(target, options, program);
  }
  if (user?.stdout.trim() !== "0" && !options.isDownloadOnly) {
    throw new ModuleFailure("This command has to be run under the root user.", {
      result: { results: [] },
    });
  }
  await waitForDnfLock(call, target, options.lockTimeout);
  const known = parseRpmPackages(installed);
  const plan = await planDnf(target, options, known);
  return await carryOut(target, options, { program, known, plan });
}

/** Fetched lists count as no change. */
async function updateCache(
  target: Target,
  { common }: DnfOptions,
  program: string,
): Promise<ModuleResult> {
  const argv = [program, "-q", ...common, "makecache"];
  const [outcome] = await target.apply({ argv, env: ENGLISH });
  requireDnf(outcome);
  return { result: { msg: "Cache updated", results: [], rc: 0 } };
}

/** The output is read for English words. */
const ENGLISH = { LC_ALL: "C" };

async function carryOut(
  target: Target,
  options: DnfOptions,
  { program, known, plan }: {
    readonly program: string;
    readonly known: readonly RpmPackage[];
    readonly plan: DnfPlan;
  },
): Promise<ModuleResult> {
  const commands = plan.steps.map((words) => ({
    argv: [
      program,
      options.checkMode ? "--assumeno" : "-y",
      ...options.common,
      ...options.transaction,
      ...(options.checkMode ? [] : options.download),
      ...words,
    ],
    env: ENGLISH,
  }));
  const outcomes = options.checkMode
    ? await target.probe(...commands)
    : await target.apply(...commands);
  const done = outcomes.map((outcome) => parseTransaction(requireDnf(outcome).stdout, known));
  return resultOf(options, { done, notes: notesOf(options, plan, { outcomes, done }) });
}

function resultOf(
  { checkMode, isDownloadOnly }: DnfOptions,
  { done, notes }: {
    readonly done: readonly DnfTransaction[];
    readonly notes: readonly string[];
  },
): ModuleResult {
  if (done.every(({ isEmpty }) => isEmpty)) {
    return { result: { msg: "Nothing to do", rc: 0, results: [...notes] } };
  }
  const verb = isDownloadOnly ? "Downloaded" : "Installed";
  const results = [
    ...notes,
    ...done.flatMap(({ installed }) => installed.map((name) => `${verb}: ${name}`)),
    ...done.flatMap(({ removed }) => removed.map((name) => `Removed: ${name}`)),
  ];
  const msg = checkMode ? "Check mode: No changes made, but would have if not in check mode" : "";
  return { changed: true, result: { msg, rc: 0, results } };
}

function notesOf(
  { state }: DnfOptions,
  { notes, groups, globs }: DnfPlan,
  { outcomes, done }: {
    readonly outcomes: readonly CommandOutcome[];
    readonly done: readonly DnfTransaction[];
  },
): readonly string[] {
  const said = outcomes.map(({ stdout, stderr }) => stdout + stderr).join("\n");
  const isIdle = done.every(({ isEmpty }) => isEmpty);
  const verb = isIdle ? "already installed" : state === "latest" ? "upgraded" : "installed";
  return [
    ...notes,
    ...(state === "absent" ? [] : groups.map((group) => `Group ${group} ${verb}.`)),
    ...globs.filter((glob) => said.includes(`No match for argument: ${glob}`))
      .map((glob) => `${glob} is not installed`),
  ];
}
