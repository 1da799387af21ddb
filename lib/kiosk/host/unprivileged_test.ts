import { deepStrictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { processes } from "../../system/processes.ts";
import { TemporaryFolder } from "../../system/temporary_folder.ts";
import { readLinuxFacts } from "./linux_facts.ts";
import { runScript } from "./run_script.ts";
import type { UnprivilegedReport } from "./testing/unprivileged_host.ts";
import { SETPRIV } from "./as_user.ts";

const facts = await readLinuxFacts(processes);
const canDrop = facts.uid === 0 && facts.programs.has(SETPRIV);
/** Users with no other processes: their number is limited, and the dead count until they are seen to. */
const FIRST_UID = 60_000 + 2 * (Deno.pid % 2000);

/**
 * Neither the sources nor the runtime may be where another user can get at: the sources are copied,
 * and the runtime is opened before the user changes.
 */
const RUN = `
cp -r "$2/lib" "$1" && mkdir "$1/cache" "$1/work" && chown -R "$5" "$1" || exit
exec 9<"$3"
[ -z "$4" ] || echo 0 >"$4/cgroup.procs" || exit
cd "$1"
exec ${SETPRIV} --reuid="$5" --regid="$5" --clear-groups --bounding-set=-all \
  prlimit --nproc=150 env -i PATH=/usr/bin:/bin DENO_DIR="$1/cache" DENO_NO_UPDATE_CHECK=1 \
  /proc/self/fd/9 run -A "$1/lib/kiosk/host/testing/unprivileged_host.ts" "$1/work"`;

/** While processes cannot be started, groups cannot be removed. */
const TAKE_BACK = `find "$1" -depth -type d -exec rmdir {} +`;

const DELEGATE = `mkdir "$1" && chown "$2" "$1" "$1/cgroup.procs"`;

Deno.test({
  name: `LinuxHost without privileges does what it then can${
    canDrop ? "" : " (only root can try)"
  }`,
  ignore: !canDrop,
  async fn() {
    deepStrictEqual(await runUnprivileged(FIRST_UID), expected("group_and_sweep", FIRST_UID));
  },
});

const canDelegate = canDrop && facts.cgroupBase !== undefined;
Deno.test({
  name: "LinuxHost without privileges uses a control group that was given to it" +
    (canDelegate ? "" : " (only root can try)"),
  ignore: !canDelegate,
  async fn() {
    const group = `${facts.cgroupBase}/shep-test-${crypto.randomUUID()}`;
    const uid = FIRST_UID + 1;
    await runScript(processes, { text: DELEGATE, args: [group, String(uid)] });
    try {
      deepStrictEqual(await runUnprivileged(uid, group), expected("cgroup", uid));
    } finally {
      await runScript(processes, { text: TAKE_BACK, args: [group] });
    }
  },
});

function expected(processTree: string, uid: number): UnprivilegedReport {
  return {
    processTree,
    canRunAsUser: false,
    health: "ok",
    asRoot: "Cannot run it as root: only root can",
    output: `${uid}\n`,
    exitCode: 0,
    wasExhausted: true,
    survivors: [],
  };
}

async function runUnprivileged(uid: number, cgroup = ""): Promise<UnprivilegedReport> {
  using folder = new TemporaryFolder();
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const args = [folder.path, root, Deno.execPath(), cgroup, String(uid)];
  return JSON.parse(await runScript(processes, { text: RUN, args }));
}
