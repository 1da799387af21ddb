import { isDict, type Value } from "../../base/value.ts";
import { toText } from "../template/text.ts";
import type { LayeredScope } from "./scope.ts";
import type { SessionAddress } from "./sessions.ts";

/** @returns The passwords of a host's connection, used or not, wherever they come from. */
export function connectionSecrets(
  { become, settings }: SessionAddress,
  scope: Pick<LayeredScope, "get">,
): readonly string[] {
  const logins = settings.flatMap(({ key, value }) => LOGIN_PASSWORDS.has(key) ? [value] : []);
  if (become !== undefined) {
    return become.password === undefined ? logins : [...logins, become.password];
  }
  return [...logins, ...BECOME_PASSWORDS.flatMap((name) => textOf(scope, name) ?? [])];
}

/** Settings of connections that are passwords of logins. */
export const LOGIN_PASSWORDS: ReadonlySet<string> = new Set([
  "ansible_password",
  "ansible_ssh_pass",
  "ansible_ssh_password",
  "shep_jump_password",
]);

const BECOME_PASSWORDS: readonly string[] = [
  "ansible_become_password",
  "ansible_become_pass",
  "ansible_sudo_pass",
  "ansible_su_pass",
  "ansible_doas_pass",
];

/** @returns Whether a variable is a password of a connection. */
export function isPassword(variable: string): boolean {
  return LOGIN_PASSWORDS.has(variable) || BECOME_PASSWORDS.includes(variable);
}

function textOf(scope: Pick<LayeredScope, "get">, name: string): string | undefined {
  try {
    const value = scope.get(name);
    return value === undefined || value === null ? undefined : toText(value);
  } catch {
    // What cannot be evaluated or decrypted cannot be shown; whoever needs it says why.
    return undefined;
  }
}

/**
 * @returns The texts of a result with `no_log` that other tasks must not show either: all but those
 * that only say where and how something was done, and words that would hide half of any output.
 */
export function resultSecrets(result: Value): readonly string[] {
  if (typeof result === "string") return isTelling(result) ? [result] : [];
  if (Array.isArray(result)) return result.flatMap(resultSecrets);
  if (!isDict(result)) return [];
  return [...result].flatMap(([key, value]) => {
    if (typeof key === "string" && HARMLESS.has(key)) return [];
    // The words of a command are no secrets each, but the command may hold one.
    if (key === "cmd" && Array.isArray(value)) return resultSecrets(value.map(String).join(" "));
    return resultSecrets(value);
  });
}

const HARMLESS: ReadonlySet<string> = new Set([
  "ansible_index_var",
  "ansible_loop_var",
  "delta",
  "dest",
  "end",
  "gid",
  "group",
  "include",
  "invocation",
  "mode",
  "owner",
  "path",
  "skip_reason",
  "skipped_reason",
  "src",
  "start",
  "stat",
  "state",
  "uid",
]);

/** Shorter texts, and what any program says when all is well, tell nothing. */
const LEAST = 6;
const USUAL = /^(?:active|failed|success|changed|absent|present|enabled|disabled|included)$/i;

function isTelling(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length >= LEAST && !USUAL.test(trimmed) && !LOOP_WORDS.has(trimmed);
}

/** What a loop says of itself. */
const LOOP_WORDS: ReadonlySet<string> = new Set([
  "All items completed",
  "All items skipped",
  "One or more items failed",
]);
