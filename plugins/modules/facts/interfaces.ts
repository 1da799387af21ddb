import { type Dict, dict } from "../../../lib/base/value.ts";
import type { FactsOutput } from "./output.ts";

/** @returns What /sys says of an interface. */
export function hardwareOf(output: FactsOutput, device: string): Dict {
  const folder = `/sys/class/net/${device}`;
  const read = (name: string) => output.file(`${folder}/${name}`);
  const lines = new Set(output.lines("interfaces"));
  const has = (name: string) => lines.has(`${folder}/${name}`);
  const mac = read("address");
  const mtu = read("mtu");
  const state = read("operstate");
  const type = read("type");
  const speed = read("speed");
  const flags = read("flags");
  return dict({
    device,
    macaddress: mac === "00:00:00:00:00:00" ? undefined : mac,
    mtu: mtu === undefined ? undefined : Number(mtu),
    active: state === undefined ? undefined : state !== "down",
    module: lastPart(output.link(`${folder}/device/driver/module`)),
    type: has("bonding")
      ? "bonding"
      : has("bridge")
      ? "bridge"
      : type === undefined
      ? undefined
      : TYPES[type] ?? "unknown",
    ...(has("bridge") ? bridgeOf(output, folder) : {}),
    ...(has("bonding") ? bondOf(output, folder) : {}),
    perm_macaddress: has("bonding_slave") ? read("bonding_slave/perm_hwaddr") ?? "" : undefined,
    pciid: lastPart(output.link(`${folder}/device`)),
    speed: speed === undefined ? undefined : Number(speed),
    promisc: flags === undefined ? undefined : (Number(flags) & 0x100) > 0,
  });
}

/** ARPHRD numbers of linux/if_arp.h. */
const TYPES: Readonly<Record<string, string>> = {
  "1": "ether",
  "32": "infiniband",
  "512": "ppp",
  "772": "loopback",
  "65534": "tunnel",
};

function bridgeOf(output: FactsOutput, folder: string) {
  const ports = output.lines("interfaces").filter((path) => path.startsWith(`${folder}/brif/`));
  return {
    interfaces: ports.map((path) => lastPart(path) ?? path),
    id: output.file(`${folder}/bridge/bridge_id`) ?? "",
    stp: output.file(`${folder}/bridge/stp_state`) === "1",
  };
}

function bondOf(output: FactsOutput, folder: string) {
  const words = (name: string) => (output.file(`${folder}/bonding/${name}`) ?? "").split(/\s+/);
  const primary = output.file(`${folder}/bonding/primary`);
  return {
    slaves: words("slaves").filter((name) => name !== ""),
    mode: words("mode")[0],
    miimon: words("miimon")[0],
    lacp_rate: words("lacp_rate")[0],
    primary,
    all_slaves_active: primary === undefined
      ? undefined
      : output.file(`${folder}/bonding/all_slaves_active`) === "1",
  };
}

function lastPart(path: string | undefined): string | undefined {
  return path?.slice(path.lastIndexOf("/") + 1);
}
