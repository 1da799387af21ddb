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
const UID = "65534";

/**
 * Neither the sources nor the runtime may be where another user can get at: the sources are copied,
 * and the runtime is opened before the user changes.
 */
const RUN = `
cp -r "$2/lib" "$1" && mkdir "$1/cache" "$1/work" && chown -R ${UID} "$1" || exit
exec 9<"$3"
[ -z "$4" ] || echo 0 >"$4/cgroup.procs" || exit
cd "$1"
exec ${SETPRIV} --reuid=${UID} --regid=${UID} --clear-groups --bounding-set=-all \
  env -i PATH=/usr/bin:/bin DENO_DIR="$1/cache" DENO_NO_UPDATE_CHECK=1 \
  /proc/self/fd/9 run -A "$1/lib/kiosk/host/testing/unprivileged_host.ts" "$1/work"`;

const DELEGATE = `mkdir "$1" && chown ${UID} "$1" "$1/cgroup.procs"`;

Deno.test({
  name: `LinuxHost without privileges does what it then can${
    canDrop ? "" : " (only root can try)"
  }`,
  ignore: !canDrop,
  fn: async () => deepStrictEqual(await runUnprivileged(), expected("group_and_sweep")),
});

const canDelegate = canDrop && facts.cgroupBase !== undefined;
Deno.test({
  name: "LinuxHost without privileges uses a control group that was given to it" +
    (canDelegate ? "" : " (only root can try)"),
  ignore: !canDelegate,
  async fn() {
    const group = `${facts.cgroupBase}/shep-test-${crypto.randomUUID()}`;
    await runScript(processes, { text: DELEGATE, args: [group] });
    try {
      deepStrictEqual(await runUnprivileged(group), expected("cgroup"));
    } finally {
      await runScript(processes, { text: `rmdir "$1"`, args: [group] });
    }
  },
});

function expected(processTree: string): UnprivilegedReport {
  return {
    processTree,
    canRunAsUser: false,
    health: "ok",
    asRoot: "Cannot run it as root: only root can",
    output: `${UID}\n`,
    exitCode: 0,
    survivors: [],
  };
}

async function runUnprivileged(cgroup = ""): Promise<UnprivilegedReport> {
  using folder = new TemporaryFolder();
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const args = [folder.path, root, Deno.execPath(), cgroup];
  return JSON.parse(await runScript(processes, { text: RUN, args }));
}
