import { suggestion } from "../../source/suggestion.ts";
import type { ModuleSpec } from "../playbook/argument_spec.ts";
import type { LoadedTask } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import type { Environment } from "../template/environment.ts";
import { unknownLoop } from "../playbook/unknown_loop.ts";
import { isLookup } from "../template/lookups/is_lookup.ts";
import { type ModuleFiles, unknownModule } from "../playbook/unknown_module.ts";
import { checkCall, optionsByWord } from "./check_call.ts";
import type { Found } from "./found.ts";
import { isReserved } from "./magic_names.ts";
import type { SourceIndex } from "../../source/source_index.ts";
import { argumentSurprises } from "./yaml_surprises.ts";

/** What is known of modules. */
export interface KnownModules {
  /** Has the lookups that loops can name. */
  readonly environment: Environment;
  /** All modules and actions there are, by canonical name. */
  readonly modules: ReadonlySet<string>;
  /** Modules that are files on the controller. */
  readonly moduleFiles?: ModuleFiles;
  /** What a module accepts, if that is written down. */
  readonly specOf: (module: string) => ModuleSpec | undefined;
}

/** @returns What is wrong with the module of a task, its arguments and its loop. */
export function checkTask(
  task: LoadedTask,
  known: KnownModules,
  sources: SourceIndex,
): readonly Found[] {
  const found: Found[] = [];
  if (!known.modules.has(task.module)) found.push(...checkModuleFile(task, known));
  const spec = known.specOf(task.module);
  const documented = spec === undefined ? known.moduleFiles?.documented?.(task) : undefined;
  if (documented !== undefined) {
    // Much that is documented as a text may be a list, too.
    const certain = checkCall(task, documented).filter(({ rule }) => rule !== "collection-as-text");
    found.push(...certain.map(asWarning));
  }
  // What a run says of an unknown meta action is checkMeta()'s.
  if (spec !== undefined && task.module !== "meta") {
    found.push(...checkCall(task, spec));
    const options = optionsByWord(spec.arguments);
    for (const one of task.args) {
      const option = options.get(one.key);
      if (option !== undefined) found.push(...argumentSurprises(one, option, sources));
    }
  }
  if (task.module === "set_fact") found.push(...checkFacts(task));
  if (task.module === "meta") found.push(...checkMeta(task));
  return [...found, ...checkLoop(task, known)];
}

/** What is documented may be less than what is accepted. */
function asWarning(found: Found): Found {
  return { ...found, severity: "warning" };
}

/** A module that is no plugin: it may be a file, or one that is not run. */
function checkModuleFile(
  task: LoadedTask,
  { modules, moduleFiles }: KnownModules,
): readonly Found[] {
  const file = moduleFiles?.find(task);
  if (file === undefined) {
    const { message, hint } = unknownModule(task, modules);
    return [{ rule: "unknown-module", message, ...(hint === undefined ? {} : { hint }) }];
  }
  return file.reason === undefined ? [] : [{ rule: "refused-module", message: file.reason }];
}

const META_ACTIONS = [
  "clear_facts",
  "clear_host_errors",
  "end_batch",
  "end_host",
  "end_play",
  "flush_handlers",
  "noop",
  "refresh_inventory",
  "reset_connection",
];

function checkMeta(task: LoadedTask): readonly Found[] {
  const action = task.freeForm ?? "";
  if (META_ACTIONS.includes(action) || isTemplate(action)) return [];
  const near = suggestion(action, META_ACTIONS);
  return [{
    rule: "unknown-meta",
    message: `invalid meta action requested: ${action}`,
    hint: near === undefined
      ? `Meta actions are ${META_ACTIONS.join(", ")}`
      : `Did you mean '${near}'?`,
  }];
}

function checkLoop(task: LoadedTask, known: KnownModules): readonly Found[] {
  const { loopWith } = task;
  return loopWith === undefined || isLookup(loopWith, known.environment) ? [] : [unknownLoop(task)];
}

function checkFacts(task: LoadedTask): readonly Found[] {
  return task.args.flatMap(({ key, position }): readonly Found[] => {
    if (key === "cacheable" || isTemplate(key)) return [];
    const where = position === undefined ? {} : { position };
    if (!/^[A-Za-z_]\w*$/.test(key)) {
      return [{
        rule: "variable-name",
        message: `The variable name '${key}' is not valid`,
        hint: "Variables must start with a letter or underscore character, and contain only " +
          "letters, numbers and underscores",
        ...where,
      }];
    }
    return isReserved(key) ? [{ ...magicVariable(key), ...where }] : [];
  });
}

/** @returns The finding about setting a variable that a run sets itself. */
export function magicVariable(name: string): Found {
  return {
    rule: "magic-variable",
    message: `'${name}' is a variable that a run sets itself: one of the two values is never seen`,
    hint: "Choose another name",
  };
}
