import {
  bool,
  type Dict,
  ModuleFailure,
  optionalInt,
  optionalStr,
  str,
  strings,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";

/** The arguments of git, paths absolute. */
export interface GitTask {
  readonly repo: string;
  /** As it was given, without a scheme. */
  readonly dest: string | undefined;
  readonly version: string;
  readonly remote: string;
  readonly refspec: string | undefined;
  readonly reference: string | undefined;
  readonly depth: number | undefined;
  readonly separateGitDir: string | undefined;
  readonly archive: string | undefined;
  readonly archivePrefix: string | undefined;
  readonly executable: string | undefined;
  readonly keyFile: string | undefined;
  readonly umask: string | undefined;
  readonly keys: readonly string[];
  readonly force: boolean;
  readonly clone: boolean;
  readonly update: boolean;
  readonly bare: boolean;
  readonly recursive: boolean;
  readonly singleBranch: boolean;
  readonly trackSubmodules: boolean;
  readonly verifyCommit: boolean;
}

/** @throws {ModuleFailure} If the umask is none, or there is no destination to clone to. */
export async function readGitTask(args: Dict, target: Target): Promise<GitTask> {
  const { dest, archive, separateGitDir, ...paths } = await pathsOf(args, target);
  const clone = bool(args, "clone");
  if (dest === undefined && clone) {
    throw new ModuleFailure("the destination directory must be specified unless clone=no");
  }
  return {
    ...paths,
    dest,
    archive,
    separateGitDir,
    clone,
    version: str(args, "version"),
    remote: str(args, "remote"),
    refspec: optionalStr(args, "refspec"),
    reference: optionalStr(args, "reference"),
    depth: optionalInt(args, "depth"),
    archivePrefix: optionalStr(args, "archive_prefix"),
    umask: umaskOf(args),
    keys: strings(args, "gpg_whitelist"),
    force: bool(args, "force"),
    update: bool(args, "update"),
    bare: bool(args, "bare"),
    recursive: bool(args, "recursive"),
    singleBranch: bool(args, "single_branch"),
    trackSubmodules: bool(args, "track_submodules"),
    verifyCommit: bool(args, "verify_commit"),
  };
}

async function pathsOf(args: Dict, target: Target) {
  const given = ["dest", "archive", "separate_git_dir", "executable", "key_file"];
  const repo = str(args, "repo");
  const paths = await expandPaths(target, [
    ...given.map((name) => optionalStr(args, name)),
    repo.startsWith("~") ? repo : undefined,
  ]);
  const [dest, archive, separate, executable, keyFile, local = repo] = paths;
  const isRelative = [dest, separate].some((path) => path !== undefined && !path.startsWith("/"));
  const [where] = isRelative ? await target.probe({ argv: ["pwd"] }) : [];
  const absolute = (path: string | undefined) => {
    if (path === undefined) return undefined;
    const full = path.startsWith("/") ? path : `${where?.stdout.trim()}/${path}`;
    return full.replace(/\/(\.\/)+/g, "/").replace(/\/{2,}/g, "/").replace(/(.)\/+$/, "$1");
  };
  return {
    // Only with a scheme does Git heed the depth of a path.
    repo: local.startsWith("/") ? `file://${local}` : repo,
    dest: absolute(dest),
    archive,
    separateGitDir: absolute(separate),
    executable,
    keyFile,
  };
}

function umaskOf(args: Dict): string | undefined {
  const umask = args.get("umask") ?? undefined;
  if (umask === undefined) return undefined;
  if (typeof umask !== "string") {
    throw new ModuleFailure("umask must be defined as a quoted octal integer");
  }
  if (/^(0o)?[0-7]+$/.test(umask)) return umask.replace("0o", "");
  throw new ModuleFailure("umask must be an octal integer");
}
