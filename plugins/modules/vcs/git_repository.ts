import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import type { GitTask } from "./git_options.ts";

/** Where the repository of a working copy is. */
export interface RepositoryPlace {
  readonly path: string;
  readonly isThere: boolean;
}

/** @throws {ModuleFailure} If the working copy names a repository that is not there. */
export async function findRepository(
  target: Target,
  { dest, bare }: { readonly dest: string; readonly bare: boolean },
): Promise<RepositoryPlace> {
  const own = bare ? dest : `${dest}/.git`;
  const [config, isFile, file] = await target.probe(
    { argv: ["test", "-e", `${own}/config`] },
    { argv: ["test", "-f", own] },
    { argv: ["cat", own] },
  );
  if (isFile?.exitCode !== 0) return { path: own, isThere: config?.exitCode === 0 };
  const named = /^gitdir: (.*)$/s.exec(file?.stdout.trimEnd() ?? "")?.[1];
  if (named === undefined) throw invalid(".git file has invalid git dir reference format");
  const path = named.startsWith("/") ? named : `${dest}/${named}`;
  const [isFolder, configThere] = await target.probe(
    { argv: ["test", "-d", path] },
    { argv: ["test", "-e", `${path}/config`] },
  );
  if (isFolder?.exitCode !== 0) throw invalid(`${path} is not a directory`);
  return { path, isThere: configThere?.exitCode === 0 };
}

/**
 * Moves the repository of a working copy to the folder of its own that the task names.
 *
 * @returns Keys of the result. @throws {ModuleFailure} If there is something already.
 */
export async function moveRepository(
  { checkMode }: ModuleCall,
  target: Target,
  { task: { separateGitDir, bare }, dest }: { readonly task: GitTask; readonly dest: string },
): Promise<Readonly<Record<string, string>>> {
  if (separateGitDir === undefined) return {};
  const { path } = await findRepository(target, { dest, bare });
  const [there, taken] = await target.probe(
    { argv: ["test", "-e", path] },
    { argv: ["test", "-e", separateGitDir] },
  );
  if (there?.exitCode !== 0 || path === separateGitDir || checkMode) return {};
  const result: ModuleResult = { changed: true };
  if (taken?.exitCode === 0) {
    throw new ModuleFailure(`Separate-git-dir path ${separateGitDir} already exists.`, result);
  }
  const [outcome] = await target.apply({
    script: 'mv "$1" "$2" && { printf "gitdir: %s" "$2" >"$3/.git" || { mv "$2" "$1"; false; }; }',
    argv: [path, separateGitDir, dest],
  });
  if (outcome?.exitCode !== 0) {
    throw new ModuleFailure(`Unable to move git dir. ${outcome?.stderr ?? ""}`, result);
  }
  return { git_dir_before: path, git_dir_now: separateGitDir };
}

function invalid(details: string): ModuleFailure {
  return new ModuleFailure(
    "Current repo does not have a valid reference to a separate Git dir or it refers to the " +
      "invalid path",
    { result: { details } },
  );
}
