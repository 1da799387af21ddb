import type { CommandType } from "../api.ts";
import type { Role, RoleConfig } from "../config/service_config.ts";

/** @returns The role of a user, or `undefined` if it may do nothing at all. */
export function roleOf(uid: number, roles: RoleConfig): Role | undefined {
  if (uid === 0 || roles.adminUids.includes(uid)) return "admin";
  if (roles.shellUids.includes(uid)) return "shell";
  if (roles.observerUids.includes(uid)) {
    return roles.defaultRole === "shell" ? "shell" : "observer";
  }
  return roles.defaultRole;
}

/** @returns Whether a client with `role` may give the command. */
export function mayDo(role: Role, type: CommandType): boolean {
  return RANK[role] >= RANK[LEAST[type]];
}

const RANK: Readonly<Record<Role, number>> = { observer: 0, shell: 1, admin: 2 };

/** The least that one must be for a command. */
const LEAST: Readonly<Record<CommandType, Role>> = {
  get_state: "observer",
  list_entries: "observer",
  launch: "shell",
  stop_current: "shell",
  reload_config: "admin",
  subscribe_events: "observer",
  unsubscribe_events: "observer",
  get_health: "observer",
  extend_current: "admin",
  get_volume: "observer",
  set_volume: "shell",
  toggle_mute: "shell",
  set_mute: "shell",
  ping: "observer",
  explain: "observer",
  get_usage: "observer",
  read_audit: "admin",
  verify_audit: "admin",
  accept_clock: "admin",
};
