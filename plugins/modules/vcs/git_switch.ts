import { type CommandOutcome, ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { shellQuote } from "../../../lib/source/shell_quote.ts";
import type { GitTask } from "./git_options.ts";
import type { GitProgram } from "./git_program.ts";
import { headBranch, isLocalBranch, isRemoteBranch } from "./git_remote.ts";

/** Brings the working copy to the version. @throws {ModuleFailure} If that fails. */
export async function switchVersion(git: GitProgram, task: GitTask, dest: string): Promise<void> {
  const { version, remote, depth } = task;
  if (version === "HEAD") {
    const branch = await headBranch(git, dest, remote);
    const message = `Failed to checkout branch ${branch}`;
    await attempt(git, { args: ["checkout", "--force", branch], dest, message });
    const args = ["reset", "--hard", `${remote}/${branch}`, "--"];
    await attempt(git, { args, dest, message, isNamed: true });
  } else if (await isRemoteBranch(git, { remote, version, folder: dest })) {
    const isShallow = depth !== undefined && depth !== 0;
    if (isShallow && !await isLocalBranch(git, dest, version)) await fetchBranch(git, task, dest);
    if (await isLocalBranch(git, dest, version)) {
      const message = `Failed to checkout branch ${version}`;
      await attempt(git, { args: ["checkout", "--force", version], dest, message });
      const args = ["reset", "--hard", `${remote}/${version}`];
      await attempt(git, { args, dest, message: `Failed to checkout ${version}`, isNamed: true });
    } else {
      const args = ["checkout", "--track", "-b", version, `${remote}/${version}`];
      await attempt(git, { args, dest, message: `Failed to checkout ${version}`, isNamed: true });
    }
  } else {
    const args = ["checkout", "--force", version];
    await attempt(git, { args, dest, message: `Failed to checkout ${version}`, isNamed: true });
  }
  if (task.verifyCommit) await verifySignature(git, task, dest);
}

/** @throws {ModuleFailure} If the version is not signed, or by none of the keys that may sign it. */
export async function verifySignature(
  git: GitProgram,
  { version, keys }: GitTask,
  dest: string,
): Promise<void> {
  const tag = await git.ask(["cat-file", "-t", `refs/tags/${version}`], dest);
  const verb = tag.stdout.trim() === "tag" ? "verify-tag" : "verify-commit";
  const args = [verb, version, ...(keys.length > 0 ? ["--raw"] : [])];
  const message = `Failed to verify GPG signature of commit/tag "${version}"`;
  const outcome = await attempt(git, { args, dest, message });
  if (keys.length === 0) return;
  const signer = signerOf(outcome.stderr);
  if (signer !== undefined && keys.includes(signer)) return;
  throw new ModuleFailure(
    `The gpg_whitelist does not include the public key "${signer ?? "None"}" for this commit`,
    { command: outcome },
  );
}

/** The primary key's fingerprint, see doc/DETAILS of GnuPG about VALIDSIG. */
function signerOf(status: string): string | undefined {
  const fields = status.split("\n").map((line) => line.split(/\s+/).filter((word) => word !== ""))
    .find((words) => words[1] === "VALIDSIG");
  return fields === undefined ? undefined : fields[fields.length === 11 ? 11 : 2] ?? fields[2];
}

/** A shallow clone knows its own branch alone. */
async function fetchBranch(git: GitProgram, task: GitTask, dest: string): Promise<void> {
  const { version, remote, depth } = task;
  await attempt(git, {
    args: [
      ...["fetch", `--depth=${depth}`, remote, `+refs/heads/${version}:refs/heads/${version}`],
      `+refs/heads/${version}:refs/remotes/${remote}/${version}`,
    ],
    dest,
    message: `Failed to fetch branch from remote: ${version}`,
  });
}

async function attempt(
  git: GitProgram,
  { args, dest, message, isNamed = false }: {
    readonly args: readonly string[];
    readonly dest: string;
    readonly message: string;
    /** Whether a failure names the command. */
    readonly isNamed?: boolean;
  },
): Promise<CommandOutcome> {
  const outcome = await git.run(args, dest);
  if (outcome.exitCode === 0) return outcome;
  const cmd = [git.options.program, ...args].map(shellQuote).join(" ");
  throw new ModuleFailure(message, {
    command: outcome,
    ...(isNamed ? { result: { cmd } } : {}),
  });
}
