import { ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import type { GitTask } from "./git_options.ts";
import type { GitProgram } from "./git_program.ts";

/**
 * Writes the version to an archive, unless there is the same already.
 *
 * @returns Whether it was written. @throws {ModuleFailure} If it cannot be.
 */
export async function writeArchive(
  target: Target,
  { git, task, dest, archive }: {
    readonly git: GitProgram;
    readonly task: GitTask;
    readonly dest: string;
    readonly archive: string;
  },
): Promise<boolean> {
  const format = FORMATS.get(/\.[^./]+$/.exec(archive)?.[0] ?? "");
  if (format === undefined) {
    throw new ModuleFailure(`Unable to get file extension from archive file name : ${archive}`, {
      result: {
        details: "Please specify archive as filename with extension. " +
          "File extension can be one of ['tar', 'tar.gz', 'zip', 'tgz']",
      },
    });
  }
  const prefix = task.archivePrefix === undefined ? [] : ["--prefix", task.archivePrefix];
  const [outcome] = await target.apply({
    script: SCRIPT,
    argv: [git.options.program, dest, archive, format, ...prefix, task.version],
    env: { LC_ALL: "C" },
  });
  if (outcome?.exitCode === 0) return outcome.stdout.trim() === "written";
  throw new ModuleFailure("Failed to perform archive operation", {
    result: {
      details: `Git archive command failed to create archive ${archive} using ${dest} directory.` +
        `Error: ${outcome?.stderr ?? ""}`,
    },
  });
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  [".zip", "zip"],
  [".gz", "tar.gz"],
  [".tar", "tar"],
  [".tgz", "tgz"],
]);

/** The new archive is made beside the old one, where there is one to compare with. */
const SCRIPT = `git=$1 dest=$2 archive=$3 format=$4; shift 4
cd "$dest" || exit
if [ -e "$archive" ]; then
  new=$(mktemp -d) || exit
  "$git" archive --format "$format" --output "$new/archive" "$@" || { rm -rf "$new"; exit 1; }
  if cmp -s "$new/archive" "$archive"; then echo same
  else mv "$new/archive" "$archive" && echo written || { rm -rf "$new"; exit 1; }
  fi
  rm -rf "$new"
else
  "$git" archive --format "$format" --output "$archive" "$@" && echo written
fi`;
