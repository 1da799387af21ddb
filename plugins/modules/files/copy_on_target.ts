import { folderOf } from "../../../lib/base/posix_path.ts";
import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { backupCommand, backupPath } from "../shared/backup.ts";
import { parseChecksum } from "../shared/checksum.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { ownerText, type WantedAttributes } from "../shared/file_attributes.ts";
import { applyMode } from "../shared/file_mode.ts";
import {
  asOperand,
  type FileStat,
  parseStats,
  pathInfo,
  statTargetCommand,
} from "../shared/file_stat.ts";
import { copyTree } from "./copy_tree.ts";
import { makeFolders } from "./make_folders.ts";
import { settleAttributes } from "./settle_attributes.ts";
import { writeFile, writtenInfo } from "./write_file.ts";

/** A copy from the target to the target. */
export interface TargetCopy {
  readonly src: string;
  readonly dest: string;
  readonly wanted: WantedAttributes;
}

/** `copy` with `remote_src`: the bytes of a file do not leave the target unless it is validated. */
export async function copyOnTarget(
  call: ModuleCall,
  target: Target,
  { src: written, dest, wanted }: TargetCopy,
): Promise<ModuleResult> {
  const src = await expandPath(target, written);
  const inside = `${dest.replace(/\/+$/, "")}/${src.replace(/\/+$/, "").split("/").at(-1) ?? ""}`;
  const folder = folderOf(dest) || ".";
  const paths = [src, dest, inside, folder];
  const [stats, source, umask] = await target.probe(
    statTargetCommand(...paths),
    { argv: ["sha1sum", asOperand(src)] },
    { argv: ["umask"] },
  );
  const found = parseStats(stats, paths);
  const origin = found.get(src);
  if (origin === undefined) throw new ModuleFailure(`Source ${src} not found`);
  const isThere = found.get(dest) !== undefined;
  if (!isThere && !dest.endsWith("/") && found.get(folder) === undefined) {
    throw new ModuleFailure(`Destination directory ${folder} does not exist`);
  }
  if (!isThere && dest.endsWith("/") && call.checkMode) {
    const msg = `dest directory ${dest.replace(/\/+$/, "")} would be created`;
    return { changed: true, result: { msg, src } };
  }
  const isIntoFolder = found.get(dest)?.kind === "directory" || dest.endsWith("/");
  if (origin.kind === "directory") {
    const root = !src.endsWith("/") ? inside : isThere ? `${dest.replace(/\/+$/, "")}/` : dest;
    const label = isThere || dest.endsWith("/") ? root : dest;
    const stat = src.endsWith("/") ? found.get(dest) : found.get(inside);
    if (stat !== undefined && !bool(call.args, "force")) return alreadyThere(src, label, stat);
    if (!isThere && dest.endsWith("/")) {
      await makeFolders(target, [{ path: dest, wanted: folderWanted(call, wanted) }]);
    }
    return await copyTree(call, target, { src, dest: root, label, wanted });
  }
  const path = await destination(call, target, isIntoFolder ? inside : dest);
  requireChecksum(call, parseChecksum(source?.stdout));
  return await copyFile(call, target, {
    src: origin,
    path,
    stat: found.get(isIntoFolder ? inside : dest),
    checksum: parseChecksum(source?.stdout) ?? "",
    umask: Number.parseInt(umask?.stdout ?? "022", 8),
    wanted: wanted.mode === "preserve" ? { ...wanted, mode: origin.mode } : wanted,
    needsFolder: dest.endsWith("/") && found.get(dest) === undefined ? dest : undefined,
  });
}

/** With `follow` what a link leads to is written, not the link. */
async function destination({ args }: ModuleCall, target: Target, path: string): Promise<string> {
  if (!bool(args, "follow")) return path;
  const [real] = await target.probe({ argv: ["readlink", "-f", asOperand(path)] });
  return real?.exitCode === 0 ? real.stdout.replace(/\n$/, "") : path;
}

function requireChecksum({ args }: ModuleCall, found: string | undefined): void {
  const wanted = optionalStr(args, "checksum");
  if (wanted === undefined || wanted === found) return;
  throw new ModuleFailure("Copied file does not match the expected checksum. Transfer failed.", {
    result: { checksum: found ?? null, expected_checksum: wanted },
  });
}

interface FileCopy {
  readonly src: FileStat;
  readonly path: string;
  readonly stat: FileStat | undefined;
  readonly checksum: string;
  readonly umask: number;
  readonly wanted: WantedAttributes;
  readonly needsFolder: string | undefined;
}

