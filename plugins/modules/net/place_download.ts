import {
  type ModuleCall,
  ModuleFailure,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { settleAttributes } from "../files/settle_attributes.ts";
import { backupCommand, backupPath } from "../shared/backup.ts";
import { parseChecksum } from "../shared/checksum.ts";
import { wantedAttributes } from "../shared/file_attributes.ts";
import { asOperand, parseStats, pathInfo, statTargetCommand } from "../shared/file_stat.ts";
import type { WantedChecksum } from "./url_checksum.ts";

/** Puts the download in place if it is right and other than what is there. */
export async function moveDownload(
  target: Target,
  { file, dest, sha1, checksum, isBackup, result }: {
    readonly file: string;
    readonly dest: string;
    readonly sha1: string;
    readonly checksum: WantedChecksum | undefined;
    readonly isBackup: boolean;
    /** What a failure tells. */
    readonly result: Readonly<Record<string, Value>>;
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
      { changed: true, result },
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
    const said = last?.stderr.trim() ?? "";
    const error = /No such file|not exist/.test(said)
      ? `[Errno 2] No such file or directory: b'${file}' -> b'${dest}'`
      : said;
    throw new ModuleFailure(`Could not replace file: ${file} to ${dest}: ${error}`, { result });
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
export async function settleDownload({ args }: ModuleCall, target: Target, dest: string) {
  const wanted = await wantedAttributes(args, target);
  const [outcome, digest] = await target.probe(
    statTargetCommand(dest),
    { argv: ["md5sum", asOperand(dest)] },
  );
  const md5 = parseChecksum(digest?.stdout);
  const stat = parseStats(outcome, [dest]).get(dest);
  if (stat === undefined) return { isChanged: false, info: {}, md5 };
  const settled = await settleAttributes(target, { path: dest, stat, wanted });
  return { isChanged: settled.isChanged, info: pathInfo(settled.stat), md5 };
}
