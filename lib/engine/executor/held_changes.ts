import { isBelow } from "../../base/posix_path.ts";
import { type Dict, isDict, type Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { Unknown, type UnknownCause, UnknownError } from "../template/unknown.ts";
import type { ActionResult } from "./actions/action.ts";
import { areIndependent, type Edit } from "./independent_edits.ts";
import { causeOf, COMMANDS, unpredictable, wasHeldBack } from "./prediction.ts";
import { hasFailed } from "./result.ts";

/** Modules that change nothing on a host: their results are what there is at a path. */
const LOOKING: ReadonlySet<string> = new Set(["fetch", "find", "slurp", "stat"]);

/** Modules that take a path for a folder that they put something into. */
const FILLING: ReadonlySet<string> = new Set(["git", "unarchive"]);

/** Options that name what a module changes, and those that name what it looks at before. */
const CHANGED = ["creates", "dest", "path"];
const LOOKED_AT = [...CHANGED, "paths", "removes"];

/** Modules that bring what others count on: programs with their services, files and users. */
const BRINGING: ReadonlySet<string> = new Set([
  ...["apk", "apt", "dnf", "npm", "package", "pacman", "pip", "yum"],
  ...["group", "user"],
]);

/** What a task came to, with what is registered where that is something else. */
interface Settled extends ActionResult {
  readonly registered?: Value;
}

/** A path whose change check mode has held back. */
interface HeldChange {
  readonly path: string;
  /** Whether what is below the path may be another, too. */
  readonly reach: "itself" | "below";
  /** Whether what is there now, if anything, will be gone. */
  readonly isReplacement: boolean;
  /** Whether folders that the path is in are made, too. */
  readonly makesParents: boolean;
  /** How the file there is changed. */
  readonly edit: Edit;
  readonly cause: UnknownCause;
}

/**
 * What would be different on a host by now, had check mode not kept tasks from changing it: what later
 * tasks find at a path, or fail for want of, is not what a real run would find.
 */
export class HeldChanges {
  readonly #changes: HeldChange[] = [];
  /** The last task that would have brought something. */
  #bringer: UnknownCause | undefined;

  /** @returns What a task came to, given what was held back before. */
  settle(task: LoadedTask, args: Dict, done: ActionResult): Settled {
    const { result } = done;
    const changes = this.#changes.filter((change) => mattersTo(change, { task, args, result }));
    const change = changes.at(-1);
    const bringer = this.#bringer;
    if (change === undefined) {
      const isCertain = bringer === undefined || !hasFailed(result);
      return isCertain ? done : unpredictable(new UnknownError([bringer]));
    }
    const isKept = changes.every(({ isReplacement }) => !isReplacement);
    if (task.module === "stat" && isKept && isThere(result)) {
      return { ...done, registered: presenceAlone(result, change.cause) };
    }
    return unpredictable(new UnknownError([change.cause]));
  }

  /** Takes note of what a task would have done that ran in check mode. */
  note(task: LoadedTask, args: Dict, result: Dict): void {
    if (result.get("changed") === true || wasHeldBack(task, result)) this.#add(task, args, result);
  }

  /** Takes note of what a task may do of which only a real run can tell whether it runs. */
  notePossible(task: LoadedTask, args: Dict): void {
    this.#add(task, args, new Map());
  }

  #add(task: LoadedTask, args: Dict, result: Dict): void {
    if (LOOKING.has(task.module)) return;
    if (mayBring(task)) this.#bringer = causeOf(task);
    const state = args.get("state") ?? null;
    const isAlone = task.module === "file" && state !== "absent" && args.get("recurse") !== true;
    // A module that was given a folder says which file it means.
    const said = pathsIn(result, ["dest", "path"]);
    const paths = said.length > 0 ? said : pathsIn(args, CHANGED);
    const isReplacement = state === "absent" || state === "hard" || state === "link";
    const reach = isAlone ? "itself" : "below";
    for (const path of paths) {
      this.#changes.push({
        ...{ path, reach, isReplacement, edit: { module: task.module, args } },
        makesParents: state === "directory" || task.module === "git",
        cause: causeOf(task),
      });
    }
  }
}

/** A task that ran in check mode, and what it said. */
interface Done {
  readonly task: LoadedTask;
  readonly args: Dict;
  readonly result: Dict;
}

/** Whether a real run, in which `change` is there by then, may say something else. */
function mattersTo(change: HeldChange, { task, args, result }: Done): boolean {
  const { module } = task;
  if (areIndependent(change.edit, { module, args }) && !hasFailed(result)) return false;
  // What fills a folder does not mind whether there is one.
  const isSpared = change.reach === "itself" && !change.isReplacement && fillsFolder(module, args);
  if (isSpared && !hasFailed(result)) return false;
  const said = LOOKING.has(module) ? [] : pathsIn(result, ["dest", "path"]);
  const named = pathsIn(args, namesFor(task, args));
  const paths = said.length === 0 ? named : [...said, ...pathsIn(args, ["creates", "removes"])];
  // A folder that is made for one below it may be there already.
  const isParent = change.makesParents &&
    (module === "stat" ? !isThere(result) : result.get("changed") === true || hasFailed(result));
  return paths.some((path) =>
    path === change.path || change.reach === "below" && isBelow(path, change.path) ||
    (isParent || module === "find") && isBelow(change.path, path)
  );
}

function fillsFolder(module: string, args: Dict): boolean {
  const dest = args.get("dest");
  return FILLING.has(module) ||
    module === "copy" && typeof dest === "string" && dest.endsWith("/");
}

/** A command may bring anything, unless the playbook says that it changes nothing. */
function mayBring({ module, layer }: LoadedTask): boolean {
  if (!COMMANDS.has(module)) return BRINGING.has(module);
  return layer.settings.get("changed_when")?.value !== false;
}

/** The options of a task that say where it looks before it changes anything. */
function namesFor({ module }: LoadedTask, args: Dict): readonly string[] {
  if (module === "fetch") return ["src"];
  const readsSource = module === "slurp" || args.get("remote_src") === true;
  return readsSource ? [...LOOKED_AT, "src"] : LOOKED_AT;
}

function pathsIn(values: Dict, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => values.get(name) ?? [])
    .filter((value) => typeof value === "string")
    .filter((value) => value.startsWith("/"))
    .map((value) => value.replace(/(?<=.)\/+$/, ""));
}

function isThere(result: Dict): boolean {
  const stat = result.get("stat") ?? null;
  return isDict(stat) && stat.get("exists") === true;
}

/** What `stat` says of a file that is there and will be: that, and what kind it is. */
function presenceAlone(result: Dict, cause: UnknownCause): Value {
  const stat = result.get("stat") ?? null;
  const members = new Map<string, Value>();
  for (const name of ["exists", "isdir", "islnk", "isreg", "path"]) {
    const value = isDict(stat) ? stat.get(name) : undefined;
    if (value !== undefined) members.set(name, value);
  }
  return new Map([...result, ["stat", new Unknown([cause], { members })]]);
}
