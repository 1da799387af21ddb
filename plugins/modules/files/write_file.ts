import { folderOf } from "../../../lib/base/posix_path.ts";
import {
  bool,
  type ModuleCall,
  ModuleFailure,
  optionalStr,
  type PutFile,
  type PutOutcome,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { backupCommand, backupPath } from "../shared/backup.ts";
import { parseChecksum } from "../shared/checksum.ts";
import { ownerText, type WantedAttributes } from "../shared/file_attributes.ts";
import { applyMode, isSymbolic } from "../shared/file_mode.ts";
import {
  asOperand,
  type FileStat,
  modeText,
  parseStats,
  pathInfo,
  statTargetCommand,
} from "../shared/file_stat.ts";

/** A file to write. */
export interface FileWrite {
  readonly path: string;
  readonly content: PutFile["content"];
  /** What is there now; absent if nothing is. */
  readonly stat: FileStat | undefined;
  readonly wanted: WantedAttributes;
  /** What a failure says beside its message. */
  readonly keys?: Readonly<Record<string, Value>>;
  /** Whether to write at all, and what to ask in the same round trip. */
  readonly conditions?: Pick<PutFile, "unlessSha1" | "before" | "after">;
}

/** Writes as `backup`, `validate` and `unsafe_writes` of the call say. Nothing happens in check mode. */
export interface Written extends PutOutcome {
  readonly backup?: string;
}

/**
 * Writes a file with its attributes in one round trip; a backup is one more.
 *
 * @throws {ModuleFailure} If it cannot be written, or `validate` has no `%s`.
 */
export async function writeFile(
  { args, checkMode }: ModuleCall,
  target: Target,
  { path, content, stat, wanted, keys = {}, conditions }: FileWrite,
): Promise<Written> {
  const validate = optionalStr(args, "validate");
  if (validate !== undefined && !checkMode && !validate.includes("%s")) {
    throw new ModuleFailure(`validate must contain %s: ${validate}`, { result: keys });
  }
  const mode = await modeOf(target, wanted.mode, stat);
  const backup = bool(args, "backup") && stat !== undefined
    ? backupPath((await target.apply(backupCommand(path)))[0], path)
    : undefined;
  const { owner, group } = wanted;
  const file: PutFile = {
    path,
    content,
    ...(mode === undefined ? {} : { mode }),
    ...(owner === undefined ? {} : { owner: ownerText(owner) }),
    ...(group === undefined ? {} : { group: ownerText(group) }),
    ...(validate === undefined ? {} : { validate }),
    // A device or a pipe is written to, not replaced.
    isInPlace: bool(args, "unsafe_writes") || stat?.kind === "other",
    ...conditions,
  };
  const outcome = await put(target, file, { wanted, keys });
  return { ...outcome, ...(backup === undefined ? {} : { backup }) };
}

/** @returns What a result says of a file that was written: attributes and the MD5 of its content. */
export async function writtenInfo(
  target: Target,
  path: string,
): Promise<Readonly<Record<string, Value | undefined>>> {
  const [stats, md5] = await target.probe(statTargetCommand(path), {
    argv: ["md5sum", asOperand(path)],
  });
  const stat = parseStats(stats, [path]).get(path);
  return { ...(stat === undefined ? {} : pathInfo(stat)), md5sum: parseChecksum(md5?.stdout) };
}

/** Symbolic modes of a new file begin with what the umask leaves. */
async function modeOf(
  target: Target,
  wanted: Value | undefined,
  stat: FileStat | undefined,
): Promise<string | undefined> {
  if (wanted === undefined) return undefined;
  let umask = 0o022;
  if (stat === undefined && isSymbolic(wanted)) {
    const [outcome] = await target.probe({ argv: ["umask"] });
    umask = Number.parseInt(outcome?.stdout ?? "022", 8);
  }
  const base = { mode: stat?.mode ?? (0o666 & ~umask), isDirectory: false, umask };
  return modeText(applyMode(wanted, base));
}

async function put(
  target: Target,
  file: PutFile,
  { wanted: { owner, group }, keys }: Required<Pick<FileWrite, "wanted" | "keys">>,
) {
  const options = { result: keys };
  try {
    return await target.put(file);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (owner !== undefined && /(invalid|unknown) user/.test(said)) {
      throw new ModuleFailure(`chown failed: failed to look up user ${owner.name}`, options);
    }
    if (group !== undefined && /(invalid|unknown) group/.test(said)) {
      throw new ModuleFailure(`chgrp failed: failed to look up group ${group.name}`, options);
    }
    const isRefused = /Permission denied|Read-only file system/.test(said);
    const folder = folderOf(file.path) || ".";
    const message = isRefused ? `Destination ${folder} not writable: ${said}` : said;
    throw new ModuleFailure(message, options, { cause: error });
  }
}
