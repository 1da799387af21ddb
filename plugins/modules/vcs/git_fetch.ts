import { folderOf } from "../../../lib/base/posix_path.ts";
import { type ModuleCall, ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import type { GitTask } from "./git_options.ts";
import type { GitProgram } from "./git_program.ts";
import { hasOtherAddress, headBranch, isRemoteBranch, isRemoteTag } from "./git_remote.ts";
import { verifySignature } from "./git_switch.ts";

/** Makes a clone where there is none. @throws {ModuleFailure} If that fails. */
export async function cloneRepository(
  call: ModuleCall,
  target: Target,
  { git, task, dest }: {
    readonly git: GitProgram;
    readonly task: GitTask;
    readonly dest: string;
  },
): Promise<void> {
  const { repo, version, remote, depth, refspec, reference } = task;
  const parent = folderOf(dest) || "/";
  await target.apply({ argv: ["mkdir", "-p", "--", parent] });
  const query = { remote: repo, version };
  const isNamed = await isRemoteBranch(git, query) || await isRemoteTag(git, query);
  const args = ["clone", ...(task.bare ? ["--bare"] : ["--origin", remote])];
  if (depth !== undefined && depth !== 0) {
    if (version === "HEAD" || refspec !== undefined) args.push("--depth", String(depth));
    else if (isNamed) args.push("--depth", String(depth), "--branch", version);
    else call.warn(NO_DEPTH);
  }
  if (reference !== undefined) args.push("--reference", reference);
  if (task.singleBranch) {
    args.push("--single-branch", ...(isNamed ? ["--branch", version] : []));
  }
  if (task.separateGitDir !== undefined) args.push(`--separate-git-dir=${task.separateGitDir}`);
  await git.mustRun([...args, repo, dest], parent);
  if (task.bare && remote !== "origin") await git.mustRun(["remote", "add", remote, repo], dest);
  if (refspec !== undefined) {
    const limit = depth === undefined || depth === 0 ? [] : ["--depth", String(depth)];
    await git.mustRun(["fetch", ...limit, remote, refspec], dest);
  }
  if (task.verifyCommit) await verifySignature(git, task, dest);
}

const NO_DEPTH = "Ignoring depth argument. Shallow clones are only available for " +
  "HEAD, branches, tags or in combination with refspec.";

/** @returns Whether the remote got another address. @throws {ModuleFailure} If that fails. */
export async function setAddress(
  git: GitProgram,
  { repo, remote }: GitTask,
  dest: string,
): Promise<boolean> {
  if (!await hasOtherAddress(git, { folder: dest, remote, repo })) return false;
  const { exitCode, stdout, stderr } = await git.run(["remote", "set-url", remote, repo], dest);
  if (exitCode === 0) return true;
  throw new ModuleFailure(`Failed to set a new url ${repo} for ${remote}: ${stdout} ${stderr}`);
}

/** Fetches what the version needs. @throws {ModuleFailure} If that fails. */
export async function fetchVersion(git: GitProgram, task: GitTask, dest: string): Promise<void> {
  const { remote, refspec, depth } = task;
  const few = depth === undefined || depth === 0 ? [] : await fewest(git, task, dest);
  const args = ["fetch"];
  const refspecs = [...few];
  if (few.length > 0) args.push("--depth", String(depth));
  else {
    if (task.bare) refspecs.push("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");
    else args.push("--tags");
    if (refspec !== undefined) refspecs.push(refspec);
  }
  if (task.force) args.push("--force");
  args.push(remote, ...refspecs);
  const { exitCode, stdout, stderr } = await git.run(args, dest);
  if (exitCode === 0) return;
  throw new ModuleFailure(`Failed to download remote objects and refs: ${stdout} ${stderr}`, {
    result: { cmd: [git.options.program, ...args] },
  });
}

/** The references that a shallow clone has to fetch; none for a commit, which needs all. */
async function fewest(git: GitProgram, task: GitTask, dest: string): Promise<string[]> {
  const { version, remote, refspec, repo } = task;
  if (refspec !== undefined) return [refspec];
  const current = await headBranch(git, dest, remote);
  if (version === "HEAD") return [current];
  if (await isRemoteBranch(git, { remote: repo, version, folder: dest })) {
    return [
      ...(current === version ? [] : [`+refs/heads/${version}:refs/heads/${version}`]),
      `+refs/heads/${version}:refs/remotes/${remote}/${version}`,
    ];
  }
  const isTag = await isRemoteTag(git, { remote: repo, version, folder: dest });
  return isTag ? [`+refs/tags/${version}:refs/tags/${version}`] : [];
}
