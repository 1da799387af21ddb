import type { Processes } from "../../system/processes.ts";
import { runScript } from "./run_script.ts";

/** A user of this computer. */
export interface UserAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

const LOOK_UP = `getent passwd -- "$1"`;

/** @throws {Error} If there is no such user. */
export async function findUser(processes: Processes, name: string): Promise<UserAccount> {
  const line = await runScript(processes, { text: LOOK_UP, args: [name] }).catch((cause) => {
    throw new Error(`There is no user ${name}`, { cause });
  });
  const [found, , uid, gid, , home, shell] = line.trim().split(":");
  if (found !== name || !uid || !gid || home === undefined || shell === undefined) {
    throw new Error(`Cannot read what the system says about the user ${name}`);
  }
  return { name, uid: Number(uid), gid: Number(gid), home, shell: shell || "/bin/sh" };
}
