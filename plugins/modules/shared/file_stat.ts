import type { CommandOutcome, ProbeCommand, Target, Value } from "../../../lib/plugin/sdk.ts";

/** What a path is, itself or behind a link. */
export type FileKind = "file" | "directory" | "link" | "other";

/** What `stat` says of a path. */
export interface FileStat {
  readonly path: string;
  readonly kind: FileKind;
  /** Type and permission bits, as in `st_mode`. */
  readonly rawMode: number;
  /** The lowest twelve bits of the mode. */
  readonly mode: number;
  readonly size: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly inode: number;
  readonly device: number;
  /** Names; the number as text for one that has none. */
  readonly owner: string;
  readonly group: string;
  /** Seconds since 1970, without fraction. */
  readonly atime: number;
  readonly mtime: number;
}

/** What GNU's and busybox's `stat` both know; the path is last because it may hold anything. */
const FORMAT = "%f|%s|%u|%g|%h|%i|%d|%U|%G|%X|%Y|%n";
const LINE =
  /^([0-9a-f]+)\|(\d+)\|(\d+)\|(\d+)\|(\d+)\|(\d+)\|(\d+)\|([^|]*)\|([^|]*)\|(\d+)\|(\d+)\|/;

/** @returns The probe of links themselves; one process for all paths. */
export function statCommand(...paths: readonly string[]): ProbeCommand {
  return { argv: ["stat", "-c", FORMAT, ...paths.map(asOperand)] };
}

/** @returns The probe of what links lead to. */
export function statTargetCommand(...paths: readonly string[]): ProbeCommand {
  return { argv: ["stat", "-L", "-c", FORMAT, ...paths.map(asOperand)] };
}

/** Asks, in one round trip, what a path leads to. @returns `undefined` if there is nothing. */
export async function statBehind(target: Target, path: string): Promise<FileStat | undefined> {
  const [outcome] = await target.probe(statTargetCommand(path));
  return parseStats(outcome, [path]).get(path);
}

/** @returns `path` so that no program takes it for an option. */
export function asOperand(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}

/**
 * @param paths Those that the command was made of, in order.
 * @returns What was found; paths that do not exist are left out.
 */
export function parseStats(
  outcome: CommandOutcome | undefined,
  paths: readonly string[],
): ReadonlyMap<string, FileStat> {
  const stats = new Map<string, FileStat>();
  let text = outcome?.stdout ?? "";
  for (const path of paths) {
    const fields = LINE.exec(text);
    if (fields === null) break;
    const rest = text.slice(fields[0].length);
    const operand = `${asOperand(path)}\n`;
    if (!rest.startsWith(operand)) continue;
    text = rest.slice(operand.length);
    stats.set(path, statOf(path, fields));
  }
  return stats;
}

/** @returns What a result says of a path: Ansible's `add_path_info`. */
export function pathInfo(stat: FileStat): Readonly<Record<string, Value>> {
  return {
    uid: stat.uid,
    gid: stat.gid,
    owner: stat.owner,
    group: stat.group,
    mode: modeText(stat.mode),
    state: stateOf(stat),
    size: stat.size,
  };
}

/** @returns What Ansible calls the state of a path. */
export function stateOf(stat: FileStat | undefined): string {
  if (stat === undefined) return "absent";
  if (stat.kind === "link" || stat.kind === "directory") return stat.kind;
  return stat.links > 1 ? "hard" : "file";
}

/** @returns Octal text with a zero in front, at least four digits. */
export function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, "0")}`;
}

function statOf(path: string, fields: readonly string[]): FileStat {
  const [, mode = "", size, uid, gid, links, inode, device] = fields;
  const [owner = "", group = "", atime, mtime] = fields.slice(8);
  const rawMode = Number.parseInt(mode, 16);
  return {
    path,
    kind: kindOf(rawMode),
    rawMode,
    mode: rawMode & 0o7777,
    size: Number(size),
    uid: Number(uid),
    gid: Number(gid),
    links: Number(links),
    inode: Number(inode),
    device: Number(device),
    owner: nameOr(owner, uid),
    group: nameOr(group, gid),
    atime: Number(atime),
    mtime: Number(mtime),
  };
}

function nameOr(name: string, id = ""): string {
  return name === "UNKNOWN" || name === "" ? id : name;
}

function kindOf(rawMode: number): FileKind {
  switch (rawMode & 0o170000) {
    case 0o100000:
      return "file";
    case 0o040000:
      return "directory";
    case 0o120000:
      return "link";
    default:
      return "other";
  }
}
