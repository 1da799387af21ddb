import {
  bool,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { asOperand, pathInfo, statBehind } from "../shared/file_stat.ts";
import { requestError } from "../shared/request_error.ts";
import { notFoundMessage } from "../shared/source_not_found.ts";
import type { ArchiveHandler, ArchiveTask } from "./archive_handler.ts";
import { settleUnpacked } from "./settle_unpacked.ts";
import { tarArchive } from "./tar_archive.ts";
import { ZIP_ARCHIVE } from "./zip_archive.ts";

/** Unpacks an archive. Behaves as Ansible 2.14's unarchive. */
export async function unarchive(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args } = call;
  const isRemote = bool(args, "remote_src") || !bool(args, "copy");
  const [dest = "", creates] = await expandPaths(target, [
    str(args, "dest"),
    optionalStr(args, "creates") || undefined,
  ]);
  const [folder, created] = await target.probe(
    { argv: ["test", "-d", asOperand(dest)] },
    { argv: creates === undefined ? ["false"] : ["test", "-e", asOperand(creates)] },
  );
  if (created?.exitCode === 0) {
    return { skipped: true, result: { msg: `skipped, since ${creates} exists` } };
  }
  if (!isRemote) await requireSource(args, target);
  if (folder?.exitCode !== 0) {
    throw new ModuleFailure(`dest '${dest}' must be an existing dir`);
  }
  // What is not on the target yet cannot be brought there to be looked at.
  const isThere = isRemote && !str(args, "src").includes("://");
  if (call.checkMode && !isThere) return UNPREDICTABLE;
  const wanted = await wantedAttributes(args, target);
  const archive = await fetch(args, target, isRemote);
  try {
    const task = { target, args, src: archive.path, dest: dest.replace(/(?<=.)\/+$/, ""), wanted };
    return await unpack(call, task, dest);
  } finally {
    if (archive.folder !== undefined) await target.apply({ argv: ["rm", "-rf", archive.folder] });
  }
}

async function requireSource(args: Dict, target: Target): Promise<void> {
  const src = str(args, "src");
  const found = await target.source({ path: src, options: { decrypt: bool(args, "decrypt") } });
  if (!found.isFound) throw new ModuleFailure(notFoundMessage(src, found.searched));
}

interface Fetched {
  readonly path: string;
  /** A temporary folder around it, if there is one. */
  readonly folder?: string;
}

/** Brings the archive to the target, unless it is there. */
async function fetch(args: Dict, target: Target, isRemote: boolean): Promise<Fetched> {
  const src = str(args, "src");
  if (isRemote && !src.includes("://")) {
    const [path = src] = await expandPaths(target, [src]);
    return { path };
  }
  const [made] = await target.apply({ argv: ["mktemp", "-d", "/tmp/.shep-unarchive.XXXXXXXX"] });
  if (made?.exitCode !== 0) {
    throw new ModuleFailure(`Cannot make a temporary folder: ${made?.stderr.trim() ?? ""}`);
  }
  const folder = made.stdout.trim();
  const path = `${folder}/source`;
  if (!isRemote) {
    const [entry] =
      (await target.source({ path: src, options: { decrypt: bool(args, "decrypt") } })).entries;
    if (entry === undefined) throw new ModuleFailure(`Source '${src}' failed to transfer`);
    await target.put({ path, content: { source: entry.source }, mode: "0600" });
    return { path, folder };
  }
  const options = ["-fsSL", ...(bool(args, "validate_certs") ? [] : ["-k"])];
  const [outcome] = await target.apply({ argv: ["curl", ...options, "-o", path, "--", src] });
  if (outcome?.exitCode !== 0) {
    await target.apply({ argv: ["rm", "-rf", folder] });
    const { exitCode = 0, stderr = "" } = outcome ?? {};
    const why = requestError(exitCode, stderr, src);
    throw new ModuleFailure(`Failure downloading ${src}, Request failed: ${why}`);
  }
  return { path, folder };
}

const UNPREDICTABLE: ModuleResult = {
  skipped: true,
  result: {
    msg: "remote module (ansible.legacy.unarchive) does not support check mode when using gtar",
  },
};

async function unpack(
  { checkMode }: ModuleCall,
  task: ArchiveTask,
  dest: string,
): Promise<ModuleResult> {
  const { target, args, src, wanted } = task;
  const handler = await handlerOf(target, src);
  if (checkMode && handler !== ZIP_ARCHIVE) return UNPREDICTABLE;
  const { names, isUnpacked } = await handler.inspect(task);
  const keys: Record<string, Value> = { dest, src, handler: handler.name };
  if (!isUnpacked && !checkMode) {
    const cmd = handler.extraction(task);
    const [outcome] = await target.apply({ argv: cmd, env: { LC_ALL: "C" } });
    const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
    keys["extract_results"] = new Map<Value, Value>([
      ["cmd", [...cmd]],
      ["rc", exitCode],
      ["out", stdout],
      ["err", stderr],
    ]);
    if (exitCode !== 0) {
      throw new ModuleFailure(`failed to unpack ${src} to ${dest}`, { result: keys });
    }
  }
  const isSettled = await settleUnpacked(target, { dest: task.dest, names, wanted });
  const stat = await statBehind(target, dest);
  return {
    changed: !isUnpacked || isSettled,
    result: {
      ...keys,
      ...(bool(args, "list_files") ? { files: [...names] } : {}),
      ...(stat === undefined ? {} : pathInfo(stat)),
    },
  };
}

/** Handlers by the first bytes of an archive; tar tells other kinds apart by itself. */
const HANDLERS: readonly (readonly [magic: string, handler: ArchiveHandler])[] = [
  ["504b", ZIP_ARCHIVE],
  ["1f8b", tarArchive("TgzArchive", "-z")],
];
const TAR = ["", tarArchive("TarArchive", undefined)] as const;

async function handlerOf(target: Target, src: string): Promise<ArchiveHandler> {
  const [there, readable, full, start] = await target.probe(
    { argv: ["test", "-e", asOperand(src)] },
    { argv: ["test", "-r", asOperand(src)] },
    { argv: ["test", "-s", asOperand(src)] },
    { argv: ["od", "-An", "-tx1", "-N", "6", asOperand(src)] },
  );
  if (there?.exitCode !== 0) throw new ModuleFailure(`Source '${src}' does not exist`);
  if (readable?.exitCode !== 0) throw new ModuleFailure(`Source '${src}' not readable`);
  if (full?.exitCode !== 0) {
    throw new ModuleFailure(`Invalid archive '${src}', the file is 0 bytes`);
  }
  const magic = (start?.stdout ?? "").replaceAll(/\s/g, "");
  const [, handler] = HANDLERS.find(([bytes]) => magic.startsWith(bytes)) ?? TAR;
  return handler;
}
