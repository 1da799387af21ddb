import type { Value } from "../../../base/value.ts";
import type { Keyword } from "../../../wire/task.ts";
import type { LoadedTask, Written } from "../../playbook/model.ts";

/**
 * @param settings The keywords of the task itself; those without a value are not there.
 * @returns A task that says nothing but what `draft` does.
 */
export function loadedTask(
  draft: Partial<LoadedTask>,
  ...settings: readonly (readonly [Keyword, Value | undefined])[]
): LoadedTask {
  const { module = "debug" } = draft;
  const own = new Map<Keyword, Written>();
  for (const [keyword, value] of settings) if (value !== undefined) own.set(keyword, { value });
  return {
    kind: "task",
    module,
    writtenModule: module,
    args: [],
    layer: { kind: "task", settings: own, vars: [] },
    roles: [],
    when: [],
    tags: [],
    searchPath: [],
    ...draft,
  };
}
