import { suggestion } from "../../source/suggestion.ts";
import type { Found } from "./_check_keywords.ts";
import { displayName, setting } from "./inherited.ts";
import type { LoadedNode, LoadedPlay, LoadedTask } from "./model.ts";
import { isTemplate } from "./static_names.ts";

/**
 * @returns Handlers that are notified and are not there. Names that are templates, and plays whose
 * handlers a dynamic include may bring, are left alone.
 */
export function checkNotify(play: LoadedPlay): readonly Found[] {
  const names = new Set(play.handlers.flatMap(namesOf));
  const tasks = tasksOf([...play.preTasks, ...play.tasks, ...play.postTasks, ...play.handlers]);
  const isOpen = [...names].some(isTemplate) ||
    tasks.some((task) => task.module === "include_role" || task.isHandler && isInclude(task));
  if (isOpen) return [];
  return tasks.flatMap((task) => {
    const notify = setting(task.layer, "notify");
    if (notify === undefined) return [];
    const { value, position } = notify;
    return (Array.isArray(value) ? value : [value]).flatMap((name) => {
      if (typeof name !== "string" || names.has(name) || isTemplate(name)) return [];
      const near = suggestion(name, names);
      return [{
        rule: "unknown-handler",
        severity: "warning" as const,
        message: `The requested handler '${name}' was not found in either the main handlers list ` +
          "nor in the listening handlers list",
        ...(near === undefined ? {} : { hint: `Did you mean '${near}'?` }),
        ...(position === undefined ? {} : { position }),
      }];
    });
  });
}

function isInclude(task: LoadedTask): boolean {
  return task.module === "include_tasks";
}

/** A handler answers to its name, with and without its role, and to the topics it listens to. */
function namesOf(handler: LoadedTask): readonly string[] {
  const listen = handler.layer.settings.get("listen")?.value ?? [];
  const topics = (Array.isArray(listen) ? listen : [listen]).filter((one) =>
    typeof one === "string"
  );
  return handler.name === undefined ? topics : [handler.name, displayName(handler), ...topics];
}

function tasksOf(nodes: readonly LoadedNode[]): readonly LoadedTask[] {
  return nodes.flatMap((node) => {
    if (node.kind === "task") return [node];
    return node.kind === "block" ? tasksOf([...node.block, ...node.rescue, ...node.always]) : [];
  });
}
