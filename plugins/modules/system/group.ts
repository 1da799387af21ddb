import {
  bool,
  type CommandOutcome,
  type Dict,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalInt,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { type GroupEntry, parseGroups } from "./accounts.ts";

/** Makes, changes or removes a group. Behaves as Ansible 2.14's group. */
export async function group(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const name = str(args, "name");
  const state = str(args, "state");
  const gid = optionalInt(args, "gid");
  const isLocal = bool(args, "local");
  const { groups, paths } = await known(target, isLocal);
  const present = groups.find((entry) => entry.name === name);
  for (const option of ["gid_min", "gid_max"]) {
    if (isLocal && optionalInt(args, option) !== undefined) {
      throw new ModuleFailure(`'${option}' can not be used with 'local'`);
    }
  }
  if (isLocal) checkLocal(call, { groups, name, gid, present });
  const system = bool(args, "system");
  const plan = planned({ present, state, name, gid, system, isLocal, call, paths });
  if (plan === undefined) return { result: { name, state, ...described(present, system) } };
  const isModification = state === "present" && present !== undefined;
  // Ansible says no more than this of what would be made or removed.
  if (checkMode && !isModification) return { changed: true };
  const outcomes = await target.apply({ argv: plan }, { argv: ["getent", "group", name] });
  const [outcome] = outcomes;
  if (outcome === undefined || outcome.exitCode !== 0) {
    throw new ModuleFailure(outcome?.stderr ?? "", { result: { name } });
  }
  const found = state === "absent" ? undefined : groupAfter(outcomes[1], { name, gid }) ?? present;
  return {
    changed: true,
    result: { name, state, ...outputOf(outcome), ...described(found, system) },
  };
}

/** @returns What a command printed, under the keys of a result, if it printed anything. */
export function outputOf({ stdout, stderr }: CommandOutcome): Record<string, string> {
  return { ...(stdout === "" ? {} : { stdout }), ...(stderr === "" ? {} : { stderr }) };
}

const PROGRAMS = [
  ...["groupadd", "groupmod", "groupdel", "lgroupadd", "lgroupmod", "lgroupdel"],
  ...["addgroup", "delgroup"],
];

async function known(target: Target, isLocal: boolean) {
  const source = isLocal ? ["cat", "/etc/group"] : ["getent", "group"];
  const [database, ...rest] = await target.probe({ argv: source }, ...programProbes(PROGRAMS));
  const paths = programPaths(PROGRAMS, rest);
  if (database?.exitCode !== 127) return { groups: parseGroups(database?.stdout ?? ""), paths };
  const [file] = await target.probe({ argv: ["cat", "/etc/group"] });
  return { groups: parseGroups(file?.stdout ?? ""), paths };
}

function checkLocal(
  call: ModuleCall,
  { groups, name, gid, present }: {
    readonly groups: readonly GroupEntry[];
    readonly name: string;
    readonly gid: number | undefined;
    readonly present: GroupEntry | undefined;
  },
): void {
  const other = groups.find((entry) => entry.gid === gid && entry.name !== name);
  if (other !== undefined) {
    throw new ModuleFailure(`GID '${gid}' already exists with group '${other.name}'`);
  }
  if (present === undefined) {
    call.warn(
      "'local: true' specified and group was not found in /etc/group. The local group may " +
        "already exist if the local group database exists somewhere other than /etc/group.",
    );
  }
}

interface GroupPlan {
  readonly present: GroupEntry | undefined;
  readonly state: string;
  readonly name: string;
  readonly gid: number | undefined;
  readonly system: boolean;
  readonly isLocal: boolean;
  readonly call: ModuleCall;
  readonly paths: ReadonlyMap<string, string>;
}

/** The command that leads to the state asked for, or `undefined` if it is there. */
function planned(plan: GroupPlan): string[] | undefined {
  const { present, state, name, gid, system, isLocal, call, paths } = plan;
  const prefix = isLocal ? "l" : "";
  const isBusybox = !isLocal && !paths.has("groupadd") && paths.has("addgroup");
  if (state === "absent") {
    if (present === undefined) return undefined;
    if (isBusybox) return [requireProgram(paths, "delgroup"), name];
    const force = bool(call.args, "force") ? ["-f"] : [];
    return [requireProgram(paths, `${prefix}groupdel`), ...force, name];
  }
  const nonUnique = bool(call.args, "non_unique") ? ["-o"] : [];
  const number = gid === undefined ? [] : ["-g", String(gid), ...nonUnique];
  if (present === undefined) {
    if (isBusybox) {
      const busyboxNumber = gid === undefined ? [] : ["-g", String(gid)];
      return [requireProgram(paths, "addgroup"), ...busyboxNumber, ...(system ? ["-S"] : []), name];
    }
    const flags = [...number, ...(system ? ["-r"] : []), ...bounds(call.args)];
    return [requireProgram(paths, `${prefix}groupadd`), ...flags, name];
  }
  if (gid === undefined || gid === present.gid) return undefined;
  return [requireProgram(paths, `${prefix}groupmod`), ...number, name];
}

/** What groupadd chooses a number between. */
function bounds(args: Dict): readonly string[] {
  return ["gid_min", "gid_max"].flatMap((name) => {
    const bound = optionalInt(args, name);
    return bound === undefined ? [] : ["-K", `${name.toUpperCase()}=${bound}`];
  });
}

/** Without getent the number is known all the same if it was asked for. */
function groupAfter(
  outcome: CommandOutcome | undefined,
  { name, gid }: { readonly name: string; readonly gid: number | undefined },
): GroupEntry | undefined {
  const found = parseGroups(outcome?.stdout ?? "").find((entry) => entry.name === name);
  if (found !== undefined || gid === undefined || !outcome?.carriedOut) return found;
  return { name, gid, members: [] };
}

function described(entry: GroupEntry | undefined, system: boolean) {
  return entry === undefined ? {} : { system, gid: entry.gid };
}
