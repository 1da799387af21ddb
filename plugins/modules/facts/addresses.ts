/** An address of an interface. */
export type Address = Inet | Inet6;

interface AddressBase {
  readonly device: string;
  readonly address: string;
  /** Length of the network part. */
  readonly prefix: string;
  readonly isSecondary: boolean;
}

/** An IPv4 address. */
export interface Inet extends AddressBase {
  readonly family: "inet";
  readonly broadcast: string;
  readonly netmask: string;
  readonly network: string;
  /** The interface, or an alias of it such as `eth0:1`. */
  readonly label: string;
}

/** An IPv6 address. */
export interface Inet6 extends AddressBase {
  readonly family: "inet6";
  readonly scope: string;
}

/** @returns The addresses in the output of `ip addr show`, of iproute2 or busybox. */
export function parseAddresses(text: string): Address[] {
  const addresses: Address[] = [];
  let device = "";
  for (const line of text.split("\n")) {
    const header = /^\d+: ([^:@\s]+)/.exec(line);
    if (header?.[1] !== undefined) device = header[1];
    const words = line.trim().split(/\s+/);
    if (words[0] === "inet") addresses.push(inet(device, words));
    else if (words[0] === "inet6") addresses.push(inet6(device, words));
  }
  return addresses;
}

function inet(device: string, words: readonly string[]): Inet {
  // Point to point interfaces may have no prefix.
  const [address = "", prefix = "32"] = (words[1] ?? "").split("/");
  const mask = Number(prefix) === 0 ? 0 : (0xffffffff << (32 - Number(prefix))) >>> 0;
  return {
    family: "inet",
    device,
    address,
    prefix,
    isSecondary: words.includes("secondary"),
    broadcast: words[2] === "brd" ? words[3] ?? "" : "",
    netmask: dotted(mask),
    network: dotted((numeric(address) & mask) >>> 0),
    label: words.at(-1) ?? device,
  };
}

function inet6(device: string, words: readonly string[]): Inet6 {
  const isPeer = words[2] === "peer";
  const [address = "", prefix = "128"] = (words[1] ?? "").split("/");
  const scope = words[words.indexOf("scope") + 1] ?? "";
  return {
    family: "inet6",
    device,
    address,
    prefix: isPeer ? (words[3] ?? "").split("/")[1] ?? prefix : prefix,
    isSecondary: words.includes("secondary") || words.includes("temporary"),
    scope,
  };
}

function numeric(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}
