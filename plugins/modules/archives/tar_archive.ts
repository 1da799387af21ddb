import { bool, type CommandOutcome, strings } from "../../../lib/plugin/sdk.ts";
import { ownerText } from "../shared/file_attributes.ts";
import {
  type ArchiveHandler,
  type ArchiveTask,
  type Inspection,
  noHandler,
} from "./archive_handler.ts";
import { globPattern } from "../../../lib/source/glob_pattern.ts";

/** @returns The handler of tar files that `packing`, an option of tar, unpacks. */
export function tarArchive(name: string, packing: string | undefined): ArchiveHandler {
  return {
    name,
    inspect: (task) => inspect(task, packing),
    extraction: (task) => tar(task, ["--extract"], packing),
  };
}

function tar(
  { args, src, dest, wanted: { owner, group } }: ArchiveTask,
  mode: readonly string[],
  packing: string | undefined,
): readonly string[] {
  const extra = strings(args, "extra_opts");
  const isList = mode[0] === "--list";
  return [
    "tar",
    ...mode,
    "-C",
    dest,
    ...(packing === undefined ? [] : [packing]),
    ...(extra.length === 0 ? [] : ["--show-transformed-names", ...extra]),
    ...(isList || owner === undefined ? [] : [`--owner=${ownerText(owner)}`]),
    ...(isList || group === undefined ? [] : [`--group=${ownerText(group)}`]),
    ...(!isList && bool(args, "keep_newer") ? ["--keep-newer-files"] : []),
    ...strings(args, "exclude").map((path) => `--exclude=${path.replace(/\/+$/, "")}`),
    "-f",
    src,
    ...strings(args, "include"),
  ];
}

async function inspect(task: ArchiveTask, packing: string | undefined): Promise<Inspection> {
  const env = { LC_ALL: "C" };
  const [listed, compared, user] = await task.target.applyAll(
    { argv: tar(task, ["--list", "--quoting-style=literal"], packing), env },
    { argv: tar(task, ["--diff"], packing), env },
    { argv: ["id", "-u"] },
  );
  if (listed?.exitCode !== 0) {
    throw noHandler(
      task,
      `Command "tar" could not handle archive: Unable to list files in the archive: ${
        listed?.stderr ?? ""
      }`,
    );
  }
  const excluded = strings(task.args, "exclude").map((path) => globPattern(path));
  const names = listed.stdout.split("\n")
    .map((name) => name.replace(/^\//, ""))
    .filter((name) => name !== "" && !excluded.some((pattern) => pattern.test(name)));
  if (names.length === 0) {
    throw noHandler(
      task,
      'Command "tar" found no files in archive. Empty archive files are not supported.',
    );
  }
  return { names, isUnpacked: !differs(task, compared, user?.stdout.trim() === "0") };
}

/** What the task sets itself, or only root can set, is no difference. */
function differs(
  { wanted: { owner, group, mode } }: ArchiveTask,
  compared: CommandOutcome | undefined,
  isRoot: boolean,
): boolean {
  if (compared === undefined || compared.exitCode === 0) return false;
  const differences = [
    /: Mod time differs$/,
    // Names that become empty, as with --strip-components, are none.
    /(?<!: ): Warning: Cannot stat: No such file or directory$/,
    /: Invalid (?:owner|group)/,
    /unrecognized option/,
    ...(isRoot && owner === undefined ? [/: Uid differs$/] : []),
    ...(isRoot && group === undefined ? [/: Gid differs$/] : []),
    ...(mode === undefined ? [/: Mode differs$/] : []),
  ];
  return `${compared.stdout}\n${compared.stderr}`.split("\n")
    .some((line) => differences.some((difference) => difference.test(line)));
}
