import {
  type CommandOutcome,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalInt,
  optionalList,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { asOperand } from "../shared/file_stat.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { type Alternative, type LinkGroup, parseLinkGroup, type Subcommand } from "./link_group.ts";

/** Manages what a link of update-alternatives leads to. Behaves as community.general.alternatives. */
export async function alternatives(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const [path = str(args, "path"), givenLink] = await expandPaths(
    target,
    [str(args, "path"), optionalStr(args, "link")],
  );
  const task: AlternativesTask = {
    ...{ name: str(args, "name"), path, state: str(args, "state") },
    link: givenLink,
    priority: optionalInt(args, "priority"),
    subcommands: subcommandsOf(args),
  };
  const { program, group } = await read(target, task);
  const steps = task.state === "absent"
    ? removal(task, group)
    : await presence(target, task, group);
  for (const { argv } of steps) {
    const [outcome] = await target.apply({ argv: [program, ...argv], env: { LC_ALL: "C" } });
    requireSuccess(outcome);
  }
  const after = steps.reduce<Readonly<Record<string, Value>>>(
    (shown, step) => step.replaces ? step.after : { ...shown, ...step.after },
    {},
  );
  return {
    changed: steps.length > 0,
    result: { msg: steps.map(({ message }) => message).join(" ") },
    ...(call.diff ? { diff: [dictDiff(shownBefore(task, group), after)] } : {}),
  };
}

interface AlternativesTask {
  readonly name: string;
  readonly path: string;
  readonly state: string;
  readonly link: string | undefined;
  readonly priority: number | undefined;
  readonly subcommands: readonly Subcommand[] | undefined;
}

/** One call of update-alternatives and how it is shown. */
interface Step {
  readonly argv: readonly string[];
  readonly message: string;
  readonly after: Readonly<Record<string, Value>>;
  readonly replaces: boolean;
}

function subcommandsOf(args: Dict): readonly Subcommand[] | undefined {
  return optionalList(args, "subcommands")?.map((one) => {
    if (!(one instanceof Map)) throw new TypeError("Cannot read a subcommand: it is no dict");
    return { name: str(one, "name"), path: str(one, "path"), link: str(one, "link") };
  });
}

async function read(target: Target, { name, subcommands }: AlternativesTask) {
  const [display, ...rest] = await target.probe(
    { argv: ["update-alternatives", "--display", name], env: { LC_ALL: "C" } },
    ...programProbes(["update-alternatives"]),
  );
  const paths = programPaths(["update-alternatives"], rest);
  const program = requireProgram(paths, "update-alternatives");
  const text = display?.exitCode === 0 ? display.stdout : "";
  return { program, group: parseLinkGroup(text, subcommands ?? []) };
}

function removal({ name, path }: AlternativesTask, group: LinkGroup): Step[] {
  if (!group.alternatives.has(path)) return [];
  return [{
    argv: ["--remove", name, path],
    message: `Remove alternative '${path}' from '${name}'.`,
    after: { state: "absent" },
    replaces: true,
  }];
}

async function presence(
  target: Target,
  task: AlternativesTask,
  group: LinkGroup,
): Promise<Step[]> {
  const { name, path, state } = task;
  const steps: Step[] = [];
  if (isOutdated(task, group.alternatives.get(path))) {
    steps.push(await installation(target, task, group));
  }
  if (state === "selected" && group.path !== path) {
    steps.push({
      argv: ["--set", name, path],
      message: `Set alternative '${path}' for '${name}'.`,
      after: { state: "selected" },
      replaces: false,
    });
  }
  if (state === "auto" && group.mode === "manual") {
    steps.push({
      argv: ["--auto", name],
      message: `Set alternative to auto for '${name}'.`,
      after: { state: "present" },
      replaces: false,
    });
  }
  return steps;
}

function isOutdated(
  { priority, subcommands }: AlternativesTask,
  present: Alternative | undefined,
): boolean {
  if (present === undefined) return true;
  if (priority !== undefined && priority !== present.priority) return true;
  if (subcommands === undefined) return false;
  const texts = (all: readonly Subcommand[]) =>
    new Set(all.map(({ name, path, link }) => JSON.stringify([name, path, link])));
  return texts(subcommands).symmetricDifference(texts(present.subcommands)).size > 0;
}

async function installation(
  target: Target,
  task: AlternativesTask,
  group: LinkGroup,
): Promise<Step> {
  const { name, path } = task;
  const [exists] = await target.probe({ argv: ["test", "-e", asOperand(path)] });
  if (exists?.exitCode !== 0) throw new ModuleFailure(`Specified path ${path} does not exist`);
  const link = task.link ?? group.link;
  if (link === undefined) {
    throw new ModuleFailure(
      "Needed to install the alternative, but unable to do so as we are missing the link",
    );
  }
  const present = group.alternatives.get(path);
  const priority = task.priority ?? present?.priority ?? 50;
  const shown = task.subcommands ?? present?.subcommands ?? [];
  const slaves = (task.subcommands ?? []).flatMap((
    one,
  ) => ["--slave", one.link ?? "", one.name, one.path]);
  return {
    argv: ["--install", link, name, path, String(priority), ...slaves],
    message: `Install alternative '${path}' for '${name}'.`,
    after: { state: "present", path, priority, link, ...withSubcommands(shown) },
    replaces: true,
  };
}

function shownBefore(
  { path }: AlternativesTask,
  { alternatives: all, link, mode, path: current, isKnown }: LinkGroup,
): Readonly<Record<string, Value>> {
  if (!isKnown) return {};
  const present = all.get(path);
  if (present === undefined) return { state: "absent" };
  return {
    state: mode === "manual" && current !== path ? "selected" : "present",
    path,
    priority: present.priority,
    link: link ?? null,
    ...withSubcommands(present.subcommands),
  };
}

function withSubcommands(all: readonly Subcommand[]): Readonly<Record<string, Value>> {
  if (all.length === 0) return {};
  const subcommands = all.map(({ name, path, link }): Value =>
    new Map<Value, Value>([["name", name], ["path", path], ["link", link ?? null]])
  );
  return { subcommands };
}

function requireSuccess(outcome: CommandOutcome | undefined): void {
  if (outcome === undefined || outcome.exitCode === 0) return;
  throw new ModuleFailure(outcome.stderr.trimEnd(), { command: outcome });
}
