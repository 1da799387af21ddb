import type { CommandOutcome, ProbeCommand, Target } from "../../../lib/plugin/sdk.ts";

/** A line of passwd(5). */
export interface UserEntry {
  readonly name: string;
  /** The hash from shadow(5) where that can be read. */
  readonly password: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

/** A line of group(5). */
export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** What shadow(5) says besides; days, and `undefined` for an empty field. */
export interface Aging {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly warning: number | undefined;
  /** Between the end of the password and that of the account. */
  readonly inactive: number | undefined;
  /** Days since 1970. */
  readonly expires: number | undefined;
}

/** What is known of one user. */
export interface Account {
  readonly user: UserEntry | undefined;
  readonly groups: readonly GroupEntry[];
  /** `undefined` where shadow(5) cannot be read. */
  readonly aging: Aging | undefined;
}

/** @returns Probes for `parseAccount()`. */
export function accountProbes(name: string): ProbeCommand[] {
  return [
    { argv: ["getent", "passwd", name] },
    { argv: ["getent", "shadow", name] },
    { argv: ["getent", "group"] },
  ];
}

/** How many outcomes `parseAccount()` takes. */
export const ACCOUNT_PROBES = 3;

/** @returns What the outcomes of `accountProbes()` say; asks again where there is no getent. */
export async function parseAccount(
  target: Target,
  name: string,
  outcomes: readonly CommandOutcome[],
): Promise<Account> {
  let [passwd, shadow, group] = outcomes;
  if (passwd?.exitCode === 127) {
    [passwd, shadow, group] = await target.probe(
      { argv: ["cat", "/etc/passwd"] },
      { argv: ["cat", "/etc/shadow"] },
      { argv: ["cat", "/etc/group"] },
    );
  }
  const secret = lineOf(shadow?.stdout ?? "", name);
  return {
    user: parseUser(passwd?.stdout ?? "", name, secret?.[1]),
    groups: parseGroups(group?.stdout ?? ""),
    aging: secret === undefined ? undefined : {
      minimum: optionalNumber(secret[3]),
      maximum: optionalNumber(secret[4]),
      warning: optionalNumber(secret[5]),
      inactive: optionalNumber(secret[6]),
      expires: optionalNumber(secret[7]),
    },
  };
}

/** @returns The user called `name` in lines of passwd(5). */
function parseUser(text: string, name: string, hash?: string): UserEntry | undefined {
  const fields = lineOf(text, name);
  if (fields === undefined) return undefined;
  const [, password = "", uid, gid, comment = "", home = "", shell = ""] = fields;
  return {
    name,
    password: password.length > 1 ? password : hash ?? "",
    uid: Number(uid),
    gid: Number(gid),
    comment,
    home,
    shell,
  };
}

/** @returns The groups in lines of group(5). */
export function parseGroups(text: string): GroupEntry[] {
  return text.split("\n").filter((line) => line.includes(":")).map((line) => {
    const [name = "", , gid, members = ""] = line.split(":");
    return {
      name,
      gid: Number(gid),
      members: members.split(",").filter((member) => member !== ""),
    };
  });
}

/** @returns The group with this name or number. */
export function findGroup(groups: readonly GroupEntry[], name: string): GroupEntry | undefined {
  return groups.find((group) => String(group.gid) === name) ??
    groups.find((group) => group.name === name);
}

/** getent also finds numbers, which are no names. */
function lineOf(text: string, name: string): readonly string[] | undefined {
  return text.split("\n").map((line) => line.split(":")).findLast(([first]) => first === name);
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined || text === "" ? undefined : Number(text);
}
