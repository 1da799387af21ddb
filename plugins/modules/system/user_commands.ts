import { type ApplyCommand, ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { requireProgram } from "../shared/program_paths.ts";
import { type Account, findGroup, type UserEntry } from "./accounts.ts";
import type { UserOptions } from "./user_options.ts";

/** What the target has and knows; decides which commands lead to what is asked for. */
export interface UserTools {
  readonly account: Account;
  /** Paths of programs by name. */
  readonly programs: ReadonlyMap<string, string>;
}

/** @returns The commands that make the user. @throws {ModuleFailure} If a group is missing. */
export function creation(options: UserOptions, tools: UserTools): ApplyCommand[] {
  if (isBusybox(tools)) return busyboxCreation(options, tools);
  const { name, uid, group, comment, home, shell, password, umask, seuser } = options;
  const groups = wantedGroups(options, tools);
  const argv = [requireProgram(tools.programs, "useradd")];
  if (uid !== undefined) argv.push("-u", String(uid), ...(options.nonUnique ? ["-o"] : []));
  if (seuser !== undefined) argv.push("-Z", seuser);
  if (group !== undefined) argv.push("-g", requireGroup(tools, group).name);
  // useradd would make a group of the user's name, which is there already.
  else if (findGroup(tools.account.groups, name) !== undefined) argv.push("-N");
  if (groups.length > 0) argv.push("-G", groups.join(","));
  if (comment !== undefined) argv.push("-c", comment);
  if (home !== undefined) argv.push("-d", home);
  if (shell !== undefined) argv.push("-s", shell);
  if (options.expires !== undefined) argv.push("-e", expiryDate(options.expires));
  if (password !== undefined) argv.push("-p", stored(options, password));
  if (options.passwordDisable !== undefined) argv.push("-f", String(options.passwordDisable));
  if (!options.createHome) argv.push("-M");
  else {
    argv.push("-m");
    if (options.skeleton !== undefined) argv.push("-k", options.skeleton);
    if (umask !== undefined) argv.push("-K", `UMASK=${umask}`);
  }
  if (options.system) argv.push("-r");
  if (options.uidMinimum !== undefined) argv.push("-K", `UID_MIN=${options.uidMinimum}`);
  if (options.uidMaximum !== undefined) argv.push("-K", `UID_MAX=${options.uidMaximum}`);
  return [{ argv: [...argv, name] }];
}

/** @returns The command that removes the user. */
export function removal(options: UserOptions, tools: UserTools): ApplyCommand[] {
  const { name, force, remove } = options;
  if (isBusybox(tools)) {
    const program = requireProgram(tools.programs, "deluser");
    return [{ argv: [program, ...(remove ? ["--remove-home"] : []), name] }];
  }
  const flags = [...(force ? ["-f"] : []), ...(remove ? ["-r"] : [])];
  return [{ argv: [requireProgram(tools.programs, "userdel"), ...flags, name] }];
}

/** @returns The commands that make a present user what it is to be; none if it is that. */
export function modification(
  options: UserOptions,
  tools: UserTools,
  user: UserEntry,
): ApplyCommand[] {
  if (isBusybox(tools)) return busyboxModification(options, tools, user);
  const { name, uid, group, comment, home, shell, expires } = options;
  const flags: string[] = [];
  if (uid !== undefined && uid !== user.uid) {
    flags.push("-u", String(uid), ...(options.nonUnique ? ["-o"] : []));
  }
  if (group !== undefined) {
    const { gid } = requireGroup(tools, group);
    if (gid !== user.gid) flags.push("-g", String(gid));
  }
  flags.push(...groupFlags(options, tools));
  if (comment !== undefined && comment !== user.comment) flags.push("-c", comment);
  if (home !== undefined && home !== user.home) {
    flags.push("-d", home, ...(options.moveHome ? ["-m"] : []));
  }
  if (shell !== undefined && shell !== user.shell) flags.push("-s", shell);
  if (expires !== undefined && !expiresThen(tools.account, expires)) {
    flags.push("-e", expiryDate(expires));
  }
  const { passwordDisable } = options;
  if (passwordDisable !== undefined && passwordDisable !== tools.account.aging?.inactive) {
    flags.push("-f", String(passwordDisable));
  }
  flags.push(...passwordFlags(options, user));
  if (flags.length === 0) return [];
  return [{ argv: [requireProgram(tools.programs, "usermod"), ...flags, name] }];
}

/** @returns The command that sets the times between password changes, if they are others. */
export function aging(options: UserOptions, tools: UserTools): ApplyCommand[] {
  const { passwordMinimum: minimum, passwordMaximum: maximum, passwordWarning: warning } = options;
  const present = tools.account.aging;
  const flags = [
    ...(minimum === undefined || minimum === present?.minimum ? [] : ["-m", String(minimum)]),
    ...(maximum === undefined || maximum === present?.maximum ? [] : ["-M", String(maximum)]),
    ...(warning === undefined || warning === present?.warning ? [] : ["-W", String(warning)]),
  ];
  if (flags.length === 0) return [];
  return [{ argv: [requireProgram(tools.programs, "chage"), ...flags, options.name] }];
}

function isBusybox({ programs }: UserTools): boolean {
  return !programs.has("useradd") && programs.has("adduser");
}

function requireGroup({ account }: UserTools, name: string) {
  const group = findGroup(account.groups, name);
  if (group === undefined) throw new ModuleFailure(`Group ${name} does not exist`);
  return group;
}

function wantedGroups(options: UserOptions, tools: UserTools): string[] {
  const names = (options.groups ?? "").split(",").map((name) => name.trim())
    .filter((name) => name !== "");
  for (const name of names) requireGroup(tools, name);
  return [...new Set(names)];
}

function groupFlags(options: UserOptions, tools: UserTools): string[] {
  if (options.groups === undefined) return [];
  const wanted = wantedGroups(options, tools);
  const present = tools.account.groups
    .filter(({ members }) => members.includes(options.name)).map(({ name }) => name);
  const missing = wanted.filter((name) => !present.includes(name));
  if (options.append) return missing.length === 0 ? [] : ["-a", "-G", wanted.join(",")];
  const isSame = missing.length === 0 && present.every((name) => wanted.includes(name));
  return isSame ? [] : ["-G", wanted.join(",")];
}

/** A new password also sets or removes the lock, so that usermod needs no second flag. */
function passwordFlags(options: UserOptions, user: UserEntry): string[] {
  const { password, passwordLock } = options;
  const isLocked = user.password.startsWith("!");
  const isOther = password !== undefined && unlocked(user.password) !== unlocked(password);
  if (options.updatePassword === "always" && isOther) return ["-p", stored(options, password)];
  if (passwordLock === true && !isLocked) return ["-L"];
  return passwordLock === false && isLocked ? ["-U"] : [];
}

function stored({ passwordLock }: UserOptions, password: string): string {
  return passwordLock === true ? `!${password}` : password;
}

function unlocked(password: string): string {
  return password.replace(/^!+/, "");
}

const DAY_MS = 86_400_000;

function expiryDate(seconds: number): string {
  return seconds < 0 ? "" : new Date(seconds * 1000).toISOString().slice(0, 10);
}

function expiresThen({ aging: present }: Account, seconds: number): boolean {
  const days = present?.expires ?? -1;
  if (seconds < 0) return days < 0;
  return days >= 0 && expiryDate(days * DAY_MS / 1000) === expiryDate(seconds);
}

function busyboxCreation(options: UserOptions, tools: UserTools): ApplyCommand[] {
  const { name, uid, group, comment, home, shell } = options;
  const adduser = requireProgram(tools.programs, "adduser");
  const argv = [adduser, "-D"];
  if (uid !== undefined) argv.push("-u", String(uid));
  if (group !== undefined) argv.push("-G", requireGroup(tools, group).name);
  if (comment !== undefined) argv.push("-g", comment);
  if (home !== undefined) argv.push("-h", home);
  if (shell !== undefined) argv.push("-s", shell);
  if (!options.createHome) argv.push("-H");
  if (options.skeleton !== undefined) argv.push("-k", options.skeleton);
  if (options.system) argv.push("-S");
  const groups = wantedGroups(options, tools);
  return [
    { argv: [...argv, name] },
    ...busyboxPassword(options, tools),
    ...groups.map((other) => ({ argv: [adduser, name, other] })),
  ];
}

/** busybox has nothing like usermod: only groups and the password can be changed. */
function busyboxModification(
  options: UserOptions,
  tools: UserTools,
  user: UserEntry,
): ApplyCommand[] {
  const { name } = options;
  const wanted = wantedGroups(options, tools);
  const present = tools.account.groups
    .filter(({ members, gid }) => members.includes(name) && gid !== user.gid)
    .map((group) => group.name);
  const surplus = options.append || wanted.length === 0
    ? []
    : present.filter((group) => !wanted.includes(group));
  const isOther = options.password !== undefined && options.password !== user.password;
  return [
    ...wanted.filter((group) => !present.includes(group)).map((group) => ({
      argv: [requireProgram(tools.programs, "adduser"), name, group],
    })),
    ...surplus.map((group) => ({
      argv: [requireProgram(tools.programs, "delgroup"), name, group],
    })),
    ...(options.updatePassword === "always" && isOther ? busyboxPassword(options, tools) : []),
  ];
}

function busyboxPassword({ name, password }: UserOptions, tools: UserTools): ApplyCommand[] {
  if (password === undefined) return [];
  const argv = [requireProgram(tools.programs, "chpasswd"), "--encrypted"];
  return [{ argv, stdin: `${name}:${password}\n` }];
}
