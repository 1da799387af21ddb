import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";

/** Manages packages of Node.js. Behaves as community.general.npm. */
export async function npm(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const task = await readTask(call, target);
  if (task.isCleanInstall) {
    await run(target, task, "ci");
    return { changed: true };
  }
  const { installed, missing } = await list(call, target, task);
  if (task.state === "absent") {
    const isThere = installed.has(task.name ?? "");
    if (isThere) await run(target, task, "uninstall");
    return { changed: isThere };
  }
  const isOld = task.state === "latest" && await isOutdated(call, target, task);
  if (missing) await run(target, task, "install");
  if (isOld) await run(target, task, "update");
  return { changed: missing || isOld };
}

interface NpmTask {
  readonly program: readonly string[];
  readonly name: string | undefined;
  /** With its version where one is wanted. */
  readonly spec: string | undefined;
  readonly state: string;
  readonly isCleanInstall: boolean;
  readonly path: string | undefined;
  readonly isPathThere: boolean;
  readonly options: readonly string[];
  readonly isForProduction: boolean;
  readonly registry: string | undefined;
}

async function readTask({ args }: ModuleCall, target: Target): Promise<NpmTask> {
  const name = optionalStr(args, "name") || undefined;
  const version = optionalStr(args, "version") || undefined;
  const state = str(args, "state");
  if (!optionalStr(args, "path") && !bool(args, "global")) {
    throw new ModuleFailure("path must be specified when not using global");
  }
  if (state === "absent" && name === undefined) {
    throw new ModuleFailure("uninstalling a package is only available for named packages");
  }
  const [path, executable] = await expandPaths(
    target,
    ["path", "executable"].map((option) => optionalStr(args, option) || undefined),
  );
  const [exists, isFolder, ...outcomes] = await target.probe(
    { argv: ["test", "-e", path ?? "/"] },
    { argv: ["test", "-d", path ?? "/"] },
    ...programProbes(executable === undefined ? ["npm"] : []),
  );
  if (exists?.exitCode === 0 && isFolder?.exitCode !== 0) {
    throw new ModuleFailure(`path ${path} is not a directory`);
  }
  const flag = (option: string) => bool(args, option) ? [`--${option.replaceAll("_", "-")}`] : [];
  return {
    program: executable?.split(" ") ?? [requireProgram(programPaths(["npm"], outcomes), "npm")],
    name,
    spec: name !== undefined && version !== undefined && state !== "absent"
      ? `${name}@${version}`
      : name,
    state,
    isCleanInstall: bool(args, "ci"),
    path,
    isPathThere: isFolder?.exitCode === 0,
    options: ["global", "ignore_scripts", "unsafe_perm", "no_optional", "no_bin_links"]
      .flatMap(flag),
    isForProduction: bool(args, "production"),
    registry: optionalStr(args, "registry") || undefined,
  };
}

function argvOf(
  { program, options, isForProduction, registry }: NpmTask,
  words: readonly string[],
): readonly string[] {
  const [verb = "", ...rest] = words;
  const isProduction = isForProduction && /^(install|update|ci)$/.test(verb);
  return [
    ...program,
    verb,
    ...rest,
    ...options,
    ...(isProduction ? ["--production"] : []),
    ...(registry === undefined ? [] : ["--registry", registry]),
  ];
}

async function run(target: Target, task: NpmTask, verb: string): Promise<void> {
  const { path, isPathThere, spec } = task;
  const argv = argvOf(task, [verb, ...(spec === undefined ? [] : [spec])]);
  if (path !== undefined && !isPathThere) await target.apply({ argv: ["mkdir", "-p", "--", path] });
  const [outcome] = await target.apply({ argv, ...(path === undefined ? {} : { cwd: path }) });
  if (outcome === undefined || outcome.exitCode === 0) return;
  throw new ModuleFailure(outcome.stderr.trimEnd(), {
    command: outcome,
    result: { cmd: [...argv] },
  });
}

/** A program of somebody's own is not known to read alone, so that check mode cannot ask it. */
async function ask(
  { checkMode }: ModuleCall,
  target: Target,
  { task, words }: { readonly task: NpmTask; readonly words: readonly string[] },
): Promise<CommandOutcome> {
  const { path, program } = task;
  const command = { argv: argvOf(task, words), ...(path === undefined ? {} : { cwd: path }) };
  const isSystem = /^(\/usr(\/local)?)?\/bin\/npm$|^npm$/.test(program.join(" "));
  if (checkMode && !isSystem) {
    throw new ModuleFailure(`Cannot tell in check mode what ${program.join(" ")} would do`);
  }
  const [outcome] = isSystem ? await target.probe(command) : await target.apply(command);
  if (outcome === undefined) throw new Error("Cannot ask npm: the host gave no answer");
  return outcome;
}

interface NpmPackages {
  /** Names, with and without versions. */
  readonly installed: ReadonlySet<string>;
  /** Whether something that is wanted is not there. */
  readonly missing: boolean;
}

async function list(call: ModuleCall, target: Target, task: NpmTask): Promise<NpmPackages> {
  if (!task.isPathThere) return { installed: new Set(), missing: true };
  const { stdout } = await ask(call, target, { task, words: ["list", "--json", "--long"] });
  const dependencies = dependenciesOf(stdout);
  if (dependencies === undefined) return { installed: new Set(), missing: true };
  const installed = new Set<string>();
  let missing = false;
  for (const [name, { isMissing, version }] of dependencies) {
    if (isMissing) {
      missing = true;
      continue;
    }
    installed.add(name);
    if (version !== undefined) installed.add(`${name}@${version}`);
  }
  const isWantedMissing = task.spec !== undefined && !installed.has(task.spec);
  return { installed, missing: missing || isWantedMissing };
}

interface Dependency {
  readonly isMissing: boolean;
  readonly version: string | undefined;
}

function dependenciesOf(text: string): ReadonlyMap<string, Dependency> | undefined {
  const top = record(parseJson(text || "{}"));
  if (top?.["dependencies"] === undefined) return undefined;
  return new Map(
    Object.entries(record(top["dependencies"]) ?? {}).map(([name, found]) => {
      const properties = record(found) ?? {};
      const { version } = properties;
      return [name, {
        isMissing: isSet(properties["missing"]) || isSet(properties["invalid"]),
        version: typeof version === "string" && version !== "" ? version : undefined,
      }];
    }),
  );
}

/** `invalid` is a text that says why. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ModuleFailure(`Failed to parse NPM output with error ${error.message}`);
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ...value }
    : undefined;
}

async function isOutdated(call: ModuleCall, target: Target, task: NpmTask): Promise<boolean> {
  if (!task.isPathThere) return false;
  const words = ["outdated", ...(task.spec === undefined ? [] : [task.spec])];
  const { stdout } = await ask(call, target, { task, words });
  return stdout.split("\n").some((line) => line !== "");
}
