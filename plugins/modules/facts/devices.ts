import { type Dict, dict, type Value } from "../../../lib/base/value.ts";
import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/** @returns `devices` and `device_links`: the block devices of the target. */
export function deviceFacts(output: FactsOutput): FactMap {
  const links = deviceLinks(output);
  const devices: Dict = new Map();
  for (const path of output.linksFrom("/sys/block/")) {
    const name = lastPart(output.link(path) ?? path);
    devices.set(name, deviceOf(output, { name, path, links }));
  }
  return { devices, device_links: dict(mapLinks(links, (byDevice) => toDict(byDevice))) };
}

/** @returns A count of bytes in the largest unit that it fills, with two decimals. */
export function bytesToHuman(bytes: number): string {
  const unit = UNITS.findLast(([, limit]) => bytes >= limit) ?? UNITS[0];
  return unit === undefined ? "" : `${(bytes / unit[1]).toFixed(2)} ${unit[0]}`;
}

const UNITS: readonly (readonly [name: string, limit: number])[] = [
  ["Bytes", 1],
  ...["KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"].map((name, i): [string, number] => [
    name,
    1024 ** (i + 1),
  ]),
];

/** Names of links by the device they lead to. */
type LinksByDevice = ReadonlyMap<string, readonly string[]>;

const LINK_KINDS = ["ids", "uuids", "labels", "masters"] as const;

type DeviceLinks = Readonly<Record<typeof LINK_KINDS[number], LinksByDevice>>;

function deviceLinks(output: FactsOutput): DeviceLinks {
  return {
    ids: linksIn(output, "/dev/disk/by-id/"),
    uuids: linksIn(output, "/dev/disk/by-uuid/"),
    labels: linksIn(output, "/dev/disk/by-label/"),
    masters: grouped(
      output.lines("slaves").map((path) => {
        const parts = path.split("/");
        return [parts[5] ?? "", parts[3] ?? ""];
      }),
    ),
  };
}

function linksIn(output: FactsOutput, folder: string): LinksByDevice {
  return grouped(
    output.linksFrom(folder).map((path) => [lastPart(output.link(path) ?? ""), lastPart(path)]),
  );
}

function grouped(pairs: readonly (readonly [device: string, link: string])[]): LinksByDevice {
  const groups = new Map<string, string[]>();
  for (const [device, link] of pairs) groups.set(device, [...groups.get(device) ?? [], link]);
  for (const names of groups.values()) names.sort();
  return groups;
}

function mapLinks(links: DeviceLinks, map: (links: LinksByDevice) => Value): Record<string, Value> {
  return Object.fromEntries(LINK_KINDS.map((kind) => [kind, map(links[kind])]));
}

function toDict(links: LinksByDevice): Dict {
  return new Map([...links].map(([device, names]): [Value, Value] => [device, [...names]]));
}

interface Device {
  readonly name: string;
  /** Its folder in /sys/block. */
  readonly path: string;
  readonly links: DeviceLinks;
}

function deviceOf(output: FactsOutput, device: Device): Dict {
  const { name, path, links } = device;
  const read = (file: string) => output.file(`${path}/${file}`) ?? null;
  const sectors = read("size");
  return dict({
    virtual: 1,
    links: linksTo(links, name),
    vendor: read("device/vendor"),
    model: read("device/model"),
    sas_address: read("device/sas_address"),
    sas_device_handle: read("device/sas_device_handle"),
    serial: output.file(`${path}/device/serial`),
    removable: read("removable"),
    support_discard: read("queue/discard_granularity"),
    wwn: links.ids.get(name)?.find((id) => id.startsWith("wwn-"))?.slice(4),
    partitions: partitions(output, device),
    rotational: read("queue/rotational"),
    scheduler_mode: /\[(.*)\]/.exec(output.file(`${path}/queue/scheduler`) ?? "")?.[1] ?? "",
    sectors: sectors ?? 0,
    sectorsize: read("queue/logical_block_size") ?? read("queue/hw_sector_size") ?? 512,
    size: bytesToHuman(Number(sectors) * 512),
    host: pciHost(output, path),
    holders: holders(output, path),
  });
}

function linksTo(links: DeviceLinks, device: string): Dict {
  return dict(mapLinks(links, (byDevice) => [...byDevice.get(device) ?? []]));
}

function partitions(output: FactsOutput, { name, path, links }: Device): Dict {
  const found: Dict = new Map();
  for (const start of output.filesFrom(`${path}/${name}`)) {
    if (!start.endsWith("/start")) continue;
    const folder = start.slice(0, -"/start".length);
    const partition = lastPart(folder);
    const sectors = output.file(`${folder}/size`);
    found.set(
      partition,
      dict({
        links: linksTo(links, partition),
        start: output.file(start) ?? 0,
        sectors: sectors ?? 0,
        sectorsize: 512,
        size: bytesToHuman(Number(sectors ?? 0) * 512),
        uuid: links.uuids.get(partition)?.[0] ?? null,
        holders: holders(output, folder),
      }),
    );
  }
  return found;
}

/** The device mapper's own name of what holds the device, where it has one. */
function holders(output: FactsOutput, folder: string): Value {
  return output.lines("holders")
    .filter((path) => path.startsWith(`${folder}/holders/dm-`))
    .map((path) => output.file(`${path}/dm/name`) ?? lastPart(path));
}

function pciHost(output: FactsOutput, path: string): string {
  const id = /.+\/([a-f0-9]{4}:[a-f0-9]{2}:[0|1][a-f0-9]\.[0-7])\//.exec(output.link(path) ?? "");
  if (id?.[1] === undefined) return "";
  const line = output.lines("lspci").find((text) => text.startsWith(`${id[1]} `));
  return line?.slice(id[1].length + 1) ?? "";
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
