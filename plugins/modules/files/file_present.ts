import { type ApplyCommand, bool, type ModuleResult, type Value } from "../../../lib/plugin/sdk.ts";
import {
  afterChange,
  attributeChange,
  attributeCommands,
  isChange,
  resolveOwners,
} from "../shared/file_attributes.ts";
import { applyMode } from "../shared/file_mode.ts";
import {
  asOperand,
  type FileStat,
  modeText,
  parseStats,
  statCommand,
  stateOf,
} from "../shared/file_stat.ts";
import {
  carryOut,
  fail,
  type FileTask,
  finished,
  followed,
  initialSides,
  plan,
} from "./file_task.ts";
import { timeChange } from "./file_times.ts";
import { makeFolders } from "./make_folders.ts";
import { pythonError } from "./python_error.ts";

/** `state: file`: what is there keeps its content. */
export async function ensureFile(given: FileTask): Promise<ModuleResult> {
  const task = await followed(given);
  const { path, stat } = task;
  const present = stateOf(stat);
  if (stat === undefined || (present !== "file" && present !== "hard")) {
    return fail(task, `file (${path}) is ${present}, cannot continue`, { path, state: present });
  }
  return await settle(task, { stat, keys: { path }, fallback: "preserve", state: "file" });
}

/** `state: touch`: an empty file if there is nothing, and new times if there is. */
export async function ensureTouched(task: FileTask): Promise<ModuleResult> {
  const { call, path, stat, behind } = task;
  if (stat?.kind === "link" && behind === undefined) {
    const [real] = await task.target.probe({ argv: ["readlink", "-m", asOperand(path)] });
    const place = real?.stdout.replace(/\n$/, "") ?? path;
    const said = `[Errno 2] No such file or directory: b'${place}'`;
    fail(task, `Error while updating modification or access time: ${said}`, { path: place });
  }
  if (behind !== undefined) {
    const there = { ...behind, path };
    return await settle(task, {
      stat: there,
      keys: { dest: path },
      fallback: "now",
      state: "touch",
    });
  }
  if (call.checkMode) return { changed: true, result: { dest: path } };
  // `>>` makes a file and keeps one that has come meanwhile.
  await carryOut(
    task,
    [{ script: ': >>"$1"', argv: [asOperand(path)] }],
    (said) => `Error, could not touch target: ${pythonError(said, path)}`,
  );
  const [outcome] = await task.target.probe(statCommand(path));
  const made = parseStats(outcome, [path]).get(path);
  if (made === undefined) return fail(task, `Error, could not touch target: ${path}`);
  const { change, commands } = await plan(task, made);
  const times = await timeChange({ ...task, behind: made }, "now");
  // What has just been made is new enough.
  const stamped = times.commands.filter(({ argv = [] }) => argv.includes("-t"));
  await carryOut(task, [...commands, ...stamped]);
  const { before, after } = initialSides(task, "touch");
  const sides = {
    before: { ...before, ...change.before, ...times.sides.before },
    after: { ...after, ...change.after, ...times.sides.after },
  };
  const now = afterChange(made, change);
  return await finished(task, { changed: true, keys: { dest: path }, sides, now });
}

/** `state: directory`: with its missing parents. */
export async function ensureFolder(given: FileTask): Promise<ModuleResult> {
  const task = await followed(given);
  const { call, path, stat, target } = task;
  const keys = { path };
  if (stat === undefined) return await makeFolder(task);
  const folder = stat.kind === "directory" ? stat : undefined;
  if (folder === undefined) {
    return fail(task, `${path} already exists as a ${stateOf(stat)}`);
  }
  const { before, after } = initialSides({ ...task, stat: folder }, "directory");
  const { change, commands } = await plan(task, folder);
  const times = await timeChange(task, "preserve");
  const below = bool(call.args, "recurse") ? await everythingBelow(task) : [];
  const all = [...commands, ...below, ...times.commands];
  await carryOut(task, all);
  const sides = {
    before: { ...before, ...change.before, ...times.sides.before },
    after: { ...after, ...change.after, ...times.sides.after },
  };
  const now = afterChange(folder, change);
  return await finished({ ...task, target }, { changed: all.length > 0, keys, sides, now });
}

