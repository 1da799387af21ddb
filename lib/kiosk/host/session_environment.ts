import type { SessionId } from "../core/id.ts";
import type { UserAccount } from "./user_account.ts";

/** Names the session to its programs, and its programs to whoever looks for them. */
export const SESSION_VARIABLE = "SHEP_SESSION_ID";

/** What the programs of a session see of the daemon's environment. */
export interface EnvironmentDraft {
  readonly sessionId: SessionId;
  /** The daemon's own. */
  readonly outer: Readonly<Record<string, string>>;
  /** Who runs the programs, if it is not the daemon's own user. */
  readonly account?: UserAccount;
}

const PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games";

/**
 * What programs need to find the screen, the sound and the person's language. Sockets by which a
 * program could command the compositor or speak in the daemon's name are not among them.
 */
const PASSED = new Set([
  "DISPLAY",
  "LANG",
  "LANGUAGE",
  "TZ",
  "WAYLAND_DISPLAY",
  "XAUTHORITY",
]);
const PASSED_FAMILIES =
  /^(GDK|GTK|LC|LIBGL|MESA|MOZ|PIPEWIRE|PULSE|QT|SDL|VK|XCURSOR|XDG)_[A-Z0-9_]+$/;

/** These belong to a user. */
const OWN = ["DBUS_SESSION_BUS_ADDRESS", "HOME", "LOGNAME", "SHELL", "USER"];
const OWN_XDG = /^XDG_(CACHE_HOME|CONFIG_HOME|DATA_HOME|RUNTIME_DIR|SESSION_ID|STATE_HOME|VTNR)$/;

/** @returns A clean environment: what is not known to be needed is not there. */
export function sessionEnvironment(
  { sessionId, outer, account }: EnvironmentDraft,
): Readonly<Record<string, string>> {
  const own = account === undefined ? ownVariables(outer) : userVariables(account);
  const passed = Object.entries(outer).filter(([name]) =>
    (PASSED.has(name) || PASSED_FAMILIES.test(name)) && !OWN_XDG.test(name)
  );
  return { PATH, ...Object.fromEntries(passed), ...own, [SESSION_VARIABLE]: sessionId };
}

/** @returns What says to a program whose it is. */
export function userVariables(
  { name, uid, home, shell }: UserAccount,
): Readonly<Record<string, string>> {
  return {
    HOME: home,
    LOGNAME: name,
    SHELL: shell,
    USER: name,
    XDG_RUNTIME_DIR: `/run/user/${uid}`,
  };
}

function ownVariables(outer: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(outer).filter(([name]) => OWN.includes(name) || OWN_XDG.test(name)),
  );
}
