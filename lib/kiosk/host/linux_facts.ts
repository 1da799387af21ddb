import type { Processes } from "../../system/processes.ts";
import { runScript } from "./run_script.ts";
import { SETPRIV } from "./as_user.ts";

/** What this computer offers; all of it was tried. */
export interface LinuxFacts {
  readonly uid: number;
  readonly bootId: string;
  /** Where sessions get a control group of their own; `undefined` if they can't. */
  readonly cgroupBase: string | undefined;
  /** Those of `WANTED` that are there. */
  readonly programs: ReadonlySet<string>;
}

/** A shell that can close all descriptors. */
export const BASH = "/bin/bash";

/** Programs that make a difference. */
const WANTED = ["flatpak", "snap", SETPRIV, BASH];

const LOOK = `
id -u
cat /proc/sys/kernel/random/boot_id
for program; do command -v -- "$program"; done
echo
cat /proc/self/cgroup
echo
cat /proc/self/mountinfo`;

/** A shell enters a new group and ends everything in it: itself, if that works. */
const TRY = `
group="$1/shep-try-$$"
mkdir -- "$group" || exit
(echo 0 >"$group/cgroup.procs" && echo 1 >"$group/cgroup.kill" && exec sleep 10) 2>/dev/null
code=$?
rmdir -- "$group"
[ "$code" -eq 137 ]`;

/** @throws {Error} If not even that can be found out. */
export async function readLinuxFacts(processes: Processes): Promise<LinuxFacts> {
  const text = await runScript(processes, { text: LOOK, args: WANTED });
  const [first = "", membership = "", mounts = ""] = text.split("\n\n");
  const [uid = "", bootId = "", ...found] = first.split("\n");
  const base = cgroupFolder(membership, mounts);
  const isOurs = base !== undefined && await tryCgroup(processes, base);
  return {
    uid: Number(uid),
    bootId,
    cgroupBase: isOurs ? base : undefined,
    programs: new Set(WANTED.filter((name) => found.some((path) => isCalled(path, name)))),
  };
}

/** @returns Whether groups can be made in `base`, entered, and ended as a whole. */
export function tryCgroup(processes: Processes, base: string): Promise<boolean> {
  return runScript(processes, { text: TRY, args: [base] }).then(() => true, () => false);
}

/**
 * @param membership What is in /proc/self/cgroup.
 * @param mounts What is in /proc/self/mountinfo.
 * @returns The folder of this process's own group of version 2, wherever that is mounted.
 */
export function cgroupFolder(membership: string, mounts: string): string | undefined {
  const own = /^0::(\/.*)$/m.exec(membership)?.[1];
  if (own === undefined || own.startsWith("/..")) return undefined;
  for (const line of mounts.split("\n")) {
    const [place = "", type = ""] = line.split(" - ");
    const [, , , root, point] = place.split(" ");
    if (!type.startsWith("cgroup2 ") || root === undefined || point === undefined) continue;
    const below = root === "/" ? own : belowRoot(own, unescape(root));
    if (below !== undefined) return (unescape(point) + below).replace(/\/$/, "");
  }
  return undefined;
}

function belowRoot(path: string, root: string): string | undefined {
  return path === root || path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
}

/** Undoes what the kernel does to spaces and such in paths. */
function unescape(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(parseInt(code, 8)));
}

function isCalled(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}
