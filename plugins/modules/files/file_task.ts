import {
  type ApplyCommand,
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { dictDiff } from "../shared/dict_diff.ts";
import {
  type AttributeChange,
  attributeChange,
  attributeCommands,
  isChange,
  resolveOwners,
  type WantedAttributes,
} from "../shared/file_attributes.ts";
import {
  asOperand,
  type FileStat,
  parseStats,
  pathInfo,
  statBehind,
  statCommand,
  stateOf,
} from "../shared/file_stat.ts";

/** A call of `file` with what is known of its path. */
export interface FileTask {
  readonly call: ModuleCall;
  readonly target: Target;
  readonly path: string;
  /** What a link is to lead to, if that was given. */
  readonly src?: string;
  /** Of the path itself, be it a link. */
  readonly stat: FileStat | undefined;
  /** Of what a link leads to; the same as `stat` for anything else. */
  readonly behind: FileStat | undefined;
  readonly wanted: WantedAttributes;
  /** Bits that new files and folders do not get. */
  readonly umask: number;
}

/** @returns A task with what is known of its path: one round trip, two for a link. */
export async function fileTask(
  call: ModuleCall,
  target: Target,
  { path, wanted }: Pick<FileTask, "path" | "wanted">,
): Promise<FileTask> {
  const [own, mask] = await target.probe(statCommand(path), { argv: ["umask"] });
  const named = parseStats(own, [path]).get(path);
  const behind = named?.kind === "link" ? await statBehind(target, path) : named;
  // A slash at the end of a link's path means what the link leads to.
  const stat = path.endsWith("/") ? behind : named;
  const umask = Number.parseInt(mask?.stdout ?? "022", 8);
  return { call, target, path, stat, behind, wanted, umask };
}

/** @returns The task with its path followed, where it is a link and `follow` says so. */
export async function followed(task: FileTask): Promise<FileTask> {
  const { call, target, path, stat, behind } = task;
  if (stat?.kind !== "link" || !bool(call.args, "follow")) return task;
  const [outcome] = await target.probe({ argv: ["readlink", "-f", asOperand(path)] });
  const real = outcome?.exitCode === 0 ? outcome.stdout.replace(/\n$/, "") : path;
  const there = behind === undefined ? undefined : { ...behind, path: real };
  return { ...task, path: real, stat: there, behind: there };
}

/** @throws {ModuleFailure} Always: with what is known of the path, as Ansible's file module. */
export function fail(
  { path, behind, stat }: Pick<FileTask, "path" | "behind" | "stat">,
  message: string,
  more: Readonly<Record<string, Value>> = { path },
): never {
  const info = behind === undefined || stat === undefined ? {} : pathInfo(stat);
  throw new ModuleFailure(message, { result: { ...more, ...info } });
}

/** Carries out commands that are to succeed; nothing happens in check mode. */
export async function carryOut(
  task: FileTask,
  commands: readonly ApplyCommand[],
  message: (said: string) => string = (said) =>
    said.replace(/^(chown|chgrp|chmod): /, "$1 failed: "),
): Promise<void> {
  if (commands.length === 0) return;
  const outcomes = await task.target.apply(...commands);
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) fail(task, message(failed.stderr.trim()));
}

/** @returns What the attributes of `stat` lack. */
export async function plan(
  { target, wanted }: FileTask,
  stat: FileStat,
): Promise<{ readonly change: AttributeChange; readonly commands: readonly ApplyCommand[] }> {
  const resolved = await resolveOwners(target, wanted, [stat]);
  const change = attributeChange(stat, resolved);
  return {
    change,
    commands: isChange(change) ? attributeCommands(stat.path, change, "follow") : [],
  };
}

/** The two sides of a difference as they grow. */
export interface Sides {
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
}

/** @returns The sides that every state begins with. */
export function initialSides(task: FileTask, state: string): Sides {
  const { path } = task;
  const present = stateOf(task.stat);
  if (present === state) return { before: { path }, after: { path } };
  return { before: { path, state: present }, after: { path, state } };
}

/** What a state made of a path. */
export interface Outcome {
  readonly changed: boolean;
  readonly keys: Readonly<Record<string, Value>>;
  readonly sides: Sides;
  /** What the path is now, where that is known; it is looked at again if this is absent. */
  readonly now?: FileStat | "nothing" | undefined;
}

/** @returns The result with the path as it is now. */
export async function finished(task: FileTask, outcome: Outcome): Promise<ModuleResult> {
  const { call } = task;
  const { changed, keys, sides } = outcome;
  const now = changed && !call.checkMode ? await present(task, outcome.now) : task;
  const info = now.stat === undefined || now.behind === undefined ? {} : pathInfo(now.stat);
  return { changed, result: { ...keys, ...info }, diff: [dictDiff(sides.before, sides.after)] };
}

type Present = Pick<FileTask, "stat" | "behind">;

async function present({ target, path }: FileTask, known: Outcome["now"]): Promise<Present> {
  if (known === "nothing") return { stat: undefined, behind: undefined };
  if (known !== undefined) return { stat: known, behind: known };
  const [own] = await target.probe(statCommand(path));
  const stat = parseStats(own, [path]).get(path);
  if (stat?.kind !== "link") return { stat, behind: stat };
  return { stat, behind: await statBehind(target, path) };
}
