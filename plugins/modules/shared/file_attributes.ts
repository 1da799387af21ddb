import {
  type ApplyCommand,
  type CommandOutcome,
  type Dict,
  ModuleFailure,
  optionalStr,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { applyMode } from "./file_mode.ts";
import { asOperand, type FileStat, modeText, pathInfo } from "./file_stat.ts";

/** What a task says of a file beside its content. */
export interface WantedAttributes {
  readonly mode?: Value;
  readonly owner?: WantedOwner;
  readonly group?: WantedOwner;
}

/** A user or a group; `id` is absent until `resolveOwners()` has looked it up. */
export interface WantedOwner {
  readonly name: string;
  readonly id?: number;
}

/** What has to change on one path, and how a difference is shown. */
export interface AttributeChange {
  readonly mode?: number;
  readonly owner?: WantedOwner;
  readonly group?: WantedOwner;
  readonly before: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
}

const SELINUX = ["seuser", "serole", "setype", "selevel"];

/**
 * @returns What `mode`, `owner` and `group` say.
 * @throws {ModuleFailure} If file attributes of `chattr` are wanted, or an SELinux context on a
 * target that has SELinux; elsewhere a context means nothing, as in Ansible.
 */
export async function wantedAttributes(args: Dict, target: Target): Promise<WantedAttributes> {
  const attributes = optionalStr(args, "attributes");
  if (attributes !== undefined) {
    throw new ModuleFailure(`Cannot set the attributes ${attributes}: chattr is not supported`);
  }
  const context = SELINUX.filter((name) => optionalStr(args, name) !== undefined);
  if (context.length > 0) {
    const [selinux] = await target.probe({ argv: ["test", "-e", "/sys/fs/selinux/enforce"] });
    if (selinux?.exitCode === 0) {
      throw new ModuleFailure(`Cannot set ${context.join(", ")}: SELinux is not supported`);
    }
  }
  const mode = args.get("mode") ?? undefined;
  const owner = wantedOwner(args, "owner");
  const group = wantedOwner(args, "group");
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(owner === undefined ? {} : { owner }),
    ...(group === undefined ? {} : { group }),
  };
}

/**
 * Looks up the ids of an owner and a group that some of `stats` do not have yet: one round trip if
 * there is any, none else.
 *
 * @throws {ModuleFailure} If there is no such user or group.
 */
export async function resolveOwners(
  target: Target,
  wanted: WantedAttributes,
  stats: readonly FileStat[],
): Promise<WantedAttributes> {
  const { owner, group } = wanted;
  const needsOwner = owner !== undefined && owner.id === undefined &&
    stats.some((stat) => stat.owner !== owner.name);
  const needsGroup = group !== undefined && group.id === undefined &&
    stats.some((stat) => stat.group !== group.name);
  if (!needsOwner && !needsGroup) return wanted;
  const [user, entry] = await target.probe(
    { argv: needsOwner ? ["id", "-u", owner.name] : ["true"] },
    { argv: needsGroup ? ["getent", "group", group.name] : ["true"] },
  );
  const info = stats[0] === undefined ? {} : { path: stats[0].path, ...pathInfo(stats[0]) };
  const failure = (message: string) => new ModuleFailure(message, { result: info });
  if (needsOwner && user?.exitCode !== 0) {
    throw failure(`chown failed: failed to look up user ${owner.name}`);
  }
  const gid = needsGroup ? await groupId(target, group.name, entry) : undefined;
  if (needsGroup && gid === undefined) {
    throw failure(`chgrp failed: failed to look up group ${group.name}`);
  }
  return {
    ...wanted,
    ...(needsOwner ? { owner: { ...owner, id: Number(user?.stdout) } } : {}),
    ...(needsGroup && gid !== undefined ? { group: { ...group, id: gid } } : {}),
  };
}

/** Small systems have no `getent`. */
async function groupId(
  target: Target,
  name: string,
  entry: CommandOutcome | undefined,
): Promise<number | undefined> {
  const [line] = entry?.exitCode === 127
    ? await target.probe({ argv: ["grep", `^${name}:`, "/etc/group"] })
    : [entry];
  return line?.exitCode === 0 ? Number(line.stdout.split(":")[2]) : undefined;
}

