import { strictEqual } from "node:assert/strict";
import { FakeProcesses } from "../../system/fake_processes.ts";
import { cgroupFolder, readLinuxFacts } from "./linux_facts.ts";

const V2 = "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:4 - cgroup2 cgroup2 rw";
const V1 = "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu";

const FOLDERS: Readonly<
  Record<string, { readonly own: string; readonly mounts: string; readonly folder?: string }>
> = {
  "beside version 1": {
    own: "4:cpu:/a\n0::/user.slice/x.service",
    mounts: `${V1}\n${V2}`,
    folder: "/sys/fs/cgroup/unified/user.slice/x.service",
  },
  "at its root": { own: "0::/", mounts: V2, folder: "/sys/fs/cgroup/unified" },
  "where version 1 is all there is": { own: "4:cpu:/a", mounts: V1 },
  "where version 2 is not mounted": { own: "0::/a", mounts: V1 },
  "where a part is mounted": {
    own: "0::/docker/abc/x",
    mounts: "1 2 0:3 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup2 rw",
    folder: "/sys/fs/cgroup/x",
  },
  "where another part is mounted": {
    own: "0::/docker/abcd",
    mounts: "1 2 0:3 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup2 rw",
  },
  "outside of the namespace": { own: "0::/../a", mounts: V2 },
  "in a folder with a space": {
    own: "0::/a",
    mounts: "1 2 0:3 / /mnt/c\\040g rw - cgroup2 none rw",
    folder: "/mnt/c g/a",
  },
};

for (const [name, { own, mounts, folder }] of Object.entries(FOLDERS)) {
  Deno.test(`cgroupFolder() finds the own group ${name}`, () => {
    strictEqual(cgroupFolder(own, mounts), folder);
  });
}

for (const works of [true, false]) {
  const told = works ? "uses" : "does without";
  Deno.test(`readLinuxFacts() ${told} control groups that were tried with that outcome`, async () => {
    const look = `1000\nboot\n/usr/bin/snap\n/bin/bash\n\n0::/\n\n${V2}\n`;
    const processes = new FakeProcesses(({ args = [] }) => {
      if (!args[1]?.includes("cgroup.kill")) return { stdout: look };
      return works ? {} : { ending: { kind: "exited", code: 1 } };
    });
    const facts = await readLinuxFacts(processes);
    strictEqual(facts.uid, 1000);
    strictEqual(facts.bootId, "boot");
    strictEqual([...facts.programs].join(" "), "snap /bin/bash");
    strictEqual(facts.cgroupBase, works ? "/sys/fs/cgroup/unified" : undefined);
  });
}
