import type { Files } from "../../base/files.ts";
import { absolutePath, folderOf, joinPath } from "../../base/posix_path.ts";
import type { Layer } from "./model.ts";

/** Where an import or include of a task file stands. */
export interface TaskFileQuery {
  /** As written, rendered. */
  readonly target: string;
  /** The level it stands at, for the files that were included on the way there. */
  readonly layer: Layer;
  /** The folder of the role it stands in. */
  readonly rolePath?: string;
  readonly subfolder: "tasks" | "handlers";
  readonly playFolder: string;
}

/** What came of the search. */
export interface TaskFile {
  readonly path?: string;
  /** Every path that was tried, in order. */
  readonly searched: readonly string[];
}

/**
 * Finds the file of import_tasks and include_tasks: beside the files that were included on the way,
 * in the role's `tasks` or `handlers`, beside the play (observed with Ansible 2.14).
 */
export function findTaskFile(files: Files, query: TaskFileQuery): TaskFile {
  const { target, playFolder } = query;
  const searched = new Set<string>();
  for (const candidate of target.startsWith("/") ? [target] : candidatesOf(files, query)) {
    const path = absolutePath(candidate, playFolder);
    if (searched.has(path)) continue;
    searched.add(path);
    if (files.status(path) !== undefined) return { path, searched: [...searched] };
  }
  return { searched: [...searched] };
}

function* candidatesOf(files: Files, query: TaskFileQuery): Iterable<string> {
  const { target, layer, rolePath, subfolder, playFolder } = query;
  let cumulative: string | undefined;
  for (const folder of includeFolders(layer)) {
    cumulative = cumulative === undefined ? folder : joinPath(folder, cumulative);
    if (rolePath === undefined) {
      yield joinPath(joinPath(playFolder, cumulative), target);
      yield joinPath(playFolder, target);
    } else {
      const base = joinPath(joinPath(rolePath, subfolder), cumulative);
      yield* relativeTo(files, base.replace(/\/$/, ""), query);
    }
  }
  if (rolePath !== undefined) yield* relativeTo(files, rolePath, query);
  yield joinPath(playFolder, target);
}

/** The folders of the files included on the way, innermost first, as far as the role reaches. */
function* includeFolders(layer: Layer): Iterable<string> {
  for (let at: Layer | undefined = layer; at !== undefined; at = at.parent) {
    if (at.kind === "role") return;
    if (at.kind === "import" || at.kind === "include") yield folderOf(at.target);
  }
}

function* relativeTo(files: Files, base: string, query: TaskFileQuery): Iterable<string> {
  const { target, subfolder, playFolder } = query;
  const isRole = isRoleFolder(files, base);
  const root = isRole && base.endsWith("/tasks") ? folderOf(base) : base;
  yield joinPath(joinPath(root, subfolder), target);
  if (isRole && !target.endsWith(subfolder)) yield joinPath(joinPath(root, "tasks"), target);
  yield joinPath(root, target);
  yield joinPath(joinPath(playFolder, subfolder), target);
  yield joinPath(playFolder, target);
}

function isRoleFolder(files: Files, path: string): boolean {
  const names = ["main.yml", "main.yaml", "main"];
  const has = (folder: string) =>
    names.some((name) => files.status(joinPath(folder, name)) !== undefined);
  return (path.endsWith("/tasks") && has(path)) || has(joinPath(path, "tasks")) ||
    has(joinPath(path, "meta"));
}