/** Source, destination, mode, owner, and whether that owner may be missed; the times stay. */
const COPY = `t=$(dirname -- "$2")/.shep-$$
umask 077
cp -- "$1" "$t" &&
  { [ -z "$4" ] || chown -- "$4" "$t" 2>/dev/null || [ -n "$5" ] || chown -- "$4" "$t"; } &&
  chmod -- "$3" "$t" && touch -r "$1" -- "$t" && mv -f -- "$t" "$2" || { rm -f -- "$t"; exit 1; }`;

async function copyFile(call: ModuleCall, target: Target, copy: FileCopy): Promise<ModuleResult> {
  const { src, path, stat, checksum, wanted } = copy;
  const result = { src: src.path, dest: path, checksum };
  if (stat?.kind === "directory") throw new ModuleFailure(`Cannot copy to ${path}: it is a folder`);
  if (stat !== undefined && !bool(call.args, "force")) {
    return alreadyThere(src.path, path, stat);
  }
  const present = stat?.size === src.size ? await checksumOf(target, path) : undefined;
  if (stat !== undefined && present === checksum) {
    const { isChanged } = await settleAttributes(target, { path, stat, wanted });
    return { changed: isChanged, result: { ...result, ...await writtenInfo(target, path) } };
  }
  if (call.checkMode) {
    const [md5] = await target.probe({ argv: ["md5sum", asOperand(src.path)] });
    return { changed: true, result: { ...result, md5sum: parseChecksum(md5?.stdout) } };
  }
  if (copy.needsFolder !== undefined) {
    await makeFolders(target, [{ path: copy.needsFolder, wanted: folderWanted(call, wanted) }]);
  }
  const backup = await write(call, target, copy);
  return {
    changed: true,
    result: { ...result, backup_file: backup, ...await writtenInfo(target, path) },
  };
}

function alreadyThere(src: string, dest: string, stat: FileStat): ModuleResult {
  return { result: { src, dest, msg: "file already exists", ...pathInfo(stat) } };
}

async function checksumOf(target: Target, path: string): Promise<string | undefined> {
  const [outcome] = await target.probe({ argv: ["sha1sum", asOperand(path)] });
  return parseChecksum(outcome?.stdout);
}

/** @returns The backup's path, if there is one. */
async function write(
  call: ModuleCall,
  target: Target,
  copy: FileCopy,
): Promise<string | undefined> {
  const { src, path, stat, wanted } = copy;
  if (optionalStr(call.args, "validate") !== undefined || bool(call.args, "unsafe_writes")) {
    const content = await target.get(src.path);
    if (content === undefined) throw new ModuleFailure(`Source ${src.path} not found`);
    const written = await writeFile(call, target, { path, content, stat, wanted });
    if (written.validation !== undefined) {
      const { exitCode, stdout, stderr } = written.validation;
      throw new ModuleFailure("failed to validate", {
        result: { exit_status: exitCode, stdout, stderr },
      });
    }
    return written.backup;
  }
  const backup = bool(call.args, "backup") && stat !== undefined
    ? backupPath((await target.apply(backupCommand(path)))[0], path)
    : undefined;
  const mode = wanted.mode === undefined
    ? stat?.mode ?? (0o666 & ~copy.umask)
    : applyMode(wanted.mode, {
      mode: stat?.mode ?? (0o666 & ~copy.umask),
      isDirectory: false,
      umask: copy.umask,
    });
  const { owner, group } = wanted;
  const isKept = owner === undefined && group === undefined;
  const who = isKept
    ? stat === undefined ? "" : `${stat.uid}:${stat.gid}`
    : `${owner === undefined ? "" : ownerText(owner)}${
      group === undefined ? "" : `:${ownerText(group)}`
    }`;
  const octal = (mode & 0o7777).toString(8).padStart(4, "0");
  const argv = [asOperand(src.path), asOperand(path), octal, who, isKept ? "yes" : ""];
  const [outcome] = await target.apply({ script: COPY, argv });
  if (outcome !== undefined && outcome.exitCode !== 0) {
    const info = stat === undefined ? {} : { path, ...pathInfo(stat) };
    throw new ModuleFailure(`failed to copy: ${src.path} to ${path}: ${outcome.stderr.trim()}`, {
      result: info,
    });
  }
  return backup;
}

function folderWanted(
  { args }: ModuleCall,
  { mode: _, ...ownership }: WantedAttributes,
): WantedAttributes {
  const mode = args.get("directory_mode") ?? undefined;
  return { ...ownership, ...(mode === undefined ? {} : { mode }) };
}
