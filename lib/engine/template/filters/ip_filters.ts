import { dict, int, isInt, Tuple, type Value } from "../../../base/value.ts";
import { Builtin, type Builtins } from "../builtin.ts";
import { FilterError } from "../errors.ts";
import { IpNetwork, ones, parseAddress, parseNetwork } from "../ip_network.ts";
import { askAddress, nthAddress, usableRange } from "../ip_query.ts";
import { iterate } from "../iterate.ts";
import { own } from "../own.ts";
import { pythonType, truthy } from "../python_type.ts";
import { toText } from "../text.ts";
import { wantText } from "../want.ts";

/** The filters of the collection ansible.utils on addresses, as they are with Python's netaddr. */
const FILTERS: Builtins = {
  cidr_merge: Builtin.of("value action?", (_, value, action = "merge") => {
    if (action !== "merge" && action !== "span") {
      throw new FilterError(`cidr_merge: invalid action '${toText(action)}'`);
    }
    return merge(iterate(value).map(toText), action);
  }),
  hwaddr: Builtin.of("value query?", (_, value, query = "") => askHardware(value, query, "hwaddr")),
  ip4_hex: Builtin.of("arg delimiter?", (_, value, delimiter = "") => {
    const bytes = wantText(value).split(".").map(Number);
    if (bytes.length < 4 || !bytes.every(Number.isInteger)) {
      throw new FilterError(`ip4_hex: ${toText(value)} is not an IPv4 address`);
    }
    return bytes.slice(0, 4).map((byte) => byte.toString(16).padStart(2, "0")).join(
      toText(delimiter),
    );
  }),
  ipaddr: Builtin.of("value query? version? alias?", (_, value, query, version) => {
    checkType(value, "ipaddr");
    return ask(value, { query, version: version === 4 || version === 6 ? version : undefined });
  }),
  ipmath: Builtin.of("value amount", (_, value, amount) => {
    const text = toText(value);
    const network = text.includes("/") ? parseNetwork(text) : parseAddress(text);
    if (network === undefined) {
      throw new FilterError(`You must pass a valid IP address; ${text} is invalid`);
    }
    const sum = network.value + BigInt(integer(amount, "amount"));
    if (sum < 0n || sum > ones(network.width)) {
      throw new FilterError("result outside valid IP address boundary!");
    }
    return network.text(sum);
  }),
  ipsubnet: Builtin.of(
    "value query? index?",
    (_, value, query = "", index = null) => ipSubnet(value, toText(query), index),
  ),
  ipv4: Builtin.of("value query?", (_, value, query) => {
    checkType(value, "ipv4");
    return ask(value, { query, version: 4 });
  }),
  ipv6: Builtin.of("value query?", (_, value, query) => {
    checkType(value, "ipv6");
    return ask(value, { query, version: 6 });
  }),
  ipwrap: Builtin.of("value query?", (_, value, query) => {
    const wrapped = (one: Value) => ask(one, { query: "wrap", version: undefined });
    const items = itemsOf(value);
    if (items === undefined) {
      const found = ask(value, { query, version: undefined });
      return truthy(found) ? wrapped(found) : value;
    }
    return items.map((one) => truthy(ask(one, { query, version: undefined })) ? wrapped(one) : one);
  }),
  macaddr: Builtin.of(
    "value query?",
    (_, value, query = "") => askHardware(value, query, "macaddr"),
  ),
  network_in_network: Builtin.of("value test", (_, value, test) => {
    const [outer, inner] = [normalized(value), normalized(test)];
    return outer !== undefined && inner !== undefined && outer.contains(inner);
  }),
  network_in_usable: Builtin.of("value test", (_, value, test) => {
    const [outer, inner] = [normalized(value), normalized(test)];
    if (outer === undefined || outer.version !== inner?.version) return false;
    const [first, last] = outer.size === 1n ? [outer.value, outer.value] : usableRange(outer);
    return inner.first >= first && inner.last <= last;
  }),
  next_nth_usable: Builtin.of(
    "value offset",
    (_, value, offset) => beside(value, BigInt(integer(offset, "offset"))),
  ),
  nthhost: Builtin.of("value query?", (_, value, query = "") => {
    const network = normalized(value);
    const text = toText(query);
    if (network === undefined || !/^-?\d+$/.test(text) || BigInt(text) >= network.size) {
      return false;
    }
    const address = nthAddress(network, BigInt(text));
    return address === undefined ? false : network.text(address);
  }),
  previous_nth_usable: Builtin.of(
    "value offset",
    (_, value, offset) => beside(value, -BigInt(integer(offset, "offset"))),
  ),
  reduce_on_network: Builtin.of("value network", (_, value, network) => {
    const outer = normalized(network);
    return iterate(value).filter((one) => {
      const inner = normalized(one);
      return inner !== undefined && outer?.contains(inner);
    });
  }),
  slaac: Builtin.of("value query?", (_, value, query = "") => {
    const network = normalized(value);
    const hardware = hardwareAddress(toText(query));
    if (network?.version !== 6 || hardware === undefined) return false;
    const flipped = hardware ^ (1n << 41n);
    const suffix = ((flipped >> 24n) << 40n) | (0xfffen << 24n) | (flipped & 0xff_ffffn);
    return network.text(network.first + suffix);
  }),
  usable_range: Builtin.of("ip", (_, value) => listAddresses(toText(value))),
};

