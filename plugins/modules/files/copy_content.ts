import { folderOf } from "../../../lib/base/posix_path.ts";
import {
  bool,
  type ModuleCall,
  type ModuleDiff,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { contentDiff, type ContentSide, SHOWN_BYTES } from "../shared/content_diff.ts";
import { parseChecksum } from "../shared/checksum.ts";
import type { WantedAttributes } from "../shared/file_attributes.ts";
import {
  asOperand,
  type FileStat,
  parseStats,
  statBehind,
  statCommand,
} from "../shared/file_stat.ts";
import { type Copy, copyInOneStep, isOneStep } from "./copy_in_one_step.ts";
import { copiedInfo, type CopySource, requireValid } from "./copy_source.ts";
import { makeFolders } from "./make_folders.ts";
import { predictFile, SELF } from "./predict_file.ts";
import { settledResult } from "./settle_attributes.ts";
import { writeFile } from "./write_file.ts";

/**
 * Makes a file of the target have the source's bytes and the wanted attributes, as Ansible's copy
 * action does with one file.
 */
export async function copyContent(
  call: ModuleCall,
  target: Target,
  copy: Copy,
): Promise<ModuleResult> {
  const { dest, source, wanted } = copy;
  const copied = isOneStep(call, copy) ? await copyInOneStep(call, target, copy) : undefined;
  if (copied !== undefined) return copied;
  const found = await findDestination(call, target, { dest, source });
  const { path, checksum } = found;
  if (found.stat !== undefined && !bool(call.args, "force")) {
    return { result: { dest: path, src: source.label } };
  }
  if (checksum === source.sha1 && found.stat !== undefined) {
    return await settledResult(target, { path, stat: found.stat, wanted, checksum });
  }
  const diff = call.diff ? [await difference(target, found, source)] : [];
  if (call.checkMode) return { changed: true, diff, diffForm: "list" };
  if (found.folder === undefined) {
    await makeFolder(call, target, { ...found, wanted, source, diff });
  }
  const keys = { checksum: source.sha1 };
  const { content } = source;
  const isFresh = found.isReplacedLink && !bool(call.args, "backup");
  // What takes a link's place is a new file, without the mode of what the link leads to.
  if (isFresh) await target.apply({ argv: ["rm", "-f", "--", path] });
  const stat = isFresh ? undefined : found.stat;
  const written = await writeFile(call, target, { path, content, stat, wanted, keys });
  requireValid(written, source, diff);
  return {
    changed: true,
    result: {
      dest: path,
      src: source.label,
      checksum: source.sha1,
      backup_file: written.backup,
      ...await copiedInfo(target, path, {
        source,
        now: predictFile({ ...found, stat, wanted, size: source.size }),
      }),
    },
    diff,
    diffForm: "list",
  };
}

/** Where the bytes go, and what is there. */
interface Destination {
  readonly path: string;
  /** The link that was followed to get there. */
  readonly link?: string;
  readonly stat: FileStat | undefined;
  readonly checksum: string | undefined;
  /** The folder that the file goes to, if it is there. */
  readonly folder: FileStat | undefined;
  readonly self: FileStat | undefined;
  readonly isFolderNamed: boolean;
  /** Whether a link is there that a file takes the place of. */
  readonly isReplacedLink?: boolean;
}

/** One round trip, or two where the destination is a link. */
async function findDestination(
  call: ModuleCall,
  target: Target,
  { dest, source }: { readonly dest: string; readonly source: CopySource },
): Promise<Destination> {
  const isFolderNamed = dest.endsWith("/");
  const inside = source.name === undefined
    ? undefined
    : `${dest.replace(/\/+$/, "")}/${source.name}`;
  const candidates = inside === undefined || isFolderNamed ? [inside ?? dest] : [dest, inside];
  const [first = dest] = candidates;
  const paths = [...candidates, folderOf(first) || ".", SELF];
  const [stats, sums] = await target.probe(statCommand(...paths), {
    argv: ["sha1sum", ...candidates.map(asOperand)],
  });
  const found = parseStats(stats, paths);
  const sum = parseChecksum(sums?.stdout);
  const self = found.get(SELF);
  const common = { folder: found.get(folderOf(first) || "."), self, isFolderNamed };
  let stat = found.get(first);
  if (stat?.kind === "link") {
    const followed = await statBehind(target, first);
    if (followed?.kind === "directory") stat = followed;
    else if (bool(call.args, "follow") && followed !== undefined) {
      const [real] = await target.probe({ argv: ["readlink", "-f", asOperand(first)] });
      const path = real?.stdout.replace(/\n$/, "") ?? first;
      return { ...common, path, link: first, stat: { ...followed, path }, checksum: sum };
    } else {
      // The link itself is replaced by a file, whatever it leads to.
      return { ...common, path: first, stat: followed, checksum: undefined, isReplacedLink: true };
    }
  }
  if (stat?.kind !== "directory") {
    return { ...common, path: first, stat, checksum: stat?.kind === "file" ? sum : undefined };
  }
  if (inside === undefined || inside === first) {
    throw new ModuleFailure("can not use content with a dir as dest");
  }
  return await insideFolder(target, { ...common, folder: stat, inside, found, sum });
}

/** A link inside the folder is replaced like any other. */
async function insideFolder(
  target: Target,
  { inside, found, sum, ...common }: {
    readonly inside: string;
    readonly found: ReadonlyMap<string, FileStat>;
    readonly sum: string | undefined;
    readonly folder: FileStat;
    readonly self: FileStat | undefined;
    readonly isFolderNamed: boolean;
  },
): Promise<Destination> {
  const stat = found.get(inside);
  if (stat?.kind === "directory") {
    throw new ModuleFailure(`Cannot copy to ${inside}: it is a folder`);
  }
  if (stat?.kind !== "link") {
    return { ...common, path: inside, stat, checksum: sum };
  }
  const followed = await statBehind(target, inside);
  return { ...common, path: inside, stat: followed, checksum: undefined, isReplacedLink: true };
}

/** A destination that ends in a slash makes its folders, any other needs them. */
async function makeFolder(
  { args }: ModuleCall,
  target: Target,
  { path, isFolderNamed, wanted, source, diff }: Destination & {
    readonly wanted: WantedAttributes;
    readonly source: CopySource;
    readonly diff: readonly ModuleDiff[];
  },
): Promise<void> {
  const folder = folderOf(path) || ".";
  if (!isFolderNamed) {
    throw new ModuleFailure(`Destination directory ${folder} does not exist`, {
      result: { checksum: source.sha1 },
      diff,
      diffForm: "list",
    });
  }
  const { mode: _, ...ownership } = wanted;
  const mode = args.get("directory_mode") ?? undefined;
  const own = { ...ownership, ...(mode === undefined ? {} : { mode }) };
  await makeFolders(target, [{ path: folder, wanted: own }]);
}

async function difference(
  target: Target,
  { path, stat, link }: Destination,
  source: CopySource,
): Promise<ModuleDiff> {
  const before = await sideOf(stat?.size ?? 0, async () => stat && await target.get(path));
  const after = await sideOf(source.size, source.bytes);
  return contentDiff({ header: link ?? path, ...before }, { header: source.label, ...after });
}

/** @param read Is left alone where nothing of the content will be shown. */
async function sideOf(
  size: number,
  read: () => Promise<Uint8Array | undefined>,
): Promise<ContentSide> {
  if (size > SHOWN_BYTES) return { size };
  const content = await read();
  return content === undefined ? {} : { content };
}
