import { globPattern } from "../../../lib/source/glob_pattern.ts";
import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  strings,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { settleAttributes } from "../files/settle_attributes.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { asOperand, pathInfo, statBehind } from "../shared/file_stat.ts";
import { type ArchiveEntry, type ArchiveSources, archiveSources } from "./archive_sources.ts";
import { type ArchiveFormat, packCommand } from "./pack_command.ts";

/** `archive`: files of the target in one file of the target. As archive of community.general. */
export async function archive(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const plan = await planOf(call, target);
  const { sources, dest } = plan;
  const old = await statBehind(target, dest);
  const isEmpty = plan.entries.length === 0;
  const isNew = !isEmpty &&
    (call.checkMode
      ? old === undefined || plan.kind === "archive"
      : await pack(call, target, plan));
  if (!isEmpty && bool(call.args, "remove")) await removeAll(target, sources);
  const settled = await settle(call, target, dest);
  const exists = old !== undefined || (isNew && !call.checkMode);
  return {
    changed: isNew || settled.isChanged || (!isEmpty && bool(call.args, "remove")),
    result: {
      archived: call.checkMode ? [] : plan.entries.filter(isTold(plan)).map(({ path }) => path),
      arcroot: sources.root,
      dest,
      dest_state: stateOf(plan, { isPacked: !isEmpty && !call.checkMode, exists }),
      expanded_paths: [...sources.paths],
      expanded_exclude_paths: [...sources.excluded],
      missing: [...sources.missing],
      ...settled.info,
    },
  };
}

/** Ansible does not tell of folders in a zip. */
function isTold({ format }: Plan): (entry: ArchiveEntry) => boolean {
  return ({ isFolder }) => !isFolder || format !== "zip";
}

interface Plan {
  readonly kind: "archive" | "compress";
  readonly format: ArchiveFormat;
  readonly sources: ArchiveSources;
  readonly entries: readonly ArchiveEntry[];
  readonly dest: string;
}

async function planOf({ args }: ModuleCall, target: Target): Promise<Plan> {
  const given = strings(args, "path");
  const excludes = strings(args, "exclude_path");
  const all = await expandPaths(target, [...given, ...excludes, optionalStr(args, "dest")]);
  const texts = all.map((path) => path ?? "");
  const sources = await archiveSources(target, {
    paths: texts.slice(0, given.length),
    excludes: texts.slice(given.length, -1),
  });
  const [first] = sources.paths;
  if (first === undefined) throw new ModuleFailure("Error, no source paths were found");
  const format = formatOf(args);
  const isSingle = given.length === 1 && first === texts[0] &&
    !sources.entries.some(({ path }) => path !== asOperand(first));
  const isArchive = bool(args, "force_archive") || format === "zip" || format === "tar";
  const dest = all.at(-1) ?? (isSingle ? `${first}.${format}` : undefined);
  if (dest === undefined) {
    throw new ModuleFailure('Error, must specify "dest" when archiving multiple files or trees');
  }
  if (bool(args, "remove") && sources.paths.some((path) => dest.startsWith(`${path}/`))) {
    throw new ModuleFailure(
      "Error, created archive can not be contained in source paths when remove=true",
    );
  }
  const kind = isArchive || !isSingle ? "archive" : "compress";
  const entries = wantedEntries(args, { format, sources, dest });
  return { kind, format, sources, entries, dest };
}

function formatOf(args: Dict): ArchiveFormat {
  const format = str(args, "format");
  const known = (["bz2", "gz", "tar", "xz", "zip"] as const).find((one) => one === format);
  if (known === undefined) throw new TypeError(`Cannot pack as ${format}: there is no such format`);
  return known;
}

function wantedEntries(
  args: Dict,
  { format, sources, dest }: Pick<Plan, "format" | "sources" | "dest">,
): readonly ArchiveEntry[] {
  const patterns = strings(args, "exclusion_patterns").map(globPattern);
  const compared = (path: string) =>
    format === "zip" || !path.startsWith(sources.root) ? path : path.slice(sources.root.length);
  return sources.entries.filter(({ path }) =>
    path !== dest && !patterns.some((pattern) => pattern.test(compared(path)))
  );
}

/** @returns Whether the archive is another one now. */
async function pack(
  { random }: ModuleCall,
  target: Target,
  { kind, format, sources, entries, dest }: Plan,
): Promise<boolean> {
  const draft = `${asOperand(dest)}.${random.bytes(8).toHex()}`;
  const command = packCommand({ kind, format, root: sources.root, entries, draft, dest });
  const [outcome] = await target.apply(command);
  if (outcome?.exitCode === 0) return outcome.stdout.trim() === "changed";
  const what = kind === "compress" ? "compress" : "create";
  const said = outcome?.stderr.trim() ?? "";
  throw new ModuleFailure(`Unable to ${what} ${dest}: ${said}`, { result: { dest } });
}

async function removeAll(target: Target, { paths, missing }: ArchiveSources): Promise<void> {
  const there = paths.filter((path) => !missing.includes(path)).map(asOperand);
  const [outcome] = await target.apply({ argv: ["rm", "-rf", ...there] });
  if (outcome?.exitCode === 0) return;
  throw new ModuleFailure(`Error deleting some source files: ${outcome?.stderr.trim() ?? ""}`);
}

async function settle(
  { args }: ModuleCall,
  target: Target,
  dest: string,
): Promise<{ isChanged: boolean; info: Readonly<Record<string, Value>> }> {
  const wanted = await wantedAttributes(args, target);
  const stat = await statBehind(target, dest);
  if (stat === undefined) return { isChanged: false, info: {} };
  const settled = await settleAttributes(target, { path: dest, stat, wanted });
  return { isChanged: settled.isChanged, info: pathInfo(settled.stat) };
}

function stateOf(
  { kind, sources, dest }: Plan,
  { isPacked, exists }: { readonly isPacked: boolean; readonly exists: boolean },
): string {
  if (isPacked) return sources.missing.length > 0 ? "incomplete" : kind;
  if (!exists) return "absent";
  return /\.(tar|tar\.(gz|bz2|xz)|tgz|tbz2|zip)$/.test(dest) ? "archive" : "compress";
}
