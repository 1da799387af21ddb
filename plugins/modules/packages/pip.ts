import {
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalList,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { splitWords } from "../shared/split_words.ts";
import { findPip, installedPackages } from "./pip_program.ts";
import {
  isSatisfied,
  normalName,
  parseRequirement,
  parseRequirements,
  type Requirement,
} from "./python_requirements.ts";

/** Installs or removes Python packages. Behaves as Ansible 2.14's pip. */
export async function pip(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const task = await readTask(call, target);
  const made = task.isNewEnvironment ? await makeEnvironment(call, target, task) : undefined;
  if (made !== undefined && checkMode) return { changed: true };
  const program = await findPip(target, task);
  const argv = [
    program,
    ...COMMANDS[task.state] ?? [],
    ...task.extra,
    ...task.packages.map(({ text }) => text),
    ...(task.requirements === undefined ? [] : ["-r", task.requirements]),
  ];
  if (checkMode) return await predict(target, task, program);
  const isCompared = task.requirements !== undefined ||
    strings(args, "name").some((name) => /^(svn|git|hg|bzr)\+/.test(name));
  const before = isCompared ? await freeze(target, task, program) : "";
  const outcome = await run(target, task, argv);
  const stdout = (made?.stdout ?? "") + outcome.stdout;
  const stderr = (made?.stderr ?? "") + outcome.stderr;
  const isGone = outcome.exitCode === 1 && task.state === "absent" &&
    /not installed/.test(outcome.stdout + outcome.stderr);
  if (outcome.exitCode !== 0 && !isGone) throw failure(argv, { stdout, stderr });
  const verb = task.state === "absent" ? "uninstalled" : "installed";
  const isChanged = isCompared && verb === "installed"
    ? before !== await freeze(target, task, program)
    : outcome.stdout.includes(`Successfully ${verb}`);
  return {
    changed: isChanged || made !== undefined,
    result: {
      cmd: argv,
      name: optionalList(args, "name") === undefined ? null : [...strings(args, "name")],
      version: optionalStr(args, "version") ?? null,
      state: task.state,
      requirements: task.requirements ?? null,
      virtualenv: task.environment ?? null,
      stdout,
      stderr,
    },
  };
}

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  present: ["install"],
  absent: ["uninstall", "-y"],
  latest: ["install", "-U"],
  forcereinstall: ["install", "-U", "--force-reinstall"],
};

interface PipTask {
  readonly state: string;
  readonly packages: readonly Requirement[];
  readonly requirements: string | undefined;
  readonly extra: readonly string[];
  readonly environment: string | undefined;
  readonly isNewEnvironment: boolean;
  readonly executable: string | undefined;
  readonly folder: string;
  readonly umask: string | undefined;
  readonly breaksSystem: boolean;
}

async function readTask({ args }: ModuleCall, target: Target): Promise<PipTask> {
  const [virtualenv, chdir, executable] = await expandPaths(
    target,
    ["virtualenv", "chdir", "executable"].map((name) => optionalStr(args, name)),
  );
  const environment = virtualenv === undefined || virtualenv.startsWith("/") || chdir === undefined
    ? virtualenv
    : `${chdir}/${virtualenv}`;
  const umask = optionalStr(args, "umask");
  if (umask !== undefined && umask !== "" && !/^(0o)?[0-7]+$/.test(umask)) {
    throw new ModuleFailure("umask must be an octal integer");
  }
  const state = str(args, "state");
  const version = optionalStr(args, "version");
  if (state === "latest" && version !== undefined) {
    throw new ModuleFailure("version is incompatible with state=latest");
  }
  const [activate] = environment === undefined
    ? []
    : await target.probe({ argv: ["test", "-e", `${environment}/bin/activate`] });
  const extra = splitWords(optionalStr(args, "extra_args") ?? "");
  return {
    state,
    packages: packagesOf(strings(args, "name"), version),
    requirements: optionalStr(args, "requirements"),
    extra: bool(args, "editable") && !extra.includes("-e") ? [...extra, "-e"] : extra,
    environment,
    isNewEnvironment: activate !== undefined && activate.exitCode !== 0,
    executable,
    folder: chdir ?? "/tmp",
    umask: umask?.replace("0o", "") || undefined,
    breaksSystem: bool(args, "break_system_packages"),
  };
}

