import { folderOf } from "../../base/posix_path.ts";
import { type Dict, dict, type Value } from "../../base/value.ts";
import type { Keyword, ModuleTask, Task } from "../../wire/task.ts";
import { at, settingsOf, varsOf } from "./_convert.ts";
import { canonicalName } from "./canonical_name.ts";
import { conditions, tags } from "./inherited.ts";
import type {
  Layer,
  LoadedNode,
  LoadedRole,
  LoadedTask,
  LoadedVar,
  Settings,
  Written,
} from "./model.ts";
import { paramsDict, type Validation } from "./role_reader.ts";

/** What a node needs to know of the place it stands at. */
export interface NodePlace {
  readonly layer: Layer;
  readonly roles: readonly LoadedRole[];
  readonly subfolder: "tasks" | "handlers";
  readonly playFolder: string;
}

/** @returns The tasks of handler nodes; blocks around them are left away. */
export function flattened(nodes: readonly LoadedNode[]): readonly LoadedTask[] {
  return nodes.flatMap((node) => {
    if (node.kind === "task") return [node];
    return node.kind === "block" ? flattened(node.block) : [];
  });
}

/** @returns The level of a task or block itself. */
export function layerOf(kind: "task" | "block", task: Task, parent: Layer): Layer {
  const { settings, vars } = partsOf(task);
  return { kind, settings, vars, parent };
}

/** The values of a task of the wire; a file that is included often is converted once. */
interface Parts {
  readonly settings: Settings;
  readonly vars: readonly LoadedVar[];
  readonly args: readonly LoadedVar[];
}

const PARTS = new WeakMap<Task, Parts>();

/** @returns The values of a task of the wire. */
export function partsOf(task: Task): Parts {
  const known = PARTS.get(task);
  if (known !== undefined) return known;
  const parts: Parts = {
    settings: settingsOf(task.settings),
    vars: varsOf(task.vars),
    args: task.kind === "task" ? varsOf(task.args) : [],
  };
  PARTS.set(task, parts);
  return parts;
}

/** @returns What an import hands down: not what says how one task runs. */
export function handedDown(settings: Settings): Settings {
  const own: readonly Keyword[] = ["loop", "loop_with", "loop_control", "register", "until"];
  return new Map([...settings].filter(([keyword]) => !own.includes(keyword)));
}

/** @returns A task as the executor runs it. */
export function loadedTask(task: ModuleTask, place: NodePlace): LoadedTask {
  const layer = layerOf("task", task, place.layer);
  return {
    kind: "task",
    ...(task.name === undefined ? {} : { name: task.name }),
    module: canonicalName(task.module),
    writtenModule: task.module,
    args: partsOf(task).args,
    ...(task.freeForm === undefined ? {} : { freeForm: task.freeForm }),
    ...(task.argsTemplate === undefined ? {} : { argsTemplate: task.argsTemplate }),
    ...(task.loopWith === undefined ? {} : { loopWith: task.loopWith }),
    layer,
    roles: place.roles,
    when: conditions(layer),
    tags: tags(layer),
    searchPath: searchPathOf(place, task.position?.file),
    ...at(task.position),
    ...(task.modulePosition === undefined ? {} : { modulePosition: task.modulePosition }),
    ...(place.subfolder === "handlers" ? { isHandler: true } : {}),
  };
}

/** @returns The task that checks a role's arguments; like Ansible's it has the tag `always`. */
export function validationTask(
  role: LoadedRole,
  validation: Validation,
  place: NodePlace,
): LoadedTask {
  const { entryPoint, shortDescription, options, position } = validation;
  const always: Written = { value: ["always"] };
  const layer: Layer = {
    kind: "task",
    settings: new Map([["tags", always]]),
    vars: [],
    parent: place.layer,
  };
  const context: Dict = dict({
    type: "role",
    name: role.name,
    argument_spec_name: entryPoint,
    path: role.path,
  });
  const args: readonly [string, Value][] = [
    ["argument_spec", options],
    ["provided_arguments", paramsDict(role)],
    ["validate_args_context", context],
  ];
  const name = `Validating arguments against arg spec '${entryPoint}'`;
  return {
    kind: "task",
    name: shortDescription === undefined ? name : `${name} - ${shortDescription}`,
    module: "validate_argument_spec",
    writtenModule: "ansible.builtin.validate_argument_spec",
    args: args.map(([key, value]) => ({ key, value })),
    layer,
    roles: place.roles,
    when: conditions(layer),
    tags: tags(layer),
    searchPath: searchPathOf(place, undefined),
    position,
  };
}

/** The roles from the innermost outwards, the folder of the task's file, that of the play. */
function searchPathOf(place: NodePlace, file: string | undefined): readonly string[] {
  const roles = place.roles.map(({ path }) => path).reverse();
  const own = file === undefined ? [] : [folderOf(file)];
  return [...new Set([...roles, ...own, place.playFolder])];
}