/** Those that Ansible also knows by their names alone. */
const SHORT_NAMES = [
  ...["cidr_merge", "hwaddr", "ip4_hex", "ipaddr", "ipmath", "ipsubnet", "ipv4", "ipv6", "ipwrap"],
  ...["network_in_network", "network_in_usable", "next_nth_usable", "nthhost"],
  ...["previous_nth_usable", "reduce_on_network", "slaac"],
];

/** The filters on addresses by all their names. */
export const IP_FILTERS: Builtins = Object.fromEntries(
  Object.entries(FILTERS).flatMap(([name, filter]) => [
    [`ansible.utils.${name}`, filter],
    ...(SHORT_NAMES.includes(name) ? [[name, filter]] : []),
  ]),
);

function ask(
  value: Value,
  { query = "", version }: {
    readonly query: Value | undefined;
    readonly version: 4 | 6 | undefined;
  },
): Value {
  const filter = version === undefined ? "ipaddr" : `ipv${version}`;
  const asked = { query: toText(query), version, filter };
  const items = itemsOf(value);
  if (items === undefined) return askAddress(value, asked);
  return items.map((one): Value => ask(one, { query, version })).filter(truthy);
}

function itemsOf(value: Value): readonly Value[] | undefined {
  return Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
}

function checkType(value: Value, filter: string): void {
  if (typeof value === "string" || typeof value === "boolean" || isInt(value)) return;
  if (Array.isArray(value)) return;
  throw new FilterError(
    `Unrecognized type <<class '${pythonType(value)}'>> for ${filter} filter <value>`,
  );
}

/** The network that a text is in; an address is a network of one. */
function normalized(value: Value): IpNetwork | undefined {
  const found = askAddress(value, { query: "cidr", version: undefined, filter: "ipaddr" });
  return typeof found === "string" ? parseNetwork(found)?.cidr : undefined;
}

function integer(value: Value | undefined, name: string): number {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number)) return number;
  const type = `<class '${pythonType(value ?? null)}'>`;
  throw new FilterError(
    `argument '${name}' is of type ${type} and we were unable to convert to int: ${type} cannot be ` +
      "converted to an int",
  );
}

function beside(value: Value, offset: bigint): Value {
  const found = askAddress(value, { query: "cidr", version: undefined, filter: "ipaddr" });
  const network = typeof found === "string" ? parseNetwork(found) : undefined;
  if (network === undefined) return false;
  if (network.size === 1n) return null;
  const [first, last] = usableRange(network);
  const address = network.value + offset;
  return address >= first && address <= last ? network.text(address) : null;
}

function ipSubnet(given: Value, query: string, index: Value): Value {
  const network = normalized(given);
  if (network === undefined) return false;
  const { width, prefix, size } = network;
  if (query === "") return network.toString();
  if (!/^\d+$/.test(query)) return numberWithin(network, query);
  const wanted = Number(query);
  if (wanted > width) return false;
  const isAddress = size === 1n;
  if (index === null) {
    if (isAddress) return supernet(network, wanted, 0);
    if (wanted < prefix) throw new FilterError(`Requested subnet size of ${wanted} is invalid`);
    return String(2n ** BigInt(wanted - prefix));
  }
  const at = integer(index, "index");
  if (isAddress) {
    if (at > width + 1 - at || at < wanted - width) return false;
    return supernet(network, wanted, at);
  }
  const count = 2 ** (wanted - prefix);
  const from = at < 0 ? at + count : at;
  if (from < 0 || from >= count) return false;
  return new IpNetwork(
    network.version,
    network.first + (BigInt(from) << BigInt(width - wanted)),
    wanted,
  ).toString();
}

/** The `index`th of the networks around an address, from the largest one wanted. */
function supernet({ version, value, width }: IpNetwork, largest: number, index: number): Value {
  const prefix = index < 0 ? width + index : largest + index;
  if (prefix < largest || prefix >= width) throw new FilterError("list index out of range");
  return new IpNetwork(version, value, prefix).cidr.toString();
}

function numberWithin(network: IpNetwork, query: string): Value {
  const outer = normalized(query);
  if (outer === undefined) {
    throw new FilterError(`You must pass a valid subnet or IP address; ${query} is invalid`);
  }
  const shift = BigInt(Math.max(0, network.width - outer.prefix));
  if (network.version !== outer.version || network.first >> shift !== outer.first >> shift) {
    throw new FilterError(`${network} is not in the subnet ${outer}`);
  }
  const place = (network.first - outer.first) >> BigInt(network.width - network.prefix);
  return String(place + 1n);
}

function merge(texts: readonly string[], action: "merge" | "span"): Value {
  const networks = texts.map((text) => {
    const network = parseNetwork(text);
    if (network !== undefined) return network;
    throw new FilterError(`cidr_merge: error in netaddr:\ninvalid IPNetwork ${text}`);
  });
  const [only] = networks;
  if (networks.length === 1 && only !== undefined) {
    return action === "merge" ? [only.toString()] : only.toString();
  }
  return action === "merge" ? merged(networks).map(String) : spanning(networks);
}

