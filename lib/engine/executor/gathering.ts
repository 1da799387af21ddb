import type { Keyword } from "../../wire/task.ts";
import type { LoadedPlay, LoadedTask, LoadedVar } from "../playbook/model.ts";
import type { RunOptions } from "./options.ts";
import type { PlayState } from "./play_state.ts";
import { asBool } from "./bool.ts";
import { Keywords } from "./keywords.ts";
import { TaskError } from "./task_error.ts";
import type { Variables } from "./variables.ts";
import { toText } from "../template/text.ts";

/** @returns The task that gathers facts before a play's own, or `undefined` if none is wanted. */
export function gatheringTask(
  state: PlayState,
  { options, variables }: { readonly options: RunOptions; readonly variables: Variables },
): LoadedTask | undefined {
  const { play } = state;
  const keywords = new Keywords(play.layer, variables.playScope(state));
  const said = keywords.value("gather_facts");
  const isWanted = said === undefined || said === null
    ? options.gathering !== "explicit"
    : asBool(said);
  if (isWanted === undefined) {
    throw new TaskError(
      `Cannot use gather_facts: expected a yes or no, found ${toText(said ?? null)}`,
    );
  }
  if (!isWanted) return undefined;
  return {
    kind: "task",
    name: "Gathering Facts",
    module: "setup",
    writtenModule: "setup",
    args: ARGUMENTS.flatMap((name) => argument(play, name, options)),
    layer: { kind: "task", settings: new Map(), vars: [], parent: play.layer },
    roles: [],
    when: play.when,
    tags: ["always"],
    searchPath: [play.folder],
    ...(play.position && { position: play.position }),
  };
}

/** Keywords of a play that are arguments of `setup`. */
const ARGUMENTS = ["gather_subset", "gather_timeout", "fact_path"] as const satisfies Keyword[];

function argument(
  play: LoadedPlay,
  name: typeof ARGUMENTS[number],
  { gatherDefaults }: RunOptions,
): readonly LoadedVar[] {
  const written = play.layer.settings.get(name);
  if (written !== undefined) return [{ ...written, key: name }];
  const value = gatherDefaults.get(name);
  return value === undefined ? [] : [{ key: name, value }];
}
