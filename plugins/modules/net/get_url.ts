import {
  bool,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalStr,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { backupCommand, backupPath } from "../shared/backup.ts";
import { parseChecksum } from "../shared/checksum.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import {
  attributeChange,
  attributeCommands,
  isChange,
  resolveOwners,
  wantedAttributes,
} from "../shared/file_attributes.ts";
import { asOperand, parseStats, pathInfo, statTargetCommand } from "../shared/file_stat.ts";
import { type Download, download } from "./download.ts";
import { fileName, type WantedChecksum, wantedChecksum } from "./url_checksum.ts";

type Result = Readonly<Record<string, Value>>;

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
  const checksum = text === "" ? undefined : await wantedChecksum(target, args, { text, url });
  const seen = await look(target, { dest: given, url, folder, checksum });
  const force = bool(args, "force");
  const isRight = checksum !== undefined && seen.digest === checksum.digest;
  if (seen.isThere && !force && isRight) {
    const { isChanged, info } = await settle(call, target, given);
    const msg = isChanged
      ? "file already exists but file attributes changed"
      : "file already exists";
    return { changed: isChanged, result: { ...emptyResult(url, given), msg, ...info } };
  }
  if (checkMode) {
    const isKnown = !seen.isThere || force || checksum !== undefined;
    return isKnown && !seen.isFolder
      ? { changed: true, result: emptyResult(url, given) }
      : unknown(url, given);
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

function emptyResult(url: string, dest: string): Result {
  return { url, dest, checksum_src: null, checksum_dest: null, elapsed: 0 };
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
    const { isChanged, info } = await settle(call, target, given);
    const result = { url, dest: given, msg: message, status_code: status, elapsed, ...info };
    return { changed: isChanged, result };
  }
  if (file === "") {
    const said = answer.error === undefined || status >= 400
      ? { status_code: status, response: message }
      : {};
    const reason = "response" in said ? "Request failed" : `Request failed: ${answer.error}`;
    throw new ModuleFailure(reason, { result: { ...said, url, dest: given, elapsed } });
  }
  const dest = seen.isFolder ? `${given.replace(/\/+$/, "")}/${nameFrom(answer)}` : given;
  const isBackup = bool(call.args, "backup");
  const result = { url, dest, elapsed, src: file, checksum_src: sha1, checksum_dest: null };
  const moved = await move(target, { file, dest, sha1, checksum, isBackup, result });
  const { isChanged, info, md5 } = await settle(call, target, dest);
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

/** Puts the download in place if it is right and other than what is there. */
async function move(
  target: Target,
  { file, dest, sha1, checksum, isBackup, result }: {
    readonly file: string;
    readonly dest: string;
    readonly sha1: string;
    readonly checksum: WantedChecksum | undefined;
    readonly isBackup: boolean;
    /** What a failure tells. */
    readonly result: Result;
  },
) {
  const [old, digest] = await target.probe(
    { argv: ["sha1sum", asOperand(dest)] },
    ...(checksum === undefined ? [] : [{ argv: [`${checksum.algorithm}sum`, file] }]),
  );
  const found = parseChecksum(digest?.stdout);
  const discard = { argv: ["rm", "-f", "--", file] };
  if (checksum !== undefined && found !== checksum.digest) {
    await target.apply(discard);
    throw new ModuleFailure(
      `The checksum for ${dest} did not match ${checksum.digest}; it was ${found}.`,
      { result },
    );
  }
  const before = parseChecksum(old?.stdout);
  if (before === sha1) {
    await target.apply(discard);
    return { isNew: false, before, backup: undefined };
  }
  const needsBackup = isBackup && before !== undefined;
  const outcomes = await target.apply(
    ...(needsBackup ? [backupCommand(dest)] : []),
    { script: MOVE, argv: [file, asOperand(dest)] },
  );
  const backup = needsBackup ? backupPath(outcomes[0], dest) : undefined;
  const last = outcomes.at(-1);
  if (last?.exitCode !== 0) {
    await target.apply(discard);
    throw new ModuleFailure(`failed to copy ${file} to ${dest}: ${last?.stderr.trim()}`, {
      result,
    });
  }
  return { isNew: true, before, backup };
}

/** A new file gets the usual mode, one that replaces another that file's mode and owner. */
const MOVE = `
if [ -e "$2" ]; then
  chown "$(stat -L -c %u:%g "$2")" "$1" && chmod "$(stat -L -c %a "$2")" "$1"
else chmod "$(printf %o $((0666 & ~0$(umask))))" "$1"
fi && mv -f "$1" "$2"
`;

/** Makes mode and ownership as wanted, and says how the file is then. */
async function settle({ args }: ModuleCall, target: Target, dest: string) {
  const wanted = await wantedAttributes(args, target);
  const [outcome, digest] = await target.probe(
    statTargetCommand(dest),
    { argv: ["md5sum", asOperand(dest)] },
  );
  const md5 = parseChecksum(digest?.stdout);
  const stat = parseStats(outcome, [dest]).get(dest);
  if (stat === undefined) return { isChanged: false, info: {}, md5 };
  const change = attributeChange(stat, await resolveOwners(target, wanted, [stat]));
  if (!isChange(change)) return { isChanged: false, info: pathInfo(stat), md5 };
  const outcomes = await target.apply(...attributeCommands(dest, change, "follow"));
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) {
    throw new ModuleFailure(failed.stderr.trim(), { result: { dest, ...pathInfo(stat) } });
  }
  const [again] = await target.probe(statTargetCommand(dest));
  return { isChanged: true, info: pathInfo(parseStats(again, [dest]).get(dest) ?? stat), md5 };
}
