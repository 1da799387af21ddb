import type { Diagnostic } from "../../base/diagnostic.ts";
import { suggestion } from "../../source/suggestion.ts";
import { LOOKUPS } from "../template/lookups/registry.ts";
import { allTasks } from "./all_tasks.ts";
import type { LoadedPlaybook, LoadedTask } from "./model.ts";

/** @returns What is to be said of a task whose `with_…` names no lookup. */
export function unknownLoop(
  { loopWith, layer }: LoadedTask,
): Partial<Pick<Diagnostic, "position">> & Pick<Diagnostic, "message" | "hint"> & {
  readonly rule: "unknown-lookup";
} {
  const near = suggestion(loopWith ?? "", Object.keys(LOOKUPS));
  const position = layer.settings.get("loop_with")?.position;
  return {
    rule: "unknown-lookup",
    message: `'with_${loopWith}' is not a valid attribute for a Task`,
    hint: near === undefined ? `There is no lookup '${loopWith}'` : `Did you mean 'with_${near}'?`,
    ...(position === undefined ? {} : { position }),
  };
}

/** @returns A finding for every task that loops over a lookup that there is not. */
export function unknownLoopsOf(
  playbook: LoadedPlaybook,
  isLookup: (name: string) => boolean,
): readonly Diagnostic[] {
  return playbook.plays.flatMap(allTasks)
    .filter(({ loopWith }) => loopWith !== undefined && !isLookup(loopWith))
    .map((task) => ({
      severity: "error",
      position: { file: playbook.file, line: 1, column: 1 },
      ...unknownLoop(task),
    }));
}
