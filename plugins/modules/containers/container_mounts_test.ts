import { deepEqual } from "node:assert/strict";
import { dict, type Value } from "../../../lib/base/value.ts";
import { CONTAINER_MOUNTS } from "./container_mounts.ts";

const CASES: readonly {
  readonly wanted: Record<string, Value>;
  readonly words: string;
  readonly current: Record<string, Value>;
}[] = [
  {
    wanted: { type: "bind", source: "/a,b", target: "/x", read_only: true, propagation: "rslave" },
    words: 'type=bind,"source=/a,b",target=/x,readonly,bind-propagation=rslave',
    current: {
      ...{ Type: "bind", Source: "/a,b", Target: "/x", ReadOnly: true },
      BindOptions: dict({ Propagation: "rslave" }),
    },
  },
  {
    wanted: {
      ...{ type: "volume", source: "data", target: "/x", no_copy: true, read_only: false },
      ...{ labels: dict({ b: "2", a: "1" }), volume_driver: "nfs" },
      volume_options: dict({ o: "ro" }),
    },
    words: "type=volume,source=data,target=/x,volume-nocopy,volume-label=a=1,volume-label=b=2," +
      "volume-driver=nfs,volume-opt=o=ro",
    current: {
      ...{ Type: "volume", Source: "data", Target: "/x" },
      VolumeOptions: dict({
        NoCopy: true,
        Labels: dict({ a: "1", b: "2" }),
        DriverConfig: dict({ Name: "nfs", Options: dict({ o: "ro" }) }),
      }),
    },
  },
  {
    wanted: { type: "tmpfs", target: "/x", tmpfs_size: "1M", tmpfs_mode: "1777" },
    words: "type=tmpfs,target=/x,tmpfs-size=1048576,tmpfs-mode=1777",
    current: {
      ...{ Type: "tmpfs", Target: "/x" },
      TmpfsOptions: dict({ SizeBytes: 1048576, Mode: 0o1777 }),
    },
  },
];

Deno.test("CONTAINER_MOUNTS says mounts as docker does, and finds them again", () => {
  for (const { wanted, words, current } of CASES) {
    const value = [dict(wanted)];
    deepEqual(CONTAINER_MOUNTS.words(value, new Map()), [`--mount=${words}`]);
    const container = dict({ HostConfig: dict({ Mounts: [dict(current)] }) });
    deepEqual(
      CONTAINER_MOUNTS.current(container, undefined),
      CONTAINER_MOUNTS.wanted(value, new Map()),
    );
  }
});
