import {
  type ApplyCommand,
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
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
  parseStats,
  pathInfo,
  statBehind,
  statTargetCommand,
} from "../shared/file_stat.ts";
import { makeFolders } from "./make_folders.ts";

/** A folder of the target that is to be at another place too. */
export interface TreeCopy {
  readonly src: string;
  readonly dest: string;
  /** How results name the destination. */
  readonly label: string;
  readonly wanted: WantedAttributes;
}

/** Pairs of source and destination. */
const COPY_PAIRS = 'while [ $# -gt 0 ]; do cp -- "$1" "$2" || exit 1; shift 2; done';

/**
 * Copies what of a folder differs at its new place; links are followed. Files get the permissions
 * of their source, or `mode`; folders that are made get `directory_mode`.
 */
export async function copyTree(
  call: ModuleCall,
  target: Target,
  { src: source, dest: destination, label, wanted }: TreeCopy,
): Promise<ModuleResult> {
  const src = source.replace(/\/+$/, "") || "/";
  const dest = destination.replace(/\/+$/, "") || "/";
  const [folders, files, oldFolders, oldFiles] = await target.probe(
    ...[src, dest].flatMap((root) => [
      { argv: ["find", "-L", asOperand(root), "-type", "d"] },
      { argv: ["find", "-L", asOperand(root), "-type", "f", "-exec", "sha1sum", "{}", "+"] },
    ]),
  );
  const place = (path: string) => dest + path.slice(asOperand(src).length);
  const present = parseChecksums(oldFiles?.stdout ?? "");
  const presentFolders = new Set(lines(oldFolders));
  const missing = lines(folders).map(place).filter((path) => !presentFolders.has(asOperand(path)));
  const pairs = [...parseChecksums(files?.stdout ?? "")]
    .map(([path, sum]) => ({ from: path, to: place(path), sum }))
    .filter(({ to, sum }) => {
      const old = present.get(asOperand(to));
      return old === undefined || (old !== sum && bool(call.args, "force"));
    });
  const allFiles = [...parseChecksums(files?.stdout ?? "").keys()].map(place);
  let changed = missing.length > 0 || pairs.length > 0;
  if (changed && !call.checkMode) {
    const { mode: _, ...ownership } = wanted;
    const folderMode = call.args.get("directory_mode") ?? undefined;
    const own = { ...ownership, ...(folderMode === undefined ? {} : { mode: folderMode }) };
    await makeFolders(target, missing.map((path) => ({ path, wanted: own })));
    const words = pairs.flatMap(({ from, to }) => [from, asOperand(to)]);
    await carryOut(target, evenGroups(words).map((argv) => ({ script: COPY_PAIRS, argv })));
  }
  changed = await settle(target, allFiles, wanted) || changed;
  return {
    changed,
    result: {
      src: source,
      dest: label,
      checksum: null,
      md5sum: null,
      ...await info(target, dest),
    },
  };
}

/** @returns Whether mode or ownership of any file had to change. */
async function settle(
  target: Target,
  paths: readonly string[],
  wanted: WantedAttributes,
): Promise<boolean> {
  const { mode, owner, group } = wanted;
  const isWanted = (mode !== undefined && mode !== "preserve") || owner !== undefined ||
    group !== undefined;
  if (!isWanted || paths.length === 0) return false;
  const groups = chunked(paths);
  const outcomes = await target.probe(...groups.map((group) => statTargetCommand(...group)));
  const stats = groups.flatMap((group, i) => [...parseStats(outcomes[i], group).values()]);
  const { mode: _, ...ownership } = await resolveOwners(target, wanted, stats);
  const full = mode === undefined || mode === "preserve" ? ownership : { ...ownership, mode };
  const commands = stats.flatMap((stat) => {
    const change = attributeChange(stat, full);
    return isChange(change) ? attributeCommands(stat.path, change, "follow") : [];
  });
  await carryOut(target, commands);
  return commands.length > 0;
}

async function info(target: Target, path: string) {
  const stat = await statBehind(target, path);
  return stat === undefined ? {} : pathInfo(stat);
}

async function carryOut(target: Target, commands: readonly ApplyCommand[]): Promise<void> {
  if (commands.length === 0) return;
  const failed = (await target.apply(...commands)).find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new ModuleFailure(failed.stderr.trim());
}

/** A pair is never torn apart. */
function evenGroups(words: readonly string[]): readonly (readonly string[])[] {
  const groups: (readonly string[])[] = [];
  for (let at = 0; at < words.length; at += 200) groups.push(words.slice(at, at + 200));
  return groups;
}

function lines(outcome: CommandOutcome | undefined): readonly string[] {
  return (outcome?.stdout ?? "").split("\n").filter((line) => line !== "");
}
