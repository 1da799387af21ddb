import { ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import type { GitTask } from "./git_options.ts";
import type { GitProgram } from "./git_program.ts";

/** @returns Whether submodules had to change. @throws {ModuleFailure} If that fails. */
export async function updateSubmodules(
  target: Target,
  { git, task, dest }: {
    readonly git: GitProgram;
    readonly task: GitTask;
    readonly dest: string;
  },
): Promise<boolean> {
  const [file] = await target.probe({ argv: ["cat", `${dest}/.gitmodules`] });
  if (file?.exitCode !== 0) return false;
  const paths = file.stdout.split("\n").map((line) => line.trim())
    .filter((line) => line.startsWith("path"))
    .map((line) => line.slice(line.indexOf("=") + 1).trim());
  const there = await target.probe(
    ...paths.map((path) => ({ argv: ["test", "-e", `${dest}/${path}/.git`] })),
  );
  const isNew = there.some(({ exitCode }) => exitCode !== 0);
  if (!isNew && !await hasNews(git, task, dest)) return false;
  await git.mustRun(["submodule", "sync"], dest);
  const { exitCode, stdout, stderr } = await git.run([
    ...["submodule", "update", "--init", "--recursive"],
    ...(task.trackSubmodules ? ["--remote"] : []),
    ...(task.force ? ["--force"] : []),
  ], dest);
  if (exitCode === 0) return true;
  throw new ModuleFailure(`Failed to init/update submodules: ${stdout}${stderr}`);
}

async function hasNews(git: GitProgram, task: GitTask, dest: string): Promise<boolean> {
  const begin = await versions(git, dest, "HEAD");
  await git.mustRun(["submodule", "foreach", git.options.program, "fetch"], dest);
  if (task.trackSubmodules) return begin !== await versions(git, dest, `${task.remote}/master`);
  const status = await git.mustRun(["submodule", "status"], dest);
  return status.split("\n").some((line) => line !== "" && !line.startsWith(" "));
}

async function versions(git: GitProgram, dest: string, version: string): Promise<string> {
  const args = ["submodule", "foreach", git.options.program, "rev-parse", version];
  const outcome = await git.run(args, dest);
  if (outcome.exitCode === 0) return outcome.stdout;
  throw new ModuleFailure("Unable to determine hashes of submodules", { command: outcome });
}
