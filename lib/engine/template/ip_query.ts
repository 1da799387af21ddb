import { int, type Value } from "../../base/value.ts";
import { FilterError } from "./errors.ts";
import { formatAddress, IpNetwork, ones, parseNetwork, WIDTHS } from "./ip_network.ts";
import { own } from "./own.ts";
import { toText } from "./text.ts";

/** Which addresses are asked about, and by which filter. */
export interface IpQuery {
  /** What is asked, such as `netmask`, or a network, or the number of a host. */
  readonly query: string;
  readonly version: 4 | 6 | undefined;
  /** The filter that messages name. */
  readonly filter: string;
}

/**
 * Answers a query about one address or network: the core of `ipaddr` and its siblings.
 *
 * @returns What the query asks for, `false` or `null` if it does not hold.
 * @throws {FilterError} If the query is not known.
 */
export function askAddress(given: Value, { query, version, filter }: IpQuery): Value {
  const subject = readSubject(given, version);
  if (subject === undefined) return false;
  const { network } = subject;
  const answer = own(QUERIES, query);
  const range = answer === undefined && !/^\d+$/.test(query) ? parseNetwork(query) : undefined;
  if (version !== undefined && network.version !== version) return false;
  if (answer !== undefined) return answer(subject);
  if (range !== undefined) return range.contains(network) ? subject.value : null;
  return nthHost(subject, query, filter);
}

/** An address as it was given and as it was understood. */
interface Subject {
  readonly value: Value;
  readonly network: IpNetwork;
  readonly kind: "address" | "network";
}

function readSubject(given: Value, version: 4 | 6 | undefined): Subject | undefined {
  if (given === null || given === "" || typeof given === "boolean") return undefined;
  const text = toText(given);
  if (/^\d+$/.test(text)) return numberSubject(BigInt(text), version);
  const network = parseNetwork(text);
  if (network !== undefined) {
    return { value: given, network, kind: text.includes("/") ? "network" : "address" };
  }
  const [, number, prefix] = /^\s*(\d+)\s*\/\s*(\d+)\s*$/.exec(text) ?? [];
  if (number === undefined || prefix === undefined) return undefined;
  for (const candidate of [4, 6] as const) {
    if (BigInt(number) > ones(WIDTHS[candidate]) || Number(prefix) > WIDTHS[candidate]) continue;
    const found = new IpNetwork(candidate, BigInt(number), Number(prefix));
    return { value: found.toString(), network: found, kind: "network" };
  }
  return undefined;
}

function numberSubject(number: bigint, version: 4 | 6 | undefined): Subject | undefined {
  const versions = version === 6 ? [6] as const : [4, 6] as const;
  const fitting = versions.find((one) => number <= ones(WIDTHS[one]));
  if (fitting === undefined) return undefined;
  const network = new IpNetwork(fitting, number, WIDTHS[fitting]);
  return { value: network.toString(), network, kind: "address" };
}

function nthHost({ network, kind }: Subject, query: string, filter: string): Value {
  if (!/^[-+]?\d+$/.test(query)) {
    throw new FilterError(`${filter}: unknown filter type: ${query}`);
  }
  if (network.size === 1n) return kind === "address" ? network.text() : network.toString();
  const address = nthAddress(network, BigInt(query));
  return address === undefined ? false : `${network.text(address)}/${network.prefix}`;
}

/** @returns The address at `index` of a network; negative ones count from its end. */
export function nthAddress(network: IpNetwork, index: bigint): bigint | undefined {
  const at = index < 0n ? network.size + index : index;
  return at < 0n || at >= network.size ? undefined : network.first + at;
}

/** @returns The range of addresses for hosts, of a network of more than one. */
export function usableRange(network: IpNetwork): readonly [first: bigint, last: bigint] {
  const { first, last, size } = network;
  return size === 2n ? [first, last] : [first + 1n, last - 1n];
}

type Answer = (subject: Subject) => Value;

const prefixed: Answer = ({ network }) => {
  const { size, value, first, last } = network;
  return size > 2n && (value === first || value === last) ? false : network.toString();
};

/** netaddr knows no broadcast address of IPv4 networks of one or two addresses. */
function isHost({ version, size, isNetwork }: IpNetwork): boolean {
  return !isNetwork || (version === 4 && size <= 2n);
}

const address: Answer = ({ network }) =>
  network.size === 1n || isHost(network) || network.version === 6 ? network.text() : null;

const subnet: Answer = ({ network }) => network.cidr.toString();
const network: Answer = ({ network }) => network.text(network.first);
const hostmask: Answer = ({ network }) => network.text(network.hostmask);

const loopback: Answer = (subject) =>
  within(LOOPBACK, alone(subject.network)) ? subject.value : null;

const asIpv4: Answer = ({ value, network }) => {
  if (network.version === 4) return value;
  const mapped = network.value >> 32n === 0xffffn;
  const isOld = network.value <= ones(32);
  if ((!mapped && !isOld) || network.prefix < 96) return false;
  return new IpNetwork(4, network.value & ones(32), network.prefix - 96).toString();
};

const asIpv6: Answer = ({ value, network }) =>
  network.version === 6
    ? value
    : new IpNetwork(6, (0xffffn << 32n) | network.value, network.prefix + 96).toString();

/** @throws {FilterError} If an address was given without a prefix. */
function ofNetwork(answer: (network: IpNetwork) => Value): Answer {
  return ({ kind, network }) => {
    if (kind === "address") throw new FilterError("Not a network address");
    return answer(network);
  };
}

/** An address beside the given one, if it is for a host. */
function neighbour(step: bigint): Answer {
  return ofNetwork((network) => {
    if (network.size === 1n) return null;
    const [first, last] = usableRange(network);
    const value = network.value + step;
    return value >= first && value <= last ? network.text(value) : null;
  });
}

