import type { UserAccount } from "./user_account.ts";

/** Where setpriv of util-linux is. */
export const SETPRIV = "/usr/bin/setpriv";

/** @returns The words before a command that root is to run as another user. */
export function asUser({ uid, gid }: Pick<UserAccount, "uid" | "gid">): readonly string[] {
  const whose = [`--reuid=${uid}`, `--regid=${gid}`, "--init-groups"];
  return [SETPRIV, ...whose, "--inh-caps=-all", "--"];
}