/** @returns What has to change so that the path of `stat` is as wanted. */
export function attributeChange(stat: FileStat, wanted: WantedAttributes): AttributeChange {
  const { owner, group } = wanted;
  const mode = wanted.mode === undefined ? stat.mode : wantedMode(stat, wanted.mode);
  const changesMode = mode !== stat.mode;
  const changesOwner = owner !== undefined && !isSame(owner, { name: stat.owner, id: stat.uid });
  const changesGroup = group !== undefined && !isSame(group, { name: stat.group, id: stat.gid });
  return {
    ...(changesMode ? { mode } : {}),
    ...(changesOwner ? { owner } : {}),
    ...(changesGroup ? { group } : {}),
    before: {
      ...(changesOwner ? { owner: stat.uid } : {}),
      ...(changesGroup ? { group: stat.gid } : {}),
      ...(changesMode ? { mode: modeText(stat.mode) } : {}),
    },
    after: {
      ...(changesOwner ? { owner: owner.id ?? owner.name } : {}),
      ...(changesGroup ? { group: group.id ?? group.name } : {}),
      ...(changesMode ? { mode: modeText(mode) } : {}),
    },
  };
}

/** @returns The path once `change` is carried out; `undefined` if that has to be looked up. */
export function afterChange(stat: FileStat, change: AttributeChange): FileStat | undefined {
  const { mode = stat.mode, owner, group } = change;
  const isKnown = (one: WantedOwner | undefined) =>
    one === undefined || (one.id !== undefined && !/^\d+$/.test(one.name));
  if (!isKnown(owner) || !isKnown(group)) return undefined;
  return {
    ...stat,
    mode: mode & 0o7777,
    uid: owner?.id ?? stat.uid,
    gid: group?.id ?? stat.gid,
    owner: owner?.name ?? stat.owner,
    group: group?.name ?? stat.group,
  };
}

/** @returns Whether `change` changes anything. */
export function isChange(change: AttributeChange): boolean {
  return change.mode !== undefined || change.owner !== undefined || change.group !== undefined;
}

/** @returns The commands that carry `change` out; ownership first, since it clears setuid bits. */
export function attributeCommands(
  path: string,
  { mode, owner, group }: AttributeChange,
  links: "follow" | "no-follow",
): readonly ApplyCommand[] {
  const operand = asOperand(path);
  const options = links === "follow" ? [] : ["-h"];
  const commands: ApplyCommand[] = [];
  if (owner !== undefined) {
    const who = group === undefined ? ownerText(owner) : `${ownerText(owner)}:${ownerText(group)}`;
    commands.push({ argv: ["chown", ...options, who, operand] });
  } else if (group !== undefined) {
    commands.push({ argv: ["chgrp", ...options, ownerText(group), operand] });
  }
  if (mode !== undefined) {
    commands.push({ argv: ["chmod", (mode & 0o7777).toString(8).padStart(4, "0"), operand] });
  }
  return commands;
}

/** @returns How programs are told a user or a group. */
export function ownerText({ id, name }: WantedOwner): string {
  return id === undefined ? name : String(id);
}

/** A failure says what the path is. */
function wantedMode(stat: FileStat, wanted: Value): number {
  try {
    return applyMode(wanted, { mode: stat.mode, isDirectory: stat.kind === "directory" });
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    const result = { path: stat.path, ...pathInfo(stat), ...error.result.result };
    throw new ModuleFailure(error.message, { result }, { cause: error });
  }
}

function wantedOwner(args: Dict, name: string): WantedOwner | undefined {
  const text = optionalStr(args, name);
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? { name: text, id: Number(text) } : { name: text };
}

function isSame(
  wanted: WantedOwner,
  found: { readonly name: string; readonly id: number },
): boolean {
  return wanted.id === undefined ? wanted.name === found.name : wanted.id === found.id;
}
