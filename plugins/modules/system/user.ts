import {
  type ApplyCommand,
  bool,
  type CommandOutcome,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalBool,
  optionalStr,
  type Target,
  type Value,
} from "../../../lib/plugin/sdk.ts";
import { expandPaths } from "../shared/expand_paths.ts";
import { programPaths, programProbes } from "../shared/program_paths.ts";
import { ACCOUNT_PROBES, accountProbes, parseAccount, type UserEntry } from "./accounts.ts";
import { aging, creation, modification, removal, type UserTools } from "./user_commands.ts";
import { giveHome, makeHome } from "./user_home.ts";
import { userKey } from "./user_key.ts";
import { readUserOptions, type UserOptions } from "./user_options.ts";

/** Makes, changes or removes a user. Behaves as Ansible 2.14's user on Linux. */
export async function user(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const [home] = await expandPaths(target, [optionalStr(call.args, "home")]);
  const options = readUserOptions(call, home);
  const { tools, parent } = await known(target, options);
  const { user: present } = tools.account;
  if (options.state === "absent") return await absent(call, target, { options, tools });
  // Ansible says no more than this of what would be made.
  if (present === undefined && call.checkMode) return { changed: true };
  const isParentMissing = options.home !== undefined && options.createHome && !parent;
  const commands = present === undefined
    ? creation(options, tools)
    : modification(options, tools, present);
  const before = present === undefined && isParentMissing && options.home !== undefined
    ? [makeHome(options.home, { skeleton: options.skeleton, owner: "" })]
    : [];
  const outcome = await carryOut(target, [...before, ...commands], options);
  const made = present !== undefined && (commands.length === 0 || call.checkMode)
    ? present
    : await userAfter(target, options, present);
  const after = await follow(call, target, {
    ...{ options, tools, made },
    isGiven: before.length > 0,
  });
  return {
    changed: commands.length > 0 || after.changed,
    result: {
      name: options.name,
      state: options.state,
      ...(present === undefined
        ? { system: options.system, create_home: options.createHome }
        : { append: options.append, move_home: options.moveHome }),
      ...(options.password === undefined ? {} : { password: "NOT_LOGGING_PASSWORD" }),
      ...outcome,
      uid: made.uid,
      group: made.gid,
      comment: made.comment,
      home: made.home,
      shell: made.shell,
      groups: options.groups,
      ...after.result,
    },
  };
}

const PROGRAMS = [
  ...["useradd", "usermod", "userdel", "chage"],
  ...["adduser", "deluser", "delgroup", "chpasswd"],
];

async function known(
  target: Target,
  { name, home }: UserOptions,
): Promise<{ readonly tools: UserTools; readonly parent: boolean }> {
  const folder = home?.slice(0, home.lastIndexOf("/")) || "/";
  const outcomes = await target.probe(
    ...accountProbes(name),
    { argv: ["test", "-d", folder] },
    ...programProbes(PROGRAMS),
  );
  const account = await parseAccount(target, name, outcomes.slice(0, ACCOUNT_PROBES));
  const programs = programPaths(PROGRAMS, outcomes.slice(ACCOUNT_PROBES + 1));
  return { tools: { account, programs }, parent: outcomes[ACCOUNT_PROBES]?.exitCode === 0 };
}

async function absent(
  { checkMode }: ModuleCall,
  target: Target,
  { options, tools }: { readonly options: UserOptions; readonly tools: UserTools },
): Promise<ModuleResult> {
  const { name, state, force, remove } = options;
  if (tools.account.user === undefined) return { result: { name, state } };
  if (checkMode) return { changed: true };
  const outcome = await carryOut(target, removal(options, tools), options);
  return { changed: true, result: { name, state, force, remove, ...outcome } };
}

/** Runs the commands; their output counts only if there is some. */
async function carryOut(
  target: Target,
  commands: readonly ApplyCommand[],
  { name }: UserOptions,
): Promise<Readonly<Record<string, Value>>> {
  const outcomes = await target.apply(...commands);
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) {
    throw new ModuleFailure(failed.stderr, { result: { name, rc: failed.exitCode } });
  }
  const text = (stream: (outcome: CommandOutcome) => string) => outcomes.map(stream).join("");
  const stdout = text((outcome) => outcome.stdout);
  const stderr = text((outcome) => outcome.stderr);
  return { ...(stdout === "" ? {} : { stdout }), ...(stderr === "" ? {} : { stderr }) };
}

async function userAfter(
  target: Target,
  { name }: UserOptions,
  present: UserEntry | undefined,
): Promise<UserEntry> {
  const outcomes = await target.probe(...accountProbes(name));
  const found = (await parseAccount(target, name, outcomes)).user ?? present;
  if (found === undefined) throw new ModuleFailure(`failed to look up user name: ${name}`);
  return found;
}

interface Following {
  readonly options: UserOptions;
  readonly tools: UserTools;
  readonly made: UserEntry;
  /** Whether the home folder was made before its user, who has to get it now. */
  readonly isGiven: boolean;
}

/** What comes after the user itself: the home folder, the SSH key and the password's times. */
async function follow(
  call: ModuleCall,
  target: Target,
  { options, tools, made, isGiven }: Following,
): Promise<{ readonly changed: boolean; readonly result: Readonly<Record<string, Value>> }> {
  const home = options.home ?? made.home;
  const owner = `${made.uid}:${made.gid}`;
  const { skeleton } = options;
  const [homeThere] = options.createHome
    ? await target.probe({ argv: ["test", "-e", home] })
    : [undefined];
  const isMissing = homeThere !== undefined && homeThere.exitCode !== 0;
  const homes = isMissing
    ? [makeHome(home, { skeleton, owner })]
    : isGiven
    ? [giveHome(home, owner)]
    : [];
  await carryOut(target, homes, options);
  const key = optionalBool(call.args, "generate_ssh_key")
    ? await userKey(call, target, { user: made, force: bool(call.args, "force") })
    : { changed: false, result: {} };
  const times = aging(options, tools);
  await carryOut(target, times, options);
  return { changed: isMissing || key.changed || times.length > 0, result: key.result };
}
