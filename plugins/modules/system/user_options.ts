import {
  bool,
  type ModuleCall,
  ModuleFailure,
  optionalBool,
  optionalFloat,
  optionalInt,
  optionalList,
  optionalStr,
  str,
  strings,
} from "../../../lib/plugin/sdk.ts";

/** The arguments of `user`; absent ones are to stay as they are. */
export interface UserOptions {
  readonly name: string;
  readonly state: string;
  readonly uid: number | undefined;
  readonly nonUnique: boolean;
  readonly group: string | undefined;
  /** As given, joined by commas; "" for an empty list. */
  readonly groups: string | undefined;
  readonly append: boolean;
  readonly comment: string | undefined;
  readonly home: string | undefined;
  readonly shell: string | undefined;
  readonly password: string | undefined;
  readonly updatePassword: "always" | "on_create";
  readonly passwordLock: boolean | undefined;
  readonly passwordMinimum: number | undefined;
  readonly passwordMaximum: number | undefined;
  readonly passwordWarning: number | undefined;
  /** Days after the password has expired. */
  readonly passwordDisable: number | undefined;
  readonly uidMinimum: number | undefined;
  readonly uidMaximum: number | undefined;
  /** Seconds since 1970; negative for never. */
  readonly expires: number | undefined;
  readonly createHome: boolean;
  readonly moveHome: boolean;
  readonly skeleton: string | undefined;
  readonly umask: string | undefined;
  readonly seuser: string | undefined;
  readonly system: boolean;
  readonly force: boolean;
  readonly remove: boolean;
}

/**
 * Reads the arguments and warns of what looks wrong in them.
 *
 * @param home The argument with its `~` expanded.
 * @throws {ModuleFailure} If they ask for what cannot be done here.
 */
export function readUserOptions(call: ModuleCall, home: string | undefined): UserOptions {
  const { args } = call;
  if (optionalBool(args, "local")) {
    throw new ModuleFailure("Cannot manage users with libuser: local is not supported");
  }
  const groups = optionalList(args, "groups");
  const append = bool(args, "append");
  if (groups === undefined && append) {
    call.warn(
      "'append' is set, but no 'groups' are specified. Use 'groups' for appending new groups." +
        "This will change to an error in Ansible 2.14.",
    );
  }
  const password = optionalStr(args, "password");
  if (password && !looksHashed(password)) {
    call.warn(
      "The input password appears not to have been hashed. The 'password' argument must be " +
        "encrypted for this module to work properly.",
    );
  }
  return {
    name: str(args, "name"),
    state: str(args, "state"),
    uid: optionalInt(args, "uid"),
    nonUnique: bool(args, "non_unique"),
    group: optionalStr(args, "group"),
    groups: groups === undefined ? undefined : strings(args, "groups").join(","),
    append,
    comment: optionalStr(args, "comment"),
    home,
    shell: optionalStr(args, "shell"),
    password,
    updatePassword: str(args, "update_password") === "always" ? "always" : "on_create",
    passwordLock: optionalBool(args, "password_lock"),
    passwordMinimum: optionalInt(args, "password_expire_min"),
    passwordMaximum: optionalInt(args, "password_expire_max"),
    passwordWarning: optionalInt(args, "password_expire_warn"),
    passwordDisable: optionalInt(args, "password_expire_account_disable"),
    uidMinimum: optionalInt(args, "uid_min"),
    uidMaximum: optionalInt(args, "uid_max"),
    expires: optionalFloat(args, "expires"),
    createHome: bool(args, "create_home"),
    moveHome: bool(args, "move_home"),
    skeleton: optionalStr(args, "skeleton"),
    umask: optionalStr(args, "umask"),
    seuser: optionalStr(args, "seuser"),
    system: bool(args, "system"),
    force: bool(args, "force"),
    remove: bool(args, "remove"),
  };
}

/** Lengths of the last field of MD5, SHA-256 and SHA-512 hashes, see crypt(5). */
const HASH_LENGTHS: Readonly<Record<string, number>> = { "1": 22, "5": 43, "6": 86 };

/** The text that stands for a password in a recorded call of Ansible is let through, too. */
function looksHashed(password: string): boolean {
  if (["*", "!", "*************"].includes(password)) return true;
  if (/[:*!]/.test(password) || !password.includes("$")) return false;
  const fields = password.split("$");
  const hash = fields.at(-1) ?? "";
  if (fields.length < 3 || /[^a-zA-Z0-9./=]/.test(hash)) return false;
  const length = HASH_LENGTHS[fields[1] ?? ""];
  return length === undefined || hash.length === length;
}
