import { isBelow } from "../../base/posix_path.ts";
import { type Dict, isDict, type Value } from "../../base/value.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { Unknown, type UnknownCause, UnknownError } from "../template/unknown.ts";
import type { ActionResult } from "./actions/action.ts";
import { causeOf, COMMANDS, unpredictable, wasHeldBack } from "./prediction.ts";
import { hasFailed } from "./result.ts";

/** Modules whose results are what there is at a path. */
const LOOKING: ReadonlySet<string> = new Set(["find", "slurp", "stat"]);

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
    const change = this.#changeAt(pathsIn(args, namesFor(task, args)), task.module);
    const { result } = done;
    const bringer = this.#bringer;
    if (change === undefined) {
      const isCertain = bringer === undefined || !hasFailed(result);
      return isCertain ? done : unpredictable(new UnknownError([bringer]));
    }
    if (task.module === "stat" && !change.isReplacement && isThere(result)) {
      return { ...done, registered: presenceAlone(result, change.cause) };
    }
    if (!LOOKING.has(task.module) && !hasFailed(result)) return done;
    return unpredictable(new UnknownError([change.cause]));
  }

  /** Takes note of what a task would have done that ran in check mode. */
  note(task: LoadedTask, args: Dict, result: Dict): void {
    if (result.get("changed") !== true && !wasHeldBack(task, result)) return;
    if (mayBring(task)) this.#bringer = causeOf(task);
    const state = args.get("state") ?? null;
    const isAlone = task.module === "file" && state !== "absent" && args.get("recurse") !== true;
    // A module that was given a folder says which file it means.
    const said = pathsIn(result, ["dest", "path"]);
    const paths = said.length > 0 ? said : pathsIn(args, CHANGED);
    const isReplacement = state === "absent" || state === "hard" || state === "link";
    const reach = isAlone ? "itself" : "below";
    for (const path of paths) {
      this.#changes.push({ path, reach, isReplacement, cause: causeOf(task) });
    }
  }

  /** The last change that `module` would see at one of `paths`. */
  #changeAt(paths: readonly string[], module: string): HeldChange | undefined {
    return this.#changes.findLast((change) =>
      paths.some((path) =>
        path === change.path || change.reach === "below" && isBelow(path, change.path) ||
        module === "find" && isBelow(change.path, path)
      )
    );
  }
}

/** A command may bring anything, unless the playbook says that it changes nothing. */
function mayBring({ module, layer }: LoadedTask): boolean {
  if (!COMMANDS.has(module)) return BRINGING.has(module);
  return layer.settings.get("changed_when")?.value !== false;
}

/** The options of a task that say where it looks before it changes anything. */
function namesFor({ module }: LoadedTask, args: Dict): readonly string[] {
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
