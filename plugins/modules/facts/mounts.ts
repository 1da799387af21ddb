import { dict, type Value } from "../../../lib/base/value.ts";
import { unescapeOctal } from "../shared/unescape_octal.ts";
import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/** @returns `mounts`: the file systems on devices or of the network, with their sizes in bytes. */
export function mountFacts(output: FactsOutput): FactMap {
  const sizes = fileSystemSizes(output);
  const uuids = fileSystemUuids(output);
  const binds = bindMounts(output);
  const mounts = new Map<string, Value>();
  for (const line of output.lines("mtab")) {
    const [device, mount, fstype, options] = line.split(/\s+/).map(unescapeOctal);
    if (options === undefined || device === undefined || mount === undefined) continue;
    if (!/^[/\\]/.test(device) && !device.includes(":/") || fstype === "none") continue;
    const isBind = binds.has(mount) && !/bind.*"/.test(options);
    mounts.set(
      mount,
      dict({
        mount,
        device,
        fstype,
        options: isBind ? `${options},bind` : options,
        ...sizes.get(mount),
        uuid: uuids.get(device) ?? "N/A",
      }),
    );
  }
  return { mounts: [...mounts.values()] };
}

/** @returns `lvm`: volume groups, logical and physical volumes, sizes in GiB. */
export function lvmFacts(output: FactsOutput): FactMap {
  if (output.section("vgs") === undefined) return { lvm: "N/A" };
  const rows = (name: string) => output.lines(name).map((line) => line.trim().split(","));
  const mapped = new Map(
    output.lines("dmsetup").map((line): [string, string] => {
      const [, minor = "", name = ""] = line.trim().split(/\s+/);
      return [`/dev/dm-${minor}`, `/dev/mapper/${name}`];
    }),
  );
  const table = (name: string, row: (cells: readonly string[]) => [string, Value]) =>
    new Map<Value, Value>(rows(name).map(row));
  return {
    lvm: dict({
      lvs: table("lvs", ([name = "", vg, , size]) => [name, dict({ size_g: size, vg })]),
      vgs: table("vgs", (cells) => [
        cells[0] ?? "",
        dict({
          size_g: cells.at(-2),
          free_g: cells.at(-1),
          num_lvs: cells[2],
          num_pvs: cells[1],
        }),
      ]),
      pvs: table("pvs", ([name = "", vg, , , size, free]) => [
        mapped.get(name) ?? name,
        dict({ size_g: size, free_g: free, vg }),
      ]),
    }),
  };
}

/** Reads `stat -f -c '%s %S %b %a %c %d %n'`. */
function fileSystemSizes(output: FactsOutput): ReadonlyMap<string, Record<string, number>> {
  const sizes = new Map<string, Record<string, number>>();
  for (const line of output.lines("statfs")) {
    const words = line.split(" ");
    const [block = 0, fragment = 0, total = 0, available = 0, inodes = 0, free = 0] = words
      .slice(0, 6).map(Number);
    sizes.set(words.slice(6).join(" "), {
      size_total: fragment * total,
      size_available: fragment * available,
      block_size: block,
      block_total: total,
      block_available: available,
      block_used: total - available,
      inode_total: inodes,
      inode_available: free,
      inode_used: inodes - free,
    });
  }
  return sizes;
}

function fileSystemUuids(output: FactsOutput): ReadonlyMap<string, string> {
  const uuids = new Map<string, string>();
  for (const line of output.lines("lsblk")) {
    const match = /^(\S.*?)\s+(\S+)$/.exec(line.trim());
    if (match?.[1] === undefined || match[2] === undefined || uuids.has(match[1])) continue;
    uuids.set(match[1], match[2]);
  }
  return uuids;
}

/** Mount points that show another folder than the root of their file system. */
function bindMounts(output: FactsOutput): ReadonlySet<string> {
  const binds = new Set<string>();
  for (const line of output.file("/proc/self/mountinfo")?.split("\n") ?? []) {
    const [, , , root, mount] = line.split(" ");
    if (root !== undefined && root !== "/" && mount !== undefined) binds.add(unescapeOctal(mount));
  }
  return binds;
}
