import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";

/** Manages packages of Alpine Linux. Behaves as community.general.apk. */
export async function apk(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const task = await readTask(call, target);
  if (bool(args, "update_cache")) {
    const updated = await update(target, task);
    if (task.names.length === 0 && !bool(args, "upgrade")) return updated;
  }
  if (bool(args, "upgrade")) return await upgrade(call, target, task);
  return /^(absent|removed)$/.test(task.state)
    ? await remove(target, task)
    : await install(call, target, task);
}

interface ApkTask {
  /** The program with options for all that it is asked. */
  readonly program: readonly string[];
  readonly names: readonly string[];
  readonly state: string;
  readonly checkMode: boolean;
}

const ENGLISH = { LANG: "C", LC_ALL: "C" };

async function readTask({ args, checkMode }: ModuleCall, target: Target): Promise<ApkTask> {
  const outcomes = await target.probe(...programProbes(["apk"]));
  const repositories = strings(args, "repository");
  return {
    program: [
      requireProgram(programPaths(["apk"], outcomes), "apk"),
      ...(bool(args, "no_cache") ? ["--no-cache"] : []),
      ...repositories.map((repository) => `--repository=${repository}`),
      ...(repositories.length > 0 ? ["--repositories-file=/dev/null"] : []),
    ],
    names: strings(args, "name"),
    state: str(args, "state"),
    checkMode,
  };
}

async function ask(
  target: Target,
  { program }: ApkTask,
  questions: readonly (readonly string[])[],
): Promise<readonly CommandOutcome[]> {
  return await target.probe(
    ...questions.map((words) => ({ argv: [...program, ...words], env: ENGLISH })),
  );
}

/** In check mode apk only simulates. */
async function act(
  target: Target,
  task: ApkTask,
  [verb = "", ...rest]: readonly string[],
): Promise<CommandOutcome> {
  const words = [verb, ...(task.checkMode ? ["--simulate"] : []), ...rest];
  const [outcome] = task.checkMode
    ? await ask(target, task, [words])
    : await target.apply({ argv: [...task.program, ...words], env: ENGLISH });
  if (outcome === undefined) throw new Error("Cannot run apk: the host gave no answer");
  return outcome;
}

/** Lists are not fetched in check mode. */
async function update(target: Target, { program }: ApkTask): Promise<ModuleResult> {
  const [outcome] = await target.apply({ argv: [...program, "update"], env: ENGLISH });
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  const result = { stdout, stderr };
  if (exitCode !== 0) throw new ModuleFailure("could not update package db", { result });
  return { changed: true, result: { msg: "updated repository indexes", ...result } };
}

async function upgrade(
  { args }: ModuleCall,
  target: Target,
  task: ApkTask,
): Promise<ModuleResult> {
  const available = bool(args, "available") ? ["--available"] : [];
  const outcome = await act(target, task, ["upgrade", ...available]);
  const result = told(outcome);
  if (outcome.exitCode !== 0) throw new ModuleFailure("failed to upgrade packages", { result });
  const isIdle = outcome.stdout.startsWith("OK");
  const msg = isIdle ? "packages already upgraded" : "upgraded packages";
  return { changed: !isIdle, result: { msg, ...result } };
}

async function install(
  { args }: ModuleCall,
  target: Target,
  task: ApkTask,
): Promise<ModuleResult> {
  const { names, state } = task;
  const world = str(args, "world");
  const [file] = await target.probe({ argv: ["cat", world] });
  if (file?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot read ${world}: ${file?.stderr.trim() ?? ""}`);
  }
  const top = file.stdout.split(/\s+/);
  const described = await ask(target, task, names.map((name) => ["-v", "info", "-d", name]));
  const virtual = names.filter((name, i) =>
    described[i]?.stdout.split("\n").some((line) =>
      line.startsWith(`${name}: virtual meta package`)
    )
  );
  const missing = names.filter((name) => !virtual.includes(name) && !isTop(name, top));
  const old = state === "latest"
    ? await outdated(target, task, {
      names: names.filter((name) => !virtual.includes(name) && isTop(name, top)),
      virtual,
    })
    : [];
  const wanted = [...missing, ...old];
  if (wanted.length === 0) return { result: { msg: "package(s) already installed" } };
  const outcome = await act(target, task, [
    "add",
    ...(old.length > 0 ? ["--upgrade"] : []),
    ...wanted,
  ]);
  const result = told(outcome);
  const text = wanted.join(" ");
  if (outcome.exitCode !== 0) throw new ModuleFailure(`failed to install ${text}`, { result });
  return { changed: true, result: { msg: `installed ${text} package(s)`, ...result } };
}

/** Names in the world may have a repository or a version behind them. */
function isTop(name: string, top: readonly string[]): boolean {
  return top.some((one) =>
    one === name || (one.startsWith(name) && /^[@=<>~]./.test(
      one.slice(name.length),
    ))
  );
}

/** Of a virtual package its dependencies count. */
async function outdated(
  target: Target,
  task: ApkTask,
  { names, virtual }: { readonly names: readonly string[]; readonly virtual: readonly string[] },
): Promise<readonly string[]> {
  const depends = await ask(target, task, virtual.map((name) => ["-v", "info", "-R", name]));
  const members = depends.flatMap(({ stdout }) =>
    stdout.split(/\s+/).filter((word) => word !== "").slice(1)
  );
  const all = [...members, ...names];
  const versions = await ask(target, task, all.map((name) => ["version", name]));
  return all.filter((name, i) =>
    (versions[i]?.stdout ?? "").split("\n").some((line) => {
      const [installed = "", relation] = line.split(/\s+/);
      return relation === "<" && installed.startsWith(`${name}-`);
    })
  );
}

async function remove(target: Target, task: ApkTask): Promise<ModuleResult> {
  const isThere = async (names: readonly string[]) => {
    const outcomes = await ask(target, task, names.map((name) => ["-v", "info", "-e", name]));
    return names.filter((_, i) => outcomes[i]?.exitCode === 0);
  };
  const installed = await isThere(task.names);
  if (installed.length === 0) return { result: { msg: "package(s) already removed" } };
  const outcome = await act(target, task, ["del", "--purge", ...installed]);
  // Where another package needs one of them apk says so and exits with 0.
  const isLeft = !task.checkMode && (await isThere(installed)).length > 0;
  const result = told(outcome);
  const text = installed.join(" ");
  if (outcome.exitCode !== 0 || isLeft) {
    throw new ModuleFailure(`failed to remove ${text} package(s)`, { result });
  }
  return { changed: true, result: { msg: `removed ${text} package(s)`, ...result } };
}

function told({ stdout, stderr }: CommandOutcome) {
  const packages = [...stdout.matchAll(/^\(\d+\/\d+\)\s+\S+\s+(\S+)/gm)].map(([, name = ""]) =>
    name
  );
  return { stdout, stderr, packages };
}