function packagesOf(names: readonly string[], version: string | undefined): Requirement[] {
  const packages = names.length === 0 ? [] : parseRequirements(names);
  const [first] = packages;
  if (version === undefined || first === undefined) return packages;
  if (packages.length > 1) {
    throw new ModuleFailure(
      "'version' argument is ambiguous when installing multiple package distributions. " +
        "Please specify version restrictions next to each package in 'name' argument.",
    );
  }
  if (first.conditions !== undefined && first.conditions.length > 0) {
    throw new ModuleFailure(
      "The 'version' argument conflicts with any version specifier provided along with a package " +
        "name. Please keep the version specifier, but remove the 'version' argument.",
    );
  }
  const separator = /^\s*\d/.test(version) ? "==" : " ";
  return [parseRequirement(first.text + separator + version.trimStart())];
}

/** In check mode an environment that is missing is told of, and nothing more. */
async function makeEnvironment(
  { args, checkMode }: ModuleCall,
  target: Target,
  task: PipTask,
): Promise<Pick<CommandOutcome, "stdout" | "stderr">> {
  if (checkMode) return { stdout: "", stderr: "" };
  const command = str(args, "virtualenv_command");
  const python = optionalStr(args, "virtualenv_python");
  const isVenv = /pyvenv|-m venv/.test(command);
  if (isVenv && python !== undefined) {
    throw new ModuleFailure(
      "virtualenv_python should not be used when using the venv module or pyvenv as " +
        "virtualenv_command",
    );
  }
  const argv = [
    ...splitWords(command),
    ...(bool(args, "virtualenv_site_packages") ? ["--system-site-packages"] : []),
    ...(python === undefined ? [] : [`-p${python}`]),
    task.environment ?? "",
  ];
  const outcome = await run(target, { ...task, environment: undefined }, argv);
  if (outcome.exitCode === 127) {
    throw new ModuleFailure(`Failed to find required executable "${argv[0]}" in paths: PATH`);
  }
  if (outcome.exitCode !== 0) throw failure(argv, outcome);
  return outcome;
}

type RunPlace = Pick<PipTask, "folder" | "umask" | "environment" | "breaksSystem">;

/** Programs of the environment come first in PATH. */
async function run(
  target: Target,
  { folder, umask, environment, breaksSystem }: RunPlace,
  argv: readonly string[],
): Promise<CommandOutcome> {
  const [outcome] = await target.apply({
    script: SCRIPT,
    argv: [umask ?? "", environment === undefined ? "" : `${environment}/bin`, ...argv],
    cwd: folder,
    ...(breaksSystem && { env: { PIP_BREAK_SYSTEM_PACKAGES: "1" } }),
  });
  if (outcome === undefined) throw new Error(`Nothing is known of ${argv.join(" ")}`);
  return outcome;
}

const SCRIPT = '[ -z "$1" ] || umask "$1"; [ -z "$2" ] || PATH="$2:$PATH"; export PATH; shift 2; ' +
  'exec "$@"';

async function freeze(target: Target, task: PipTask, program: string): Promise<string> {
  const argv = [program, "list", "--format=freeze"];
  const outcome = await run(target, { ...task, umask: undefined }, argv);
  if (outcome.exitCode !== 0) throw failure(argv, outcome);
  return outcome.stdout;
}

async function predict(target: Target, task: PipTask, program: string): Promise<ModuleResult> {
  const { packages, state, extra, requirements } = task;
  if (extra.length > 0 || requirements !== undefined || state === "latest") {
    return { changed: true };
  }
  const stdout = await installedPackages(target, task, program);
  const installed = stdout.split("\n").flatMap((line) => {
    const [name = "", version] = line.split("==");
    return version === undefined ? [] : [{ name: normalName(name), version }];
  });
  const isPresent = (wanted: Requirement) =>
    installed.some(({ name, version }) => name === wanted.name && isSatisfied(wanted, version));
  const changed = state === "present"
    ? !packages.every(isPresent)
    : state === "absent" && packages.some(isPresent);
  const cmd = `${program} list --format=freeze`;
  return { changed, result: { cmd, stdout, stderr: "" } };
}

function failure(
  argv: readonly string[],
  { stdout, stderr }: Pick<CommandOutcome, "stdout" | "stderr">,
): ModuleFailure {
  const parts = [
    ...(stdout === "" ? [] : [`stdout: ${stdout}`]),
    ...(stderr === "" ? [] : [`\n:stderr: ${stderr}`]),
  ];
  return new ModuleFailure(parts.join(""), { result: { cmd: [...argv] } });
}
