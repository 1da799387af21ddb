import { folderOf } from "../../../lib/base/posix_path.ts";
import { globPattern } from "../../../lib/source/glob_pattern.ts";
import type { CommandOutcome, Target } from "../../../lib/plugin/sdk.ts";
import { asOperand, parseStats, statCommand } from "../shared/file_stat.ts";

/** What a task names, looked up on the target. */
export interface ArchiveSources {
  /** Wildcards replaced; a path without any is there whether it exists or not. */
  readonly paths: readonly string[];
  readonly excluded: readonly string[];
  readonly missing: readonly string[];
  /** The folder that names start at, with a slash at its end. */
  readonly root: string;
  /** All there is below folders, and the single files, in order of their paths. */
  readonly entries: readonly ArchiveEntry[];
}

/** One thing to pack. */
export interface ArchiveEntry {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Two round trips: for wildcards and kinds, and for what is in folders. */
export async function archiveSources(
  target: Target,
  { paths: given, excludes }: {
    readonly paths: readonly string[];
    readonly excludes: readonly string[];
  },
): Promise<ArchiveSources> {
  const [paths, excluded] = await expandAll(target, [given, excludes]);
  const wanted = paths.filter((path) => !excluded.includes(path));
  if (wanted.length === 0) return { paths, excluded, missing: [], root: "", entries: [] };
  const bare = wanted.map((path) => path.replace(/(?<=.)\/+$/, ""));
  const [stats, folders, others] = await target.probe(
    statCommand(...bare),
    { argv: ["find", ...bare.map(asOperand), "-type", "d", "-print0"] },
    { argv: ["find", ...bare.map(asOperand), "!", "-type", "d", "-print0"] },
  );
  const found = parseStats(stats, bare);
  const roots = new Set(bare.map(asOperand));
  const entry = (isFolder: boolean) => (path: string) => ({ path, isFolder });
  return {
    paths,
    excluded,
    missing: wanted.filter((_, index) => !found.has(bare[index] ?? "")).sort(),
    root: commonFolder(paths),
    entries: [
      // A folder that is named stands for what is in it.
      ...zeroSplit(folders).filter((path) => !roots.has(path)).map(entry(true)),
      ...zeroSplit(others).map(entry(false)),
    ].sort((a, b) => a.path < b.path ? -1 : 1),
  };
}

async function expandAll(
  target: Target,
  groups: readonly [readonly string[], readonly string[]],
): Promise<readonly [readonly string[], readonly string[]]> {
  const patterns = groups.flat().filter(isGlob);
  const outcomes = patterns.length === 0 ? [] : await target.probe(...patterns.map(globProbe));
  const matches = new Map(patterns.map((one, index) => [one, matchesOf(one, outcomes[index])]));
  const [first, second] = groups;
  const expand = (all: readonly string[]) => all.flatMap((path) => matches.get(path) ?? [path]);
  return [expand(first), expand(second)];
}

function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

function globProbe(pattern: string) {
  const parts = pattern.split("/");
  const first = parts.findIndex(isGlob);
  const base = parts.slice(0, first).join("/") || (pattern.startsWith("/") ? "/" : ".");
  const depth = String(parts.length - first);
  return { argv: ["find", asOperand(base), "-mindepth", depth, "-maxdepth", depth, "-print0"] };
}

/** A wildcard matches neither a slash nor the dot of a hidden name. */
function matchesOf(pattern: string, outcome: CommandOutcome | undefined): readonly string[] {
  const parts = pattern.split("/").map((part) => ({ part, test: globPattern(part) }));
  return zeroSplit(outcome).filter((path) => {
    const names = path.replace(/^\/\//, "/").split("/");
    return names.length === parts.length && parts.every(({ part, test }, index) => {
      const name = names[index] ?? "";
      return test.test(name) && (!name.startsWith(".") || part.startsWith("."));
    });
  }).map((path) => path.replace(/^\/\//, "/")).sort();
}

/** The longest folder that all of `paths` are in. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => `${folderOf(path)}/`.replace(/^\/\/$/, "/"));
  let [common = ""] = folders;
  while (!folders.every((folder) => folder.startsWith(common))) {
    common = common.slice(0, common.replace(/\/$/, "").lastIndexOf("/") + 1);
  }
  return common;
}

function zeroSplit(outcome: CommandOutcome | undefined): readonly string[] {
  return (outcome?.stdout ?? "").split("\0").filter((path) => path !== "");
}
