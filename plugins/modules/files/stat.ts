import { dict, float } from "../../../lib/base/value.ts";
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

/** `stat`: two round trips, since reading a pipe or a device might never end. */
export async function stat({ args }: ModuleCall, target: Target): Promise<ModuleResult> {
  const path = await expandPath(target, str(args, "path"));
  const operand = asOperand(path);
  const follow = bool(args, "follow") ? ["-L"] : [];
  const tests = ["-r", "-w", "-x"].map((flag) => ({ argv: ["test", flag, operand] }));
  const env = { LC_ALL: "C" };
  const [precise, ...access] = await target.probe(
    { argv: ["stat", ...follow, "-c", format("%.9"), operand], env },
    ...tests,
  );
  const fields = await fieldsOf(target, precise, {
    argv: ["stat", ...follow, "-c", format("%"), operand],
    env,
  });
  if (fields === undefined) return { result: { stat: dict({ exists: false }) } };
  const basics = basicsOf(fields, path);
  const [readable, writeable, executable] = access.map(({ exitCode }) => exitCode === 0);
  const more = await moreOf(target, { args, operand, kind: kindOf(fields.rawMode), readable });
  return {
    result: { stat: dict({ ...basics, readable, writeable, executable, ...more }) },
  };
}

/** `%X` and its like with a fraction are GNU's alone. */
function format(time: string): string {
  return ["%f", "%s", "%u", "%g", "%h", "%i", "%d", "%o", "%b", "%t", "%T", "%U", "%G"].join("|") +
    `|${time}X|${time}Y|${time}Z`;
}

interface Fields {
  readonly rawMode: number;
  readonly numbers: readonly number[];
  readonly names: readonly string[];
  readonly times: readonly number[];
}

async function fieldsOf(
  target: Target,
  outcome: CommandOutcome | undefined,
  plain: ProbeCommand,
): Promise<Fields | undefined> {
  const parsed = parse(outcome);
  if (parsed !== undefined) return parsed;
  if (outcome?.exitCode === 0) return parse((await target.probe(plain))[0]);
  const said = outcome?.stderr.trim().split(": ").at(-1) ?? "";
  if (said !== "No such file or directory") throw new ModuleFailure(said);
  return undefined;
}

function parse(outcome: CommandOutcome | undefined): Fields | undefined {
  const parts = outcome?.stdout.trim().split("|") ?? [];
  const times = parts.slice(13).map(Number);
  if (outcome?.exitCode !== 0 || times.length !== 3 || times.some(Number.isNaN)) return undefined;
  return {
    rawMode: Number.parseInt(parts[0] ?? "", 16),
    numbers: [
      ...parts.slice(1, 9).map(Number),
      ...parts.slice(9, 11).map((text) => Number.parseInt(text, 16)),
    ],
    names: parts.slice(11, 13),
    times,
  };
}

/** The letter of `ls -l` for what a path is. */
function kindOf(rawMode: number): string {
  return "?pc?d?b?-?l?s???".charAt((rawMode >> 12) & 15);
}

function basicsOf({ rawMode, numbers, names, times }: Fields, path: string): Record<string, Value> {
  const [size = 0, uid = 0, gid = 0, nlink = 0, inode = 0, dev = 0, blockSize = 0, blocks = 0] =
    numbers;
  const [major = 0, minor = 0] = numbers.slice(8);
  const kind = kindOf(rawMode);
  const has = (bit: number) => (rawMode & bit) !== 0;
  const [atime = 0, mtime = 0, ctime = 0] = times;
  return {
    exists: true,
    path,
    mode: (rawMode & 0o7777).toString(8).padStart(4, "0"),
    isdir: kind === "d",
    ischr: kind === "c",
    isblk: kind === "b",
    isreg: kind === "-",
    isfifo: kind === "p",
    islnk: kind === "l",
    issock: kind === "s",
    ...{ uid, gid, size, inode, dev, nlink },
    ...{ atime: float(atime), mtime: float(mtime), ctime: float(ctime) },
    ...{ wusr: has(0o200), rusr: has(0o400), xusr: has(0o100) },
    ...{ wgrp: has(0o020), rgrp: has(0o040), xgrp: has(0o010) },
    ...{ woth: has(0o002), roth: has(0o004), xoth: has(0o001) },
    ...{ isuid: has(0o4000), isgid: has(0o2000) },
    blocks,
    block_size: blockSize,
    device_type: major * 256 + (minor & 255) + (minor >> 8) * 0x100000,
    ...(names[0] === "UNKNOWN" ? {} : { pw_name: names[0] ?? "" }),
    ...(names[1] === "UNKNOWN" ? {} : { gr_name: names[1] ?? "" }),
  };
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
  const wantsMime = bool(args, "get_mime");
  const wantsFlags = bool(args, "get_attributes");
  const skip = { argv: ["test", ""] };
  const isLink = kind === "l";
  if (!wantsSum && !wantsMime && !wantsFlags && !isLink) return {};
  const [sum, mime, flags, link, real, exists] = await target.probe(
    wantsSum ? { argv: [`${str(args, "checksum_algorithm")}sum`, operand] } : skip,
    wantsMime ? { argv: ["file", "--mime-type", "--mime-encoding", operand] } : skip,
    wantsFlags ? { argv: ["lsattr", "-vd", operand] } : skip,
    isLink ? { argv: ["readlink", operand] } : skip,
    isLink ? { argv: ["readlink", "-m", operand] } : skip,
    { argv: ["test", "-e", operand] },
  );
  const checksum = wantsSum ? parseChecksum(sum?.stdout) : undefined;
  return {
    ...(checksum === undefined ? {} : { checksum }),
    ...(wantsMime ? mimeOf(exists?.exitCode === 0 ? mime : undefined) : {}),
    ...(wantsFlags ? flagsOf(flags) : {}),
    ...(isLink ? { lnk_target: line(link), lnk_source: line(real) } : {}),
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
