import {
  bool,
  type Dict,
  type Diff,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { writeArchive } from "./git_archive.ts";
import { cloneRepository, fetchVersion, setAddress } from "./git_fetch.ts";
import { type GitTask, readGitTask } from "./git_options.ts";
import { GitProgram } from "./git_program.ts";
import { hasOtherAddress, remoteHead } from "./git_remote.ts";
import { updateSubmodules } from "./git_submodules.ts";
import { switchVersion } from "./git_switch.ts";
import { findRepository, moveRepository } from "./git_repository.ts";

/** Clones a repository or brings a clone to a version. Behaves as Ansible 2.14's git. */
export async function git(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const task = await readGitTask(call.args, target);
  const program = await programOf(call, target, task);
  const { dest, repo, version } = task;
  if (dest === undefined) {
    const after = await remoteHead(program, { remote: repo, version });
    return withDiff(call, program, { before: null, after, changed: true, dest });
  }
  const moved = await moveRepository(call, target, { task, dest });
  const repository = await findRepository(target, { dest, bare: task.bare });
  const work: Work = { call, target, task, git: program, dest, keys: moved };
  if (!repository.isThere) {
    if (call.checkMode || !task.clone) {
      const after = await remoteHead(program, { remote: repo, version });
      return withDiff(call, program, { before: null, after, changed: true, dest, keys: moved });
    }
    await cloneRepository(call, target, { git: program, task, dest });
    return await settle(work, { before: null, isForced: false, isMoved: false });
  }
  const before = await commitOf(program, dest);
  if (!task.update) return await kept(work, before);
  return await update(work, before);
}

interface Work {
  readonly call: ModuleCall;
  readonly target: Target;
  readonly task: GitTask;
  readonly git: GitProgram;
  readonly dest: string;
  readonly keys: Readonly<Record<string, Value>>;
}

async function programOf(call: ModuleCall, target: Target, task: GitTask): Promise<GitProgram> {
  const variables = ["GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_OPTS"];
  const outcomes = await target.probe(
    ...variables.map((name) => ({ argv: ["printenv", name] })),
    ...programProbes(["git"]),
  );
  const [ssh, command, options] = outcomes.slice(0, 3)
    .map(({ stdout }) => stdout.replace(/\n$/, "") || undefined);
  const program = task.executable ??
    requireProgram(programPaths(["git"], outcomes.slice(3)), "git");
  const { args } = call;
  return new GitProgram(target, {
    program,
    checkMode: call.checkMode,
    umask: task.umask,
    sshCommand: `${ssh ?? command ?? "ssh"} ${sshOptions(args, task, options)}`.trim(),
    hasSshOptions: [task.keyFile, optionalStr(args, "ssh_opts")].some((one) => one !== undefined) ||
      bool(args, "accept_hostkey") || bool(args, "accept_newhostkey"),
  });
}

function sshOptions(args: Dict, { keyFile }: GitTask, given = ""): string {
  let options = `${given} ${optionalStr(args, "ssh_opts") ?? ""}`.trim();
  const add = (option: string) => {
    if (!options.includes(option)) options += ` ${option}`;
  };
  const hasKeyCheck = /-o StrictHostKeyChecking=(no|accept-new)/.test(options);
  if (bool(args, "accept_hostkey") && !hasKeyCheck) add("-o StrictHostKeyChecking=no");
  if (bool(args, "accept_newhostkey") && !hasKeyCheck) add("-o StrictHostKeyChecking=accept-new");
  if (!options.includes("BatchMode=yes")) add("-o BatchMode=yes");
  if (keyFile !== undefined) {
    add(`-i ${keyFile}`);
    if (!options.includes("IdentitiesOnly=yes")) add("-o IdentitiesOnly=yes");
  }
  return options.trim();
}

async function commitOf(git: GitProgram, dest: string): Promise<string> {
  return (await git.ask(["rev-parse", "HEAD"], dest)).stdout.replace(/\n$/, "");
}

/** Without `update` the repository stays; its archive alone is looked after. */
async function kept(work: Work, before: string): Promise<ModuleResult> {
  const { call, task, keys } = work;
  const isMoved = call.checkMode && Object.keys(keys).length > 0;
  const isArchived = task.archive === undefined
    ? isMoved
    : call.checkMode || await archived(work, task.archive);
  return { changed: isArchived, result: { ...keys, before, after: before } };
}

async function archived(
  { target, git, task, dest }: Work,
  archive: string,
): Promise<boolean> {
  return await writeArchive(target, { git, task, dest, archive });
}

async function update(work: Work, before: string): Promise<ModuleResult> {
  const { call, task, git, dest, keys } = work;
  const { remote, repo, version } = task;
  const isDirty = !task.bare && await hasModifications(git, dest);
  if (isDirty && !task.force) {
    throw new ModuleFailure(
      `Local modifications exist in the destination: ${dest} (force=no).`,
      { result: { ...keys, before } },
    );
  }
  if (call.checkMode) {
    const isMoved = await hasOtherAddress(git, { folder: dest, remote, repo });
    const after = await remoteHead(git, { remote, version, folder: dest });
    const changed = before !== after || isMoved;
    const more = { ...keys, remote_url_changed: isMoved };
    return withDiff(call, git, { before, after, changed, dest, keys: more });
  }
  if (isDirty) await git.mustRun(["reset", "--hard", "HEAD"], dest);
  const isMoved = await setAddress(git, task, dest);
  await fetchVersion(git, task, dest);
  return await settle(work, { before, isForced: isDirty, isMoved });
}

/** After fetching. */
async function settle(
  work: Work,
  { before, isForced, isMoved }: {
    /** Null for a new clone. */
    readonly before: string | null;
    readonly isForced: boolean;
    readonly isMoved: boolean;
  },
): Promise<ModuleResult> {
  const { call, target, task, git, dest, keys } = work;
  if (!task.bare) await switchVersion(git, task, dest);
  const isUpdated = task.recursive && !task.bare &&
    await updateSubmodules(target, { git, task, dest });
  const after = await commitOf(git, dest);
  const changed = before !== after || isForced || isUpdated || isMoved ||
    Object.keys(keys).length > 0;
  const shown = await withDiff(call, git, {
    before,
    after,
    changed,
    dest,
    keys: {
      ...keys,
      ...(isForced ? { msg: `Local modifications exist in the destination: ${dest}` } : {}),
      ...(before === null ? {} : { remote_url_changed: isMoved }),
      ...(isUpdated ? { submodules_changed: true } : {}),
    },
  });
  if (task.archive === undefined) return shown;
  return { ...shown, changed: await archived(work, task.archive) };
}

async function hasModifications(git: GitProgram, dest: string): Promise<boolean> {
  const { stdout } = await git.ask(["--no-optional-locks", "status", "--porcelain"], dest);
  return stdout.split("\n").some((line) => line !== "" && !line.startsWith("??"));
}

async function withDiff(
  call: ModuleCall,
  git: GitProgram,
  { before, after, changed, dest, keys = {} }: {
    readonly before: string | null;
    readonly after: string;
    readonly changed: boolean;
    readonly dest: string | undefined;
    readonly keys?: Readonly<Record<string, Value>>;
  },
): Promise<ModuleResult> {
  const isShown = call.diff && changed && before !== after;
  const prepared = !isShown
    ? undefined
    : before === null || dest === undefined
    ? `>> Newly checked out ${after}`
    : await difference(git, dest, [before, after]);
  const diff: readonly Diff[] = prepared === undefined ? [] : [{ prepared }];
  return { changed, result: { ...keys, before, after }, diff };
}

async function difference(
  git: GitProgram,
  dest: string,
  [before, after]: readonly [string, string],
): Promise<string> {
  const args = ["diff", "--no-ext-diff", "--no-textconv", before, after];
  const { exitCode, stdout, stderr } = await git.ask(args, dest);
  if (exitCode === 0 && stdout !== "") return stdout;
  if (exitCode === 0) return `>> No visual differences between ${before} and ${after}`;
  const failure = `>> Failed to get proper diff between ${before} and ${after}`;
  return stderr === "" ? failure : `${failure}:\n>> ${stderr}`;
}
