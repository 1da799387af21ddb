import { absolutePath } from "../../../lib/base/posix_path.ts";
import { dict } from "../../../lib/base/value.ts";
import {
  bool,
  type CommandOutcome,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  type ProbeCommand,
  str,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { parseChecksum } from "../shared/checksum.ts";
import { expandPath } from "../shared/expand_paths.ts";
import { asOperand } from "../shared/file_stat.ts";
import {
  deviceKeys,
  kindLetter,
  parseStatFields,
  type StatFields,
  statFormat,
  statKeys,
} from "./stat_fields.ts";

/** `stat`: two round trips, since reading a pipe or a device might never end. */
export async function stat({ args }: ModuleCall, target: Target): Promise<ModuleResult> {
  const path = await expandPath(target, str(args, "path"));
  const operand = asOperand(path);
  const follow = bool(args, "follow") ? ["-L"] : [];
  const tests = ["-r", "-w", "-x"].map((flag) => ({ argv: ["test", flag, operand] }));
  const env = { LC_ALL: "C" };
  const [precise, ...access] = await target.probe(
    { argv: ["stat", ...follow, "-c", statFormat("precise"), operand], env },
    ...tests,
  );
  const fields = await fieldsOf(target, precise, {
    argv: ["stat", ...follow, "-c", statFormat("whole"), operand],
    env,
  });
  if (fields === undefined) return { result: { stat: dict({ exists: false }) } };
  const basics = { exists: true, ...statKeys(fields, path), ...deviceKeys(fields) };
  const [readable, writeable, executable] = access.map(({ exitCode }) => exitCode === 0);
  const more = await moreOf(target, { args, operand, kind: kindLetter(fields.rawMode), readable });
  return {
    result: { stat: dict({ ...basics, readable, writeable, executable, ...more }) },
  };
}

async function fieldsOf(
  target: Target,
  outcome: CommandOutcome | undefined,
  plain: ProbeCommand,
): Promise<StatFields | undefined> {
  const parsed = parse(outcome);
  if (parsed !== undefined) return parsed;
  if (outcome?.exitCode === 0) return parse((await target.probe(plain))[0]);
  const said = outcome?.stderr.trim().split(": ").at(-1) ?? "";
  if (said !== "No such file or directory") throw new ModuleFailure(said);
  return undefined;
}

function parse(outcome: CommandOutcome | undefined): StatFields | undefined {
  return outcome?.exitCode === 0 ? parseStatFields(outcome.stdout.trim()) : undefined;
}

interface Wanted {
  readonly args: Dict;
  readonly operand: string;
  readonly kind: string;
  readonly readable: boolean | undefined;
}

/** What takes more programs: one round trip for all of it. */
async function moreOf(
  target: Target,
  { args, operand, kind, readable }: Wanted,
): Promise<Record<string, Value>> {
  const isFile = kind === "-" || (kind === "l" && bool(args, "follow"));
  const wantsSum = bool(args, "get_checksum") && isFile && readable === true;
  const wantsMd5 = bool(args, "get_md5") && isFile && readable === true;
  const wantsMime = bool(args, "get_mime");
  const wantsFlags = bool(args, "get_attributes");
  const skip = { argv: ["test", ""] };
  const isLink = kind === "l";
  if (!wantsSum && !wantsMd5 && !wantsMime && !wantsFlags && !isLink) return {};
  const [sum, md5, mime, flags, link, real, exists, folder] = await target.probe(
    wantsSum ? { argv: [`${str(args, "checksum_algorithm")}sum`, operand] } : skip,
    wantsMd5 ? { argv: ["md5sum", operand] } : skip,
    wantsMime ? { argv: ["file", "--mime-type", "--mime-encoding", operand] } : skip,
    wantsFlags ? { argv: ["lsattr", "-vd", operand] } : skip,
    isLink ? { argv: ["readlink", operand] } : skip,
    // Programs do not agree on what a broken link leads to.
    isLink ? { argv: ["readlink", "-f", operand] } : skip,
    { argv: ["test", "-e", operand] },
    isLink ? { argv: ["readlink", "-f", operand.replace(/[^/]+\/*$/, "") || "."] } : skip,
  );
  const checksum = wantsSum ? parseChecksum(sum?.stdout) : undefined;
  return {
    ...(checksum === undefined ? {} : { checksum }),
    ...(wantsMd5 ? { md5: parseChecksum(md5?.stdout) ?? null } : {}),
    ...(wantsMime ? mimeOf(exists?.exitCode === 0 ? mime : undefined) : {}),
    ...(wantsFlags ? flagsOf(flags) : {}),
    ...(isLink
      ? {
        lnk_target: line(link),
        lnk_source: exists?.exitCode === 0 ? line(real) : absolutePath(line(link), line(folder)),
      }
      : {}),
  };
}

function mimeOf(outcome: CommandOutcome | undefined): Record<string, Value> {
  const found = /: *([^:;]+); *charset=(\S+)\s*$/.exec(
    outcome?.exitCode === 0 ? outcome.stdout : "",
  );
  return { mimetype: found?.[1] ?? "unknown", charset: found?.[2] ?? "unknown" };
}

/** What the letters of `lsattr` mean, in Ansible's words. */
const FLAGS: Readonly<Record<string, string>> = {
  A: "noatime",
  a: "append",
  c: "compressed",
  C: "nocow",
  d: "nodump",
  D: "dirsync",
  e: "extents",
  E: "encrypted",
  h: "blocksize",
  i: "immutable",
  I: "indexed",
  j: "journalled",
  N: "inline",
  s: "zero",
  S: "synchronous",
  t: "notail",
  T: "blockroot",
  u: "undelete",
  X: "compressedraw",
  Z: "compresseddirty",
};

/** Such as `2369725382 --------------e------- /path`. */
function flagsOf(outcome: CommandOutcome | undefined): Record<string, Value> {
  const found = outcome?.exitCode === 0 ? /^(\d+) +(\S+) /.exec(outcome.stdout.trim()) : null;
  const flags = found?.[2]?.replaceAll("-", "").trim() ?? "";
  return {
    version: found?.[1] ?? null,
    attr_flags: flags,
    attributes: Array.from(flags, (flag) => FLAGS[flag] ?? flag),
  };
}

function line(outcome: CommandOutcome | undefined): string {
  return outcome?.stdout.replace(/\n$/, "") ?? "";
}
