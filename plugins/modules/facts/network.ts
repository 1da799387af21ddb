import { type Dict, dict, type Value } from "../../../lib/base/value.ts";
import { type Address, parseAddresses } from "./addresses.ts";
import { etherFeatures } from "./ethtool.ts";
import type { FactMap } from "./fact_map.ts";
import { hardwareOf } from "./interfaces.ts";
import type { FactsOutput } from "./output.ts";

/** @returns `interfaces`, one fact for each of them, the default routes and all addresses. */
export function networkFacts(output: FactsOutput): FactMap {
  if (output.section("addresses") === undefined) return {};
  const addresses = parseAddresses(output.section("addresses") ?? "");
  const routes = { v4: defaultRoute(output, "route4"), v6: defaultRoute(output, "route6") };
  const interfaces = new Map<string, Dict>();
  const all: Record<Address["family"], string[]> = { inet: [], inet6: [] };
  for (const device of devices(output)) {
    interfaces.set(device, hardwareOf(output, device));
    // Primary addresses first, as two calls of ip would list them.
    const own = addresses.filter((address) => address.device === device);
    for (const secondary of [false, true]) {
      for (const address of own.filter((one) => one.isSecondary === secondary)) {
        addAddress(interfaces, address);
        completeRoute(address.family === "inet" ? routes.v4 : routes.v6, { address, interfaces });
        if (!isLoopback(address)) all[address.family].push(address.address);
      }
    }
    for (const [name, value] of etherFeatures(output, device)) {
      interfaces.get(device)?.set(name, value);
    }
  }
  const facts = [...interfaces].map(([name, info]): [string, Value] => [
    name.replaceAll(":", "_"),
    info,
  ]);
  return {
    interfaces: facts.map(([name]) => name),
    ...Object.fromEntries(facts),
    default_ipv4: routes.v4,
    default_ipv6: routes.v6,
    all_ipv4_addresses: all.inet,
    all_ipv6_addresses: all.inet6,
  };
}

/** @returns `dns`: what /etc/resolv.conf says. */
export function dnsFacts(output: FactsOutput): FactMap {
  const dns: Dict = new Map();
  const nameservers: Value[] = [];
  for (const line of (output.file("/etc/resolv.conf") ?? "").split("\n")) {
    const [word, ...rest] = line.split(/\s+/).filter((part) => part !== "");
    if (word === undefined || /^[#;]/.test(line)) continue;
    if (word === "nameserver") {
      nameservers.push(...rest);
      dns.set("nameservers", nameservers);
    } else if (word === "domain" && rest[0] !== undefined) dns.set("domain", rest[0]);
    else if (word === "search" || word === "sortlist") dns.set(word, rest);
    else if (word === "options") dns.set("options", resolverOptions(rest));
  }
  return { dns };
}

/** @returns The names of the target in storage networks. */
export function storageFacts(output: FactsOutput): Readonly<Record<string, FactMap>> {
  const channels = output.filesFrom("/sys/class/fc_host/");
  const lines = (path: string) => (output.file(path) ?? "").split("\n");
  const iqn = lines("/etc/iscsi/initiatorname.iscsi").find((line) =>
    line.startsWith("InitiatorName=")
  );
  return {
    fibre_channel_wwn: {
      fibre_channel_wwn: channels.map((path) => (output.file(path) ?? "").slice(2)),
    },
    iscsi: { iscsi_iqn: iqn?.slice("InitiatorName=".length) ?? "" },
    nvme: {
      hostnqn: lines("/etc/nvme/hostnqn").find((line) => line.startsWith("nqn.")) ?? "",
    },
  };
}

function resolverOptions(words: readonly string[]): Dict {
  const options: Dict = new Map();
  for (const word of words) {
    const colon = word.indexOf(":");
    if (colon < 0) options.set(word, true);
    else options.set(word.slice(0, colon), word.slice(colon + 1) || true);
  }
  return options;
}

function devices(output: FactsOutput): string[] {
  return output.lines("interfaces")
    .map((path) => path.slice("/sys/class/net/".length))
    .filter((name) => !name.includes("/"));
}

/** Reads `ip route get`: by which interface, address and gateway the world is reached. */
function defaultRoute(output: FactsOutput, section: string): Dict {
  const route: Dict = new Map();
  const words = (output.lines(section)[0] ?? "").split(/\s+/);
  if (words[0] !== PROBED[section]) return route;
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (next === undefined) return;
    if (word === "dev") route.set("interface", next);
    else if (word === "src") route.set("address", next);
    else if (word === "via") route.set("gateway", next);
  });
  return route;
}

/** The addresses whose routes the script asks for. */
const PROBED: Readonly<Record<string, string>> = {
  route4: "8.8.8.8",
  route6: "2404:6800:400a:800::1012",
};

function addAddress(interfaces: Map<string, Dict>, one: Address): void {
  const { device, address, prefix } = one;
  if (one.family === "inet6") {
    append(interfaces.get(device), {
      key: "ipv6",
      item: dict({ address, prefix, scope: one.scope }),
    });
    return;
  }
  const { broadcast, netmask, network } = one;
  const item = dict({ address, broadcast, netmask, network, prefix });
  if (one.label !== device && !interfaces.has(one.label)) interfaces.set(one.label, new Map());
  const labelled = interfaces.get(one.label);
  const isFirst = !one.isSecondary && !labelled?.has("ipv4");
  if (isFirst) labelled?.set("ipv4", item);
  else append(labelled, { key: "ipv4_secondaries", item });
  if (one.isSecondary && one.label !== device) {
    append(interfaces.get(device), { key: "ipv4_secondaries", item });
  }
}

function append(
  info: Dict | undefined,
  { key, item }: { readonly key: string; readonly item: Value },
): void {
  const present = info?.get(key);
  info?.set(key, Array.isArray(present) ? [...present, item] : [item]);
}

/** Adds to the default route what is known of the interface that has its address. */
function completeRoute(
  route: Dict,
  { address, interfaces }: {
    readonly address: Address;
    readonly interfaces: ReadonlyMap<string, Dict>;
  },
): void {
  if (route.get("address") !== address.address) return;
  const info = interfaces.get(address.device);
  const known = address.family === "inet"
    ? {
      broadcast: address.broadcast,
      netmask: address.netmask,
      network: address.network,
      prefix: address.prefix,
    }
    : { prefix: address.prefix, scope: address.scope };
  for (const [key, value] of Object.entries(known)) route.set(key, value);
  const mac = info?.get("macaddress");
  if (mac !== undefined) route.set("macaddress", mac);
  route.set("mtu", info?.get("mtu") ?? null);
  route.set("type", info?.get("type") ?? "unknown");
  if (address.family === "inet") route.set("alias", address.label);
}

function isLoopback({ family, address }: Address): boolean {
  return family === "inet" ? address.startsWith("127.") : address === "::1";
}
