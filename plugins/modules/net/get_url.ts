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
import { parseChecksum } from "../shared/checksum.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { asOperand, pathInfo, statBehind } from "../shared/file_stat.ts";
import { moveDownload, settleDownload } from "./place_download.ts";
import { type Download, download } from "./download.ts";
import { headRequest } from "./head_request.ts";
import { fileName, type WantedChecksum, wantedChecksum } from "./url_checksum.ts";

/** Downloads a file to the target. Behaves as Ansible 2.14's get_url. */
export async function getUrl(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const url = str(args, "url");
  const [given = "", folder] = await expandPaths(target, [
    str(args, "dest"),
    optionalStr(args, "tmp_dest"),
  ]);
  const text = str(args, "checksum");
  const isListed = /^[^:]*:(https?|ftp|file):/.test(text);
  if (isListed && checkMode) return unknown(url, given);
  const checksum = text === ""
    ? undefined
    : await wantedChecksum(target, args, { text, url, dest: given });
  const seen = await look(target, { dest: given, url, folder, checksum });
  const force = bool(args, "force");
  const isRight = checksum !== undefined && seen.digest === checksum.digest;
  if (seen.isThere && !force && isRight) {
    const { isChanged, info } = await settleDownload(call, target, given);
    const msg = isChanged
      ? "file already exists but file attributes changed"
      : "file already exists";
    return { changed: isChanged, result: { ...emptyResult(url, given), msg, ...info } };
  }
  if (checkMode) {
    const isKnown = !seen.isThere || force || checksum !== undefined;
    return await predicted(target, args, { url, given, isKnown, isFolder: seen.isFolder });
  }
  // Where the checksum is wrong, what the server thinks of the date does not matter.
  const newerThan = seen.isThere && !force && checksum === undefined ? given : undefined;
  const started = call.clock.monotonicNow();
  const answer = await download(target, args, {
    url,
    folder: folder ?? (seen.isFolder ? given : parentOf(given)),
    newerThan,
  });
  const elapsed = Math.floor((call.clock.monotonicNow() - started) / 1000);
  return await placed(call, target, { url, given, seen, checksum, answer, elapsed });
}

function emptyResult(url: string, dest: string): Readonly<Record<string, Value>> {
  return { url, dest, checksum_src: null, checksum_dest: null, elapsed: 0 };
}

/** Ansible asks for the headers alone, and so for a file without content. */
const EMPTY_SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

async function predicted(
  target: Target,
  args: Dict,
  { url, given, isKnown, isFolder }: {
    readonly url: string;
    readonly given: string;
    readonly isKnown: boolean;
    readonly isFolder: boolean;
  },
): Promise<ModuleResult> {
  const answer = await headRequest(target, args, url);
  if (answer === undefined) {
    return isKnown && !isFolder
      ? { changed: true, result: emptyResult(url, given) }
      : unknown(url, given);
  }
  if (answer.error !== undefined || answer.status >= 400) {
    throw refused(answer, { url, dest: given, elapsed: 0 });
  }
  const dest = isFolder ? `${given.replace(/\/+$/, "")}/${nameFrom(answer)}` : given;
  const [there] = isFolder ? await target.probe({ argv: ["test", "-e", dest] }) : [];
  if (!isKnown || there?.exitCode === 0) return unknown(url, dest);
  const result = { ...emptyResult(url, dest), checksum_src: EMPTY_SHA1, msg: answer.message };
  return { changed: true, result };
}

/** The failure that tells what the server said, or why it said nothing. */
function refused(
  { status, message, error }: Download,
  where: Readonly<Record<"url" | "dest", string>> & { readonly elapsed: number },
): ModuleFailure {
  const said = error === undefined || status >= 400
    ? { status_code: status, response: message }
    : {};
  const reason = "response" in said ? "Request failed" : `Request failed: ${error}`;
  return new ModuleFailure(reason, { result: { ...said, ...where } });
}

/** Nothing may be fetched in check mode, so that nobody can say whether it would be new. */
function unknown(url: string, dest: string): ModuleResult {
  const msg = "Cannot tell in check mode whether the file would change";
  return { skipped: true, result: { ...emptyResult(url, dest), msg } };
}

interface Seen {
  readonly isFolder: boolean;
  readonly isThere: boolean;
  /** By the algorithm of the wanted checksum. */
  readonly digest: string | undefined;
}

async function look(
  target: Target,
  { dest, url, folder, checksum }: {
    readonly dest: string;
    readonly url: string;
    readonly folder: string | undefined;
    readonly checksum: WantedChecksum | undefined;
  },
): Promise<Seen> {
  const parent = parentOf(dest);
  const [isFolder, isThere, hasParent, hasTemporary, digest] = await target.probe(
    { argv: ["test", "-d", dest] },
    { argv: ["test", "-e", dest] },
    { argv: ["test", "-d", parent] },
    { argv: ["test", "-d", folder ?? "/"] },
    ...(checksum === undefined ? [] : [{ argv: [`${checksum.algorithm}sum`, asOperand(dest)] }]),
  );
  if (hasTemporary?.exitCode !== 0) throw new ModuleFailure(`${folder} directory does not exist.`);
  if (isFolder?.exitCode !== 0 && hasParent?.exitCode !== 0) {
    throw new ModuleFailure(`Destination ${parent} does not exist`, {
      result: emptyResult(url, dest),
    });
  }
  return {
    isFolder: isFolder?.exitCode === 0,
    isThere: isFolder?.exitCode !== 0 && isThere?.exitCode === 0,
    digest: parseChecksum(digest?.stdout),
  };
}

/** The download waits beside its place, so that it can be moved there at once. */
function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || (path.startsWith("/") ? "/" : ".");
}

interface Placing {
  readonly url: string;
  readonly given: string;
  readonly seen: Seen;
  readonly checksum: WantedChecksum | undefined;
  readonly answer: Download;
  readonly elapsed: number;
}

async function placed(
  call: ModuleCall,
  target: Target,
  { url, given, seen, checksum, answer, elapsed }: Placing,
): Promise<ModuleResult> {
  const { status, message, file, sha1 } = answer;
  if (status === 304 || (answer.error === undefined && sha1 === "" && seen.isThere)) {
    // As in Ansible, mode and ownership stay as they are.
    const stat = await statBehind(target, given);
    const info = stat === undefined ? {} : pathInfo(stat);
    return { result: { url, dest: given, msg: message, status_code: status, elapsed, ...info } };
  }
  if (file === "") throw refused(answer, { url, dest: given, elapsed });
  const dest = seen.isFolder ? `${given.replace(/\/+$/, "")}/${nameFrom(answer)}` : given;
  const isBackup = bool(call.args, "backup");
  const result = { url, dest, elapsed, src: file, checksum_src: sha1, checksum_dest: null };
  const moved = await moveDownload(target, { file, dest, sha1, checksum, isBackup, result });
  const { isChanged, info, md5 } = await settleDownload(call, target, dest);
  return {
    changed: moved.isNew || isChanged,
    result: {
      ...result,
      msg: message || `OK (${info["size"]} bytes)`,
      status_code: status === 0 ? null : status,
      checksum_dest: moved.before ?? null,
      md5sum: md5 ?? null,
      backup_file: moved.backup,
      ...info,
    },
  };
}

function nameFrom({ headers, url }: Download): string {
  const header = headers.get("content-disposition") ?? "";
  const name = /^attachment; ?filename="?([^"]+)/.exec(header)?.[1];
  return name?.slice(name.lastIndexOf("/") + 1) || fileName(url);
}
