import { folderOf } from "../../../lib/base/posix_path.ts";
import {
  type ApplyCommand,
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type ProbeCommand,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import {
  attributeChange,
  attributeCommands,
  isChange,
  resolveOwners,
  type WantedAttributes,
} from "../shared/file_attributes.ts";
import { parseChecksums } from "../shared/checksum.ts";
import { chunked } from "../shared/chunked.ts";
import {
  asOperand,
  type FileStat,
  modeText,
  parseStats,
  pathInfo,
  statBehind,
  statCommand,
} from "../shared/file_stat.ts";
import { copyLinks, type LinkCopy } from "./copy_links.ts";
import { makeFolders } from "./make_folders.ts";

/** A folder of the target that is to be at another place too. */
export interface TreeCopy {
  readonly src: string;
  readonly dest: string;
  /** How results name the destination. */
  readonly label: string;
  readonly wanted: WantedAttributes;
}

/** Source, destination, mode, and whether the times are kept: again and again. */
const COPY_FILES = `while [ $# -gt 0 ]; do
  cp -- "$1" "$2" && chmod -- "$3" "$2" || exit 1
  [ -z "$4" ] || touch -r "$1" -- "$2" || exit 1
  shift 4
done`;

/**
 * Copies what of a folder differs at its new place, with the permissions of its source; links stay
 * links. The uppermost folder gets `mode`, everything in it the owner and the group.
 */
export async function copyTree(
  call: ModuleCall,
  target: Target,
  { src: source, dest: destination, label, wanted }: TreeCopy,
): Promise<ModuleResult> {
  const src = source.replace(/\/+$/, "") || "/";
  const dest = destination.replace(/\/+$/, "") || "/";
  const differences = await compare(call, target, { src, dest });
  const { folders, files, links } = differences;
  let changed = folders.length > 0 || files.length > 0;
  if (changed && !call.checkMode) await copyDifferences(target, { ...differences, dest });
  changed = await copyLinks(call, target, { links, wanted: {} }) || changed;
  const top = wanted.mode === "preserve" ? { mode: differences.mode } : {};
  const own = label.replace(/\/+$/, "") || "/";
  changed = await settle(target, own, { ...wanted, ...top }) || changed;
  const stat = await statBehind(target, own);
  return {
    changed,
    result: {
      src: source,
      dest: label,
      checksum: null,
      md5sum: null,
      ...(stat === undefined ? {} : pathInfo(stat)),
    },
  };
}

/** Something to copy, with the mode of its source. */
interface Item {
  readonly from: string;
  readonly to: string;
  readonly mode: string;
  /** Whether its folder is missing, too: then it comes with its times. */
  readonly isDeep?: boolean;
}

interface Differences {
  /** Those that are missing. */
  readonly folders: readonly Item[];
  /** Those that are missing or differ. */
  readonly files: readonly Item[];
  readonly links: readonly LinkCopy[];
  /** Of the uppermost folder. */
  readonly mode: string;
}

/** One round trip, and another one for modes and links. */
async function compare(
  call: ModuleCall,
  target: Target,
  { src, dest }: { readonly src: string; readonly dest: string },
): Promise<Differences> {
  const [folders, files, links, oldFolders, oldFiles] = await target.probe(
    list(src, "d"),
    sums(src),
    list(src, "l"),
    list(dest, "d"),
    sums(dest),
  );
  const place = (path: string) => dest + path.slice(asOperand(src).length);
  const presentFolders = new Set(lines(oldFolders));
  const missing = lines(folders).filter((path) => !presentFolders.has(asOperand(place(path))));
  const present = parseChecksums(oldFiles?.stdout ?? "");
  const differing = [...parseChecksums(files?.stdout ?? "")].filter(([path, sum]) => {
    const old = present.get(asOperand(place(path)));
    return old === undefined || (old !== sum && bool(call.args, "force"));
  });
  const paths = [src, ...missing, ...differing.map(([path]) => path)];
  const found = lines(links);
  const groups = chunked(paths);
  const outcomes = await target.probe(
    ...groups.map((group) => statCommand(...group)),
    ...found.map((path) => ({ argv: ["readlink", path] })),
  );
  const stats = new Map(groups.flatMap((group, i) => [...parseStats(outcomes[i], group)]));
  const modeOf = (path: string) => modeText(stats.get(path)?.mode ?? 0o755);
  const isMissing = new Set(missing);
  const item = (path: string) => ({ from: path, to: place(path), mode: modeOf(path) });
  return {
    folders: missing.map(item),
    files: differing.map(([path]) => ({ ...item(path), isDeep: isMissing.has(folderOf(path)) })),
    links: found.map((path, i) => ({
      path: place(path),
      linkTarget: outcomes[groups.length + i]?.stdout.replace(/\n$/, "") ?? "",
    })),
    mode: modeOf(src),
  };
}

async function copyDifferences(
  target: Target,
  { folders, files, dest }: Differences & { readonly dest: string },
): Promise<void> {
  const parent = dest.slice(0, Math.max(0, dest.lastIndexOf("/")));
  await makeFolders(target, [
    ...(parent === "" ? [] : [{ path: parent, wanted: {} }]),
    ...folders.map(({ to, mode }) => ({ path: to, wanted: { mode } })),
  ]);
  const commands: ApplyCommand[] = [];
  for (let at = 0; at < files.length; at += 100) {
    const group = files.slice(at, at + 100);
    const argv = group.flatMap((
      { from, to, mode, isDeep },
    ) => [from, asOperand(to), mode, isDeep ? "yes" : ""]);
    commands.push({ script: COPY_FILES, argv });
  }
  await carryOut(target, commands);
}

/** @returns Whether a mode or an owner had to change. */
async function settle(target: Target, dest: string, wanted: WantedAttributes): Promise<boolean> {
  const { mode, ...ownership } = wanted;
  const isOwned = ownership.owner !== undefined || ownership.group !== undefined;
  if (mode === undefined && !isOwned) return false;
  const [all] = isOwned ? await target.probe({ argv: ["find", asOperand(dest)] }) : [];
  const groups = chunked([dest, ...lines(all).slice(1)]);
  const outcomes = await target.probe(...groups.map((group) => statCommand(...group)));
  const stats = groups.flatMap((group, i) => [...parseStats(outcomes[i], group).values()]);
  const { mode: _, ...owners } = await resolveOwners(target, ownership, stats);
  const commands = stats.flatMap((stat) => {
    const top = stat.path === dest && mode !== undefined ? { mode } : {};
    const change = attributeChange(stat, { ...owners, ...top });
    return isChange(change) ? attributeCommands(stat.path, change, linksOf(stat)) : [];
  });
  await carryOut(target, commands);
  return commands.length > 0;
}

function linksOf({ kind }: FileStat): "follow" | "no-follow" {
  return kind === "link" ? "no-follow" : "follow";
}

function list(root: string, kind: "d" | "l"): ProbeCommand {
  return { argv: ["find", "-H", asOperand(root), "-type", kind] };
}

function sums(root: string): ProbeCommand {
  return { argv: ["find", "-H", asOperand(root), "-type", "f", "-exec", "sha1sum", "{}", "+"] };
}

async function carryOut(target: Target, commands: readonly ApplyCommand[]): Promise<void> {
  if (commands.length === 0) return;
  const failed = (await target.apply(...commands)).find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new ModuleFailure(failed.stderr.trim());
}

function lines(outcome: CommandOutcome | undefined): readonly string[] {
  return (outcome?.stdout ?? "").split("\n").filter((line) => line !== "");
}
