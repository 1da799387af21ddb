import { bool, type ModuleResult, type Value } from "../../../lib/plugin/sdk.ts";
import { asOperand, type FileStat, statBehind, stateOf } from "../shared/file_stat.ts";
import { attributeChange, attributeCommands, isChange } from "../shared/file_attributes.ts";
import { timeChange } from "./file_times.ts";
import {
  carryOut,
  fail,
  type FileTask,
  finished,
  initialSides,
  plan,
  type Sides,
} from "./file_task.ts";

const BROKEN_TARGET = "Cannot set fs attributes on a non-existent symlink target. " +
  "follow should be set to False to avoid this.";

/** `state: link`: a symbolic link. */
export async function ensureLink(task: FileTask): Promise<ModuleResult> {
  const { call, path, stat, behind } = task;
  const { args } = call;
  const present = await presentTarget(task);
  const given = task.src;
  const follow = bool(args, "follow");
  const src = given ?? (follow && behind !== undefined ? present : undefined);
  if (given === undefined && stat?.kind !== "link") {
    return fail({ ...task, stat: undefined }, "src is required for creating new symlinks", {});
  }
  if (given !== undefined) await requireTarget(task, given);
  if (stat !== undefined && stat.kind !== "link") await requireReplaceable(task);
  const isDifferent = given !== undefined && present !== given;
  const sides = initialSides(task, "link");
  const both = isDifferent && present !== undefined
    ? { before: { ...sides.before, src: present }, after: { ...sides.after, src: given } }
    : sides;
  if (isDifferent) {
    const clear = stat?.kind === "directory" ? [{ argv: ["rmdir", "--", path] }] : [];
    await carryOut(task, [...clear, { argv: ["ln", "-sfn", "--", given, path] }]);
  }
  const keys: Readonly<Record<string, Value>> = { dest: path, src: src ?? null };
  if (isDifferent && call.checkMode) {
    return await finished(task, { changed: true, keys, sides: both });
  }
  const settled = await settleLink(task);
  return await finished(task, {
    changed: isDifferent || settled.isChanged,
    keys,
    sides: {
      before: { ...both.before, ...settled.before },
      after: { ...both.after, ...settled.after },
    },
  });
}

/** `state: hard`: another name of a file. */
export async function ensureHardLink(task: FileTask): Promise<ModuleResult> {
  const { call, target, path, stat, src } = task;
  if (src === undefined) {
    if (stateOf(stat) !== "hard" || stat === undefined) {
      return fail({ ...task, stat: undefined }, "src is required for creating new hardlinks", {});
    }
    const sides = initialSides(task, "hard");
    return await settleHard(task, { stat, keys: { dest: path, src: null }, isNew: false, sides });
  }
  const keys = { dest: path, src };
  const origin = await statBehind(target, src);
  if (origin === undefined) return fail(task, "src does not exist", keys);
  const isSame = stat !== undefined && stat.inode === origin.inode && stat.device === origin.device;
  if (isSame) {
    const sides = initialSides(task, "hard");
    return await settleHard(task, { stat, keys, isNew: false, sides });
  }
  const link = await presentTarget(task);
  if (stat !== undefined && link === undefined && !bool(call.args, "force")) {
    const what = stateOf(stat) === "hard" ? "different hard link" : stateOf(stat);
    return fail(task, `Cannot link, ${what} exists at destination`, keys);
  }
  await carryOut(task, [{ argv: ["ln", "-f", "--", src, path] }]);
  const known = initialSides(task, "hard");
  const sides = link === undefined
    ? known
    : { before: { ...known.before, src: link }, after: { ...known.after, src } };
  if (call.checkMode) return await finished(task, { changed: true, keys, sides });
  return await settleHard(task, { stat: { ...origin, path }, keys, isNew: true, sides });
}

interface HardLink {
  readonly stat: FileStat;
  readonly keys: Readonly<Record<string, Value>>;
  readonly isNew: boolean;
  readonly sides: Sides;
}

async function settleHard(
  task: FileTask,
  { stat, keys, isNew, sides: { before, after } }: HardLink,
): Promise<ModuleResult> {
  const { change, commands } = await plan(task, stat);
  const times = await timeChange({ ...task, behind: stat }, "preserve");
  const all = [...commands, ...times.commands];
  await carryOut(task, all);
  const sides = {
    before: { ...before, ...change.before, ...times.sides.before },
    after: { ...after, ...change.after, ...times.sides.after },
  };
  return await finished(task, { changed: isNew || all.length > 0, keys, sides });
}

async function presentTarget({ target, path, stat }: FileTask): Promise<string | undefined> {
  if (stat?.kind !== "link") return undefined;
  const [outcome] = await target.probe({ argv: ["readlink", "--", path] });
  return outcome?.stdout.replace(/\n$/, "");
}

/** A relative target counts from the link's folder, or from the path if that is a folder. */
async function requireTarget(task: FileTask, src: string): Promise<void> {
  const { call, target, path, stat } = task;
  if (bool(call.args, "force")) return;
  const slash = path.replace(/\/+$/, "").lastIndexOf("/");
  const base = stat?.kind === "directory" ? path : slash < 0 ? "." : path.slice(0, slash);
  const absolute = src.startsWith("/") ? src : `${base}/${src}`;
  const [outcome] = await target.probe({ argv: ["test", "-e", asOperand(absolute)] });
  if (outcome?.exitCode === 0) return;
  const message =
    'src file does not exist, use "force=yes" if you really want to create the link: ';
  fail(task, message + absolute, { path, src });
}

async function requireReplaceable(task: FileTask): Promise<void> {
  const { call, target, path, stat } = task;
  if (!bool(call.args, "force")) {
    fail(task, `refusing to convert from ${stateOf(stat)} to symlink for ${path}`);
  }
  if (stat?.kind !== "directory") return;
  const [outcome] = await target.probe({ argv: ["ls", "-A", asOperand(path)] });
  if (outcome?.stdout !== "") {
    fail(task, `the directory ${path} is not empty, refusing to convert it`);
  }
}

/** With `follow` the attributes are those of the link's target, else the owner is the link's own. */
async function settleLink(task: FileTask) {
  const { call, target, path, wanted } = task;
  const nothing = { isChanged: false, before: {}, after: {} };
  if (bool(call.args, "follow")) {
    const behind = await statBehind(target, path);
    if (behind === undefined) {
      if (!call.checkMode) call.warn(BROKEN_TARGET);
      return nothing;
    }
    const { change, commands } = await plan(task, behind);
    await carryOut(task, commands);
    return { isChanged: isChange(change), before: change.before, after: change.after };
  }
  if (task.stat === undefined) return nothing;
  const { mode: _, ...ownership } = wanted;
  const change = attributeChange(task.stat, ownership);
  if (!isChange(change)) return nothing;
  await carryOut(task, attributeCommands(path, change, "no-follow"));
  return { isChanged: true, before: change.before, after: change.after };
}
