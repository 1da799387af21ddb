import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import type { GitProgram } from "./git_program.ts";

/** @returns Whether a remote has such a branch. @throws {ModuleFailure} If it cannot be asked. */
export async function isRemoteBranch(
  git: GitProgram,
  { remote, version, folder }: RemoteQuery,
): Promise<boolean> {
  const args = ["ls-remote", remote, "-h", `refs/heads/${version}`];
  return (await git.mustAsk(args, folder)).includes(version);
}

/** @returns Whether a remote has such a tag. @throws {ModuleFailure} If it cannot be asked. */
export async function isRemoteTag(
  git: GitProgram,
  { remote, version, folder }: RemoteQuery,
): Promise<boolean> {
  const args = ["ls-remote", remote, "-t", `refs/tags/${version}`];
  return (await git.mustAsk(args, folder)).includes(version);
}

/** What is looked for, and where. */
export interface RemoteQuery {
  /** Its name in the repository of `folder`, or an address. */
  readonly remote: string;
  readonly version: string;
  readonly folder?: string;
}

/**
 * @returns The commit that a remote has for a version; the version itself if it is neither branch
 * nor tag, since a remote cannot be asked for commits.
 * @throws {ModuleFailure} If it has none, or cannot be asked.
 */
export async function remoteHead(git: GitProgram, query: RemoteQuery): Promise<string> {
  const { remote, version, folder } = query;
  const args = await question(git, query);
  if (args === undefined) return version;
  const lines = (await git.mustAsk(["ls-remote", remote, ...args], folder)).trim().split("\n");
  const endingIn = (end: string) => lines.find((line) => line.endsWith(end));
  const line = args[0] === "-t"
    ? endingIn(`${version}^{}`) ?? endingIn(version) ?? lines[0]
    : lines[0];
  const commit = line?.split(/\s/)[0] ?? "";
  if (commit === "") {
    throw new ModuleFailure(`Could not determine remote revision for ${version}`);
  }
  return commit;
}

async function question(git: GitProgram, query: RemoteQuery): Promise<string[] | undefined> {
  const { remote, version, folder } = query;
  if (version === "HEAD") {
    if (folder === undefined) return ["-h", "HEAD"];
    const branch = await headBranch(git, folder, remote);
    return ["-h", `refs/heads/${branch}`];
  }
  if (await isRemoteBranch(git, query)) return ["-h", `refs/heads/${version}`];
  if (await isRemoteTag(git, query)) return ["-t", `refs/tags/${version}*`];
  return undefined;
}

/** @returns The branch that is checked out; with none, the remote's own; "None" if that is unknown. */
export async function headBranch(
  git: GitProgram,
  folder: string,
  remote: string,
): Promise<string> {
  const own = await git.ask(["symbolic-ref", "-q", "HEAD"], folder);
  if (own.exitCode === 0) return own.stdout.trim().replace(/^refs\/heads\//, "");
  const prefix = `refs/remotes/${remote}/`;
  const theirs = await git.ask(["symbolic-ref", "-q", `${prefix}HEAD`], folder);
  return theirs.exitCode === 0 ? theirs.stdout.trim().slice(prefix.length) : "None";
}

/** @returns Whether the repository itself has such a branch. */
export async function isLocalBranch(
  git: GitProgram,
  folder: string,
  branch: string,
): Promise<boolean> {
  const { exitCode } = await git.ask(
    ["show-ref", "--verify", "--quiet", `refs/heads/${branch}`],
    folder,
  );
  return exitCode === 0;
}

/** @returns Whether the address of a remote is another than `repo`. */
export async function hasOtherAddress(
  git: GitProgram,
  { folder, remote, repo }: {
    readonly folder: string;
    readonly remote: string;
    readonly repo: string;
  },
): Promise<boolean> {
  const { exitCode, stdout } = await git.ask(["ls-remote", "--get-url", remote], folder);
  const address = stdout.replace(/\n+$/, "");
  return exitCode === 0 && address !== "" && plain(address) !== plain(repo);
}

function plain(address: string): string {
  return address.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
}
