import type { Diagnostic } from "../../base/diagnostic.ts";
import { suggestion } from "../../source/suggestion.ts";
import { allTasks, tasksOf } from "./all_tasks.ts";
import type { ModuleSpec } from "./argument_spec.ts";
import type { LoadedNode, LoadedPlaybook, LoadedTask } from "./model.ts";

/** Modules that are no plugins: files on the controller. */
export interface ModuleFiles {
  /** @returns The module that `task` names, or `undefined` if there is none. */
  find(
    task: LoadedTask,
  ): { readonly kind: string; readonly path?: string; readonly reason?: string } | undefined;
  /** @returns What the documentation of the module says that it accepts, if it has any. */
  documented?(task: LoadedTask): ModuleSpec | undefined;
}

/** @returns What is to be said of a task whose module is not among `modules`. */
export function unknownModule(
  task: LoadedTask,
  modules: Iterable<string>,
): Pick<Diagnostic, "rule" | "message" | "hint"> {
  const near = suggestion(task.module, [...modules]);
  return {
    rule: "unknown-module",
    message: `couldn't resolve module/action '${task.writtenModule}'. This often indicates a ` +
      "misspelling, missing collection, or incorrect module path.",
    ...(near === undefined ? {} : { hint: `Did you mean '${near}'?` }),
  };
}

/** @returns Whether the module's name is only known when the task runs. */
export function isTemplated({ module }: LoadedTask): boolean {
  return module.includes("{{");
}

/** @returns A finding for every task of `nodes` whose module is neither in `modules` nor in `files`. */
export function unknownModules(
  nodes: readonly LoadedNode[],
  modules: ReadonlySet<string>,
  files: ModuleFiles,
): readonly Diagnostic[] {
  return tasksOf(nodes).flatMap((task) => unknownOf(task, modules, files));
}

function unknownOf(
  task: LoadedTask,
  modules: ReadonlySet<string>,
  files: ModuleFiles,
): readonly Diagnostic[] {
  if (isTemplated(task) || modules.has(task.module) || files.find(task) !== undefined) return [];
  const position = task.modulePosition ?? task.position ?? { file: "", line: 1, column: 1 };
  return [{ severity: "error", ...unknownModule(task, modules), position }];
}

/** @returns Those of all plays of a playbook. */
export function unknownModulesOf(
  playbook: LoadedPlaybook,
  modules: ReadonlySet<string>,
  files: ModuleFiles,
): readonly Diagnostic[] {
  return playbook.plays.flatMap(allTasks)
    .flatMap((task) => unknownOf(task, modules, files));
}
