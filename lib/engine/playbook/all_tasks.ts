import type { LoadedNode, LoadedPlay, LoadedTask } from "./model.ts";

/** @returns All tasks of a play, those of blocks, roles and handlers too, in order. */
export function allTasks(
  { preTasks, tasks, postTasks, handlers }: LoadedPlay,
): readonly LoadedTask[] {
  return tasksOf([...preTasks, ...tasks, ...postTasks, ...handlers]);
}

/** @returns All tasks of `nodes`, those of blocks too, in order. */
export function tasksOf(nodes: readonly LoadedNode[]): readonly LoadedTask[] {
  return nodes.flatMap((node): readonly LoadedTask[] => {
    switch (node.kind) {
      case "task":
        return [node];
      case "block":
        return tasksOf([...node.block, ...node.rescue, ...node.always]);
      case "role_end":
        return [];
      default:
        return node satisfies never;
    }
  });
}