/** Networks in others go away, and two halves become one network. */
function merged(networks: readonly IpNetwork[]): readonly IpNetwork[] {
  const sorted = networks.map(({ cidr }) => cidr).sort((a, b) =>
    a.version - b.version || (a.first < b.first ? -1 : a.first > b.first ? 1 : a.prefix - b.prefix)
  );
  const result: IpNetwork[] = [];
  for (const network of sorted) {
    if (result.at(-1)?.contains(network)) continue;
    result.push(network);
    for (let joined = joinedEnd(result); joined !== undefined; joined = joinedEnd(result)) {
      result.splice(-2, 2, joined);
    }
  }
  return result;
}

function joinedEnd(networks: readonly IpNetwork[]): IpNetwork | undefined {
  const [low, high] = networks.slice(-2);
  if (low === undefined || high === undefined) return undefined;
  if (low.version !== high.version || low.prefix !== high.prefix || low.prefix === 0) {
    return undefined;
  }
  const around = new IpNetwork(low.version, low.first, low.prefix - 1).cidr;
  return around.first === low.first && around.last === high.last ? around : undefined;
}

function spanning(networks: readonly IpNetwork[]): Value {
  const [first] = networks;
  if (first === undefined) return null;
  if (networks.some(({ version }) => version !== first.version)) {
    throw new FilterError(
      "cidr_merge: error in netaddr:\nIP sequence cannot contain both IPv4 and IPv6!",
    );
  }
  const low = networks.reduce((least, one) => one.first < least ? one.first : least, first.first);
  const high = networks.reduce((most, one) => one.last > most ? one.last : most, first.last);
  const prefix = first.width - (low ^ high).toString(2).replace(/^0$/, "").length;
  return new IpNetwork(first.version, low, prefix).cidr.toString();
}

/** Most addresses that are listed. */
const MOST = 1_000_000n;

function listAddresses(text: string): Value {
  const network = parseNetwork(text);
  const fails = (why: string) => new FilterError(`Error while using plugin 'usable_range': ${why}`);
  if (network === undefined) {
    throw fails(`'${text}' does not appear to be an IPv4 or IPv6 network`);
  }
  if (!network.isNetwork) throw fails(`${text} has host bits set`);
  if (network.size > MOST) throw fails(`${text} has more than ${MOST} addresses`);
  const usable = Array.from(
    { length: Number(network.size) },
    (_, i) => network.text(network.first + BigInt(i)),
  );
  return dict({ usable_ips: usable, number_of_ips: int(network.size) });
}

/** How a hardware address is written: groups of hexadecimal digits. */
const FORMS: Readonly<Record<string, (hex: string) => string>> = {
  bare: (hex) => hex.toUpperCase(),
  cisco: (hex) => groups(hex, 4).join("."),
  eui48: (hex) => groups(hex, 2).join("-").toUpperCase(),
  linux: (hex) => groups(hex, 2).join(":"),
  pgsql: (hex) => groups(hex, 6).join(":"),
  postgresql: (hex) => groups(hex, 6).join(":"),
  psql: (hex) => groups(hex, 6).join(":"),
  unix: (hex) => groups(hex, 2).map((group) => group.replace(/^0/, "")).join(":"),
  win: (hex) => groups(hex, 2).join("-").toUpperCase(),
};

function askHardware(value: Value, query: Value, filter: string): Value {
  const address = hardwareAddress(toText(value));
  const asked = toText(query);
  if (address === undefined) {
    if (asked === "" || asked === "bool") return null;
    throw new FilterError(`${filter}: not a hardware address: ${toText(value)}`);
  }
  if (asked === "") return value;
  if (asked === "bool") return true;
  if (asked === "int") return int(address);
  const form = own(FORMS, asked);
  if (form === undefined) throw new FilterError(`${filter}: unknown filter type: ${asked}`);
  return form(address.toString(16).padStart(12, "0"));
}

/** EUI-48 addresses in the usual ways of writing them. */
function hardwareAddress(text: string): bigint | undefined {
  const groupsOf = (separator: string, digits: number, count: number) => {
    const parts = text.split(separator);
    const isFitting = parts.length === count &&
      parts.every((part) => new RegExp(`^[0-9a-f]{1,${digits}}$`, "i").test(part));
    return isFitting ? parts.map((part) => part.padStart(digits, "0")).join("") : undefined;
  };
  const hex = groupsOf(":", 2, 6) ?? groupsOf("-", 2, 6) ?? groupsOf(":", 4, 3) ??
    groupsOf("-", 4, 3) ?? groupsOf(".", 4, 3) ?? groupsOf(":", 6, 2) ?? groupsOf("-", 6, 2) ??
    (/^[0-9a-f]{12}$/i.test(text) ? text : undefined);
  return hex === undefined ? undefined : BigInt(`0x${hex}`);
}

function groups(hex: string, size: number): string[] {
  return hex.match(new RegExp(`.{${size}}`, "g")) ?? [];
}