const peer = ofNetwork((network) => {
  const { size, value } = network;
  if (size === 2n) return network.text(value ^ 1n);
  if (size !== 4n) throw new FilterError("Not a point-to-point network");
  if (value % 4n === 0n) throw new FilterError("Network address of /30 has no peer");
  if (value % 4n === 3n) throw new FilterError("Broadcast address of /30 has no peer");
  return network.text(value ^ 3n);
});

const toIpv6Tunnel: Answer = ({ value, network, kind }) => {
  const host = alone(network);
  if (network.version === 6) {
    const asked = kind === "address" ? network : network.isNetwork ? undefined : host;
    return asked !== undefined && within(["2002::/16"], asked) ? value : false;
  }
  const isHostAddress = network.size === 1n || !network.isNetwork;
  if (!isHostAddress || !(isPublic(host) || isPrivate(host))) return false;
  const hex = network.value.toString(16).padStart(8, "0");
  return `2002:${hex.slice(0, 4)}:${hex.slice(4)}::1/48`;
};

const QUERIES: Readonly<Record<string, Answer>> = {
  "": ({ network, kind }) => kind === "address" ? network.text() : network.toString(),
  "6to4": toIpv6Tunnel,
  address,
  "address/prefix": prefixed,
  bool: () => true,
  broadcast: ({ network }) => network.size > 2n ? network.text(network.last) : null,
  cidr: ({ network }) => network.toString(),
  first_usable: ofNetwork((network) =>
    network.size > 1n ? network.text(usableRange(network)[0]) : null
  ),
  gateway: prefixed,
  gw: prefixed,
  host: ({ network }) => network.size === 1n || isHost(network) ? network.toString() : null,
  "host/prefix": prefixed,
  hostmask,
  hostnet: prefixed,
  int: ({ network, kind }) =>
    kind === "address" ? int(network.value) : `${network.value}/${network.prefix}`,
  ip: address,
  "ip/prefix": ({ network }) =>
    network.size === 2n || !network.isNetwork ? network.toString() : null,
  ip_netmask: ({ network }) =>
    network.size === 2n || !network.isNetwork
      ? `${network.text()} ${network.text(network.netmask)}`
      : null,
  ipv4: asIpv4,
  ipv6: asIpv6,
  last_usable: ofNetwork((network) =>
    network.size > 1n ? network.text(usableRange(network)[1]) : null
  ),
  "link-local": ({ value, network }) => within(LINK_LOCAL, alone(network)) ? value : null,
  lo: loopback,
  loopback,
  multicast: ({ value, network }) => within(MULTICAST, network) ? value : null,
  net: ({ network }) => network.size > 1n && network.isNetwork ? network.toString() : null,
  netmask: ({ network }) => network.text(network.netmask),
  network,
  "network/prefix": subnet,
  network_id: network,
  network_netmask: ({ network }) =>
    `${network.text(network.first)} ${network.text(network.netmask)}`,
  network_wildcard: ({ network }) =>
    `${network.text(network.first)} ${network.text(network.hostmask)}`,
  next_usable: neighbour(1n),
  peer,
  prefix: ({ network }) => network.prefix,
  previous_usable: neighbour(-1n),
  private: ({ value, network }) => isPrivate(network) ? value : null,
  public: ({ value, network }) => isPublic(alone(network)) ? value : null,
  range_usable: ofNetwork((network) =>
    network.size > 1n ? usableRange(network).map((one) => network.text(one)).join("-") : null
  ),
  revdns: ({ network }) => reverseName(network),
  router: prefixed,
  size: ({ network }) => int(network.size),
  size_usable: ({ network }) =>
    network.size === 1n ? 0 : int(network.size === 2n ? 2n : network.size - 2n),
  subnet,
  type: ({ network }) => network.size > 1n && network.isNetwork ? "network" : "address",
  unicast: ({ value, network }) => within(MULTICAST, network) ? null : value,
  v4: asIpv4,
  v6: asIpv6,
  version: ({ network }) => network.version,
  wildcard: hostmask,
  wrap: ({ value, network, kind }) => {
    if (network.version === 4) return value;
    return kind === "address" ? `[${network.text()}]` : `[${network.text()}]/${network.prefix}`;
  },
};

const LOOPBACK = ["127.0.0.0/8", "::1/128"];
const LINK_LOCAL = ["169.254.0.0/16", "fe80::/10"];
const MULTICAST = ["224.0.0.0/4", "ff00::/8"];

/** What netaddr calls private. */
const PRIVATE = [
  ...["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "239.0.0.0/8", "fc00::/7", "fec0::/10"],
  ...LINK_LOCAL,
];

function within(ranges: readonly string[], network: IpNetwork): boolean {
  return ranges.some((range) => parseNetwork(range)?.contains(network));
}

function isPrivate(network: IpNetwork): boolean {
  return within(PRIVATE, network);
}

/** An address that might be a mask is none, as netaddr has it. */
function isPublic(host: IpNetwork): boolean {
  const inverse = ones(host.width) - host.value;
  const isMask = [inverse, host.value].some((bits) => (bits & (bits + 1n)) === 0n);
  return !isMask && !isPrivate(host) && !within([...LOOPBACK, ...MULTICAST], host);
}

function alone({ version, value, width }: IpNetwork): IpNetwork {
  return new IpNetwork(version, value, width);
}

function reverseName({ version, value }: IpNetwork): string {
  if (version === 4) {
    return `${formatAddress(4, value).split(".").reverse().join(".")}.in-addr.arpa.`;
  }
  return `${[...value.toString(16).padStart(32, "0")].reverse().join(".")}.ip6.arpa.`;
}
