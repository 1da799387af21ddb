import { isDict, type Value } from "../../base/value.ts";
import type { Layer, LoadedTask } from "../playbook/model.ts";
import type { LoopPlan } from "./loop.ts";
import type { LayeredScope } from "./scope.ts";

/** The place of a round among those of its loop that are on their way at the same time. */
export interface Turn {
  /** Resolves when the round before has sent what it does first to its target, or has ended. */
  readonly before: Promise<unknown>;
  /** Lets the next round send. */
  readonly taken: () => void;
  /**
   * @returns Whether a round in front of this has changed something since this one began, once all
   * of them have ended: what this one has seen is out of date then. Absent where no round sees what
   * others do.
   */
  readonly isOvertaken?: () => Promise<boolean>;
  /** Says that the round is about to change something. */
  readonly changes?: () => void;
}

/**
 * How rounds are on their way together: they cannot see each other, or they look at once and look
 * again if one in front of them has changed something.
 */
export type Overlap = "apart" | "again";

/** How many rounds of a loop are on their way at most. */
export const ROUNDS_AT_ONCE = 16;

/** Keywords that count on a round having ended before the next begins. */
const IN_ORDER = [
  "async",
  "debugger",
  "delegate_to",
  "module_defaults",
  "retries",
  "timeout",
  "until",
] as const;

/** What a round of these does is one step on the target, which follows the one before. */
const COMMANDS: ReadonlySet<string> = new Set(["command", "shell"]);

/** Arguments of commands that make it two steps. */
const TWO_STEPS: ReadonlySet<string> = new Set(["creates", "removes"]);

/** Modules that read a file first; most often it is as they want it. */
const EDITS: ReadonlySet<string> = new Set(["blockinfile", "ini_file", "lineinfile", "replace"]);

const EDITED = ["path", "dest", "destfile", "name"];

/** The arguments that name the path: rounds with a path each do not see what others do. */
const PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ...[...EDITS].map((name) => [name, EDITED] as const),
  ["copy", ["dest"]],
  ["template", ["dest"]],
  ["file", ["path", "dest", "name"]],
  ["stat", ["path", "dest", "name"]],
]);

/** What may ask the target of a round by a way of its own. */
const LOOKUP = /\b(?:lookup|query|q)\s*\(/;

/**
 * @param scopeOf The variables of a round.
 * @returns How rounds of the loop may begin before those in front of them have ended, if they may: on
 * a host that is another computer, nobody can tell the difference but by the clock.
 */
export function overlapOf(
  task: LoadedTask,
  plan: LoopPlan,
  scopeOf: (index: number) => LayeredScope,
): Overlap | undefined {
  if (plan.items.length < 2 || plan.pauseMs > 0 || plan.breakWhen.length > 0) return undefined;
  if (task.argsTemplate !== undefined || isInOrder(task.layer)) return undefined;
  const register = task.layer.settings.get("register");
  const name = register === undefined ? undefined : String(register.value);
  if (anyText(task, (text) => LOOKUP.test(text) || name !== undefined && text.includes(name))) {
    return undefined;
  }
  if (COMMANDS.has(task.module)) {
    return task.args.some(({ key }) => TWO_STEPS.has(key)) ? undefined : "apart";
  }
  if (haveOwnPaths(task, plan, scopeOf)) return "apart";
  return EDITS.has(task.module) ? "again" : undefined;
}

function isInOrder(layer: Layer): boolean {
  if (IN_ORDER.some((name) => layer.settings.has(name))) return true;
  return layer.parent !== undefined && isInOrder(layer.parent);
}

function haveOwnPaths(
  { module, args }: LoadedTask,
  { items }: LoopPlan,
  scopeOf: (index: number) => LayeredScope,
): boolean {
  const path = args.find(({ key }) => PATHS.get(module)?.includes(key));
  // What a link leads to may be what another round makes.
  if (path === undefined || module === "file" && args.some(({ key }) => key === "src")) {
    return false;
  }
  const source = args.find(({ key }) => key === "src");
  const paths = new Set<string>();
  for (const index of items.keys()) {
    const scope = scopeOf(index);
    const own = textOf(path.value, scope);
    if (own === undefined) return false;
    const name = own.endsWith("/") ? textOf(source?.value ?? "", scope) : "";
    paths.add(name ? `${own}${name.slice(name.lastIndexOf("/") + 1)}` : own.replace(/\/+$/, ""));
  }
  return paths.size === items.length && ![...paths].some((one) => isBelow(one, paths));
}

function textOf(value: Value, scope: LayeredScope): string | undefined {
  try {
    const text = scope.evaluate(value);
    return typeof text === "string" ? text : undefined;
  } catch {
    // The round itself tells what is wrong.
    return undefined;
  }
}

function isBelow(path: string, paths: ReadonlySet<string>): boolean {
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    if (paths.has(path.slice(0, at))) return true;
  }
  return false;
}

/** Settings that are read before the first round, or name what comes after it. */
const NOT_OF_ROUNDS: ReadonlySet<string> = new Set(["loop", "loop_with", "register"]);

/** Whether `is` holds for any text that a round of the task reads. */
function anyText({ args, freeForm, when, layer }: LoadedTask, is: (text: string) => boolean) {
  const has = (value: Value): boolean => {
    if (typeof value === "string") return is(value);
    if (Array.isArray(value)) return value.some(has);
    return isDict(value) && [...value].some(([key, one]) => has(key) || has(one));
  };
  return has(freeForm ?? "") || args.some(({ value }) => has(value)) ||
    when.some(({ value }) => has(value)) ||
    [...layer.settings].some(([key, { value }]) => !NOT_OF_ROUNDS.has(key) && has(value)) ||
    layer.vars.some(({ value }) => has(value));
}