async function makeFolder(task: FileTask): Promise<ModuleResult> {
  const { call, target, path, wanted, umask } = task;
  const { before, after } = initialSides(task, "directory");
  const keys = { path };
  if (call.checkMode) {
    return await finished(task, { changed: true, keys, sides: { before, after } });
  }
  const fresh = 0o777 & ~umask;
  await makeFolders(target, [{ path, wanted }]);
  const mode = wanted.mode === undefined
    ? fresh
    : applyMode(wanted.mode, { mode: fresh, isDirectory: true, umask });
  const modes = mode === fresh ? [{}, {}] : [{ mode: modeText(fresh) }, { mode: modeText(mode) }];
  const sides = { before: { ...before, ...modes[0] }, after: { ...after, ...modes[1] } };
  return await finished(task, { changed: true, keys, sides });
}

/** What is to be kept while attributes and times are made right. */
interface Settling {
  readonly stat: FileStat;
  readonly keys: Readonly<Record<string, Value>>;
  readonly fallback: "now" | "preserve";
  readonly state: string;
}

async function settle(
  task: FileTask,
  { stat, keys, fallback, state }: Settling,
): Promise<ModuleResult> {
  const { change, commands } = await plan(task, stat);
  const times = await timeChange(task, fallback);
  const all = [...commands, ...times.commands];
  await carryOut(task, all);
  const { before, after } = initialSides(task, state);
  const sides = {
    before: { ...before, ...change.before, ...times.sides.before },
    after: { ...after, ...change.after, ...times.sides.after },
  };
  // Of a link that was followed to be touched, the result tells what it is itself.
  const now = task.stat?.kind === "link" ? undefined : afterChange(stat, change);
  return await finished(task, { changed: all.length > 0, keys, sides, now });
}

/** Links in a folder are followed where `follow` says so, but not walked into. */
async function everythingBelow(task: FileTask): Promise<readonly ApplyCommand[]> {
  const { target, path, wanted, call } = task;
  const follow = bool(call.args, "follow") ? "follow" : "no-follow";
  const root = asOperand(path);
  const [outcome] = await target.probe({
    argv: ["find", root, "-mindepth", "1", "-exec", ...statCommand().argv, "{}", "+"],
  });
  const stats = allStats(outcome?.stdout ?? "");
  const resolved = await resolveOwners(target, wanted, stats);
  const links = stats.filter(({ kind }) => kind === "link").map((stat) => stat.path);
  const targets = follow === "follow" ? await targetsOf(task, links) : new Map<string, FileStat>();
  return stats.flatMap((stat) => {
    const there = stat.kind === "link" ? targets.get(stat.path) : stat;
    if (there === undefined) {
      const { mode: _, ...ownership } = resolved;
      const change = attributeChange(stat, ownership);
      return isChange(change) && follow === "no-follow"
        ? attributeCommands(stat.path, change, "no-follow")
        : [];
    }
    const change = attributeChange(there, resolved);
    return isChange(change) ? attributeCommands(stat.path, change, "follow") : [];
  });
}

async function targetsOf(
  { target }: FileTask,
  links: readonly string[],
): Promise<ReadonlyMap<string, FileStat>> {
  if (links.length === 0) return new Map();
  const [outcome] = await target.probe({
    argv: ["stat", "-L", ...statCommand(...links).argv.slice(1)],
  });
  return parseStats(outcome, links);
}

/** Of `find -exec stat`, whose order is the folder's. */
function allStats(text: string): readonly FileStat[] {
  return text.split("\n").flatMap((line) => {
    const path = line.split("|").slice(11).join("|");
    if (path === "") return [];
    const outcome = { exitCode: 0, stdout: `${line}\n`, stderr: "", carriedOut: true };
    const bytes = { stdoutBytes: new Uint8Array(), stderrBytes: new Uint8Array() };
    return [...parseStats({ ...outcome, ...bytes }, [path]).values()];
  });
}
