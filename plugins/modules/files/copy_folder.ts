import {
  type ApplyCommand,
  bool,
  type HostSourceReply,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type ProbeCommand,
  type SourceEntry,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import {
  attributeChange,
  attributeCommands,
  isChange,
  resolveOwners,
  type WantedAttributes,
} from "../shared/file_attributes.ts";
import {
  asOperand,
  type FileStat,
  parseStats,
  statCommand,
  statTargetCommand,
} from "../shared/file_stat.ts";
import { parseChecksums } from "../shared/checksum.ts";
import { chunked } from "../shared/chunked.ts";
import { copyLinks, type LinkCopy } from "./copy_links.ts";
import { makeFolders } from "./make_folders.ts";
import { writeFile } from "./write_file.ts";

/** A folder of the controller that is to be on the target. */
export interface FolderCopy {
  readonly found: HostSourceReply;
  readonly dest: string;
  readonly wanted: WantedAttributes;
  /** Whether the folder's content goes to `dest`, and not the folder itself. */
  readonly isContentOnly: boolean;
}

/** What is to be at a path of the target. */
interface Place {
  readonly path: string;
  readonly entry?: SourceEntry;
  readonly wanted: WantedAttributes;
  readonly stat: FileStat | undefined;
  readonly checksum: string | undefined;
}

/**
 * Copies what of a folder is not on the target yet. Links at the places of files are replaced,
 * links to folders are used.
 */
export async function copyFolder(
  call: ModuleCall,
  target: Target,
  copy: FolderCopy,
): Promise<ModuleResult> {
  const { places, links } = await look(call, target, copy);
  const folders = places.filter(({ entry }) => entry === undefined);
  const files = places.filter(({ entry }) => entry !== undefined);
  const missing = folders.filter(({ stat }) => stat === undefined);
  const force = bool(call.args, "force");
  const differing = files.filter(({ entry, stat, checksum }) =>
    stat === undefined || (force && checksum !== entry?.sha1)
  );
  for (const { path, stat } of [...folders, ...files]) {
    const isFolderWanted = folders.some((place) => place.path === path);
    if (stat !== undefined && (stat.kind === "directory") !== isFolderWanted) {
      throw new ModuleFailure(`Cannot copy to ${path}: it is a ${stat.kind}`);
    }
  }
  // Attributes of the uppermost folder stay as they are.
  const same = places.slice(1).filter(({ stat, entry, checksum }) =>
    stat !== undefined && (entry === undefined || checksum === entry.sha1)
  );
  const commands = await attributes(target, same, copy.wanted);
  const changed = missing.length > 0 || differing.length > 0 || commands.length > 0;
  if (changed && !call.checkMode) {
    await makeFolders(target, missing);
    for (const { path, entry, stat, wanted } of differing) {
      const content = { source: entry?.source ?? "" };
      const { validation } = await writeFile(call, target, { path, content, stat, wanted });
      if (validation !== undefined) throw new ModuleFailure("failed to validate");
    }
    await carryOut(target, commands);
  }
  const isLinkNew = await copyLinks(call, target, { links, wanted: copy.wanted });
  const src = copy.found.path.replace(/\/+$/, "") + (copy.isContentOnly ? "/" : "");
  return {
    changed: changed || isLinkNew,
    result: { dest: `${copy.dest.replace(/\/+$/, "")}/`, src },
  };
}

/** Where everything goes and what is there: one round trip, more only for very many files. */
async function look(
  { args }: ModuleCall,
  target: Target,
  { found, dest, wanted, isContentOnly }: FolderCopy,
): Promise<{ readonly places: readonly Place[]; readonly links: readonly LinkCopy[] }> {
  const base = dest.replace(/\/+$/, "") || "/";
  const root = isContentOnly ? base : `${base}/${nameOf(found.path)}`;
  const pathOf = ({ relativePath }: SourceEntry) => `${root}/${relativePath}`.replace("//", "/");
  const folders = [root, ...found.entries.filter((entry) => entry.isDirectory).map(pathOf)];
  const files = found.entries.filter(({ isDirectory, linkTarget }) =>
    !isDirectory && linkTarget === undefined
  );
  const links = found.entries.flatMap((entry) =>
    entry.linkTarget === undefined ? [] : [{ path: pathOf(entry), linkTarget: entry.linkTarget }]
  );
  const filePaths = files.map(pathOf);
  const folderStats = await probeAll(target, folders, statTargetCommand);
  const fileStats = await probeAll(target, filePaths, statCommand);
  const checksums = await sumAll(
    target,
    filePaths.filter((path) => fileStats.get(path)?.kind === "file"),
  );
  const folderMode = args.get("directory_mode") ?? undefined;
  const { mode, ...ownership } = wanted;
  const folderWanted = { ...ownership, ...(folderMode === undefined ? {} : { mode: folderMode }) };
  const places = [
    ...folders.map((path) => ({
      path,
      wanted: folderWanted,
      stat: folderStats.get(path),
      checksum: undefined,
    })),
    ...files.map((entry) => {
      const path = pathOf(entry);
      const own = mode === "preserve" ? { ...wanted, mode: entry.mode } : wanted;
      const stat = fileStats.get(path);
      return { path, entry, wanted: own, stat, checksum: checksums.get(path) };
    }),
  ];
  return { places, links };
}

async function probeAll(
  target: Target,
  paths: readonly string[],
  command: (...paths: readonly string[]) => ProbeCommand,
): Promise<ReadonlyMap<string, FileStat>> {
  const groups = chunked(paths);
  const outcomes = await target.probe(...groups.map((group) => command(...group)));
  return new Map(groups.flatMap((group, i) => [...parseStats(outcomes[i], group)]));
}

async function sumAll(
  target: Target,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const groups = chunked(paths);
  if (groups.length === 0) return new Map();
  const outcomes = await target.probe(
    ...groups.map((group) => ({ argv: ["sha1sum", ...group.map(asOperand)] })),
  );
  return new Map(outcomes.flatMap(({ stdout }) => [...parseChecksums(stdout)]));
}

async function attributes(
  target: Target,
  places: readonly Place[],
  wanted: WantedAttributes,
): Promise<readonly ApplyCommand[]> {
  const stats = places.flatMap(({ stat }) => stat === undefined ? [] : [stat]);
  const { owner, group } = await resolveOwners(target, wanted, stats);
  return places.flatMap(({ path, stat, wanted: own }) => {
    if (stat === undefined) return [];
    const change = attributeChange(stat, {
      ...own,
      ...(owner === undefined ? {} : { owner }),
      ...(group === undefined ? {} : { group }),
    });
    return isChange(change) ? attributeCommands(path, change, "follow") : [];
  });
}

async function carryOut(target: Target, commands: readonly ApplyCommand[]): Promise<void> {
  if (commands.length === 0) return;
  const failed = (await target.apply(...commands)).find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new ModuleFailure(failed.stderr.trim());
}

function nameOf(path: string): string {
  return path.replace(/\/+$/, "").split("/").at(-1) ?? "";
}
