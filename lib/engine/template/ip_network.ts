/** An address with the prefix of its network, of IPv4 or IPv6, as Python's netaddr has it. */
export class IpNetwork {
  readonly version: 4 | 6;
  readonly value: bigint;
  readonly prefix: number;

  constructor(version: 4 | 6, value: bigint, prefix: number) {
    this.version = version;
    this.value = value;
    this.prefix = prefix;
  }

  /** Bits of an address. */
  get width(): number {
    return WIDTHS[this.version];
  }

  get size(): bigint {
    return 1n << BigInt(this.width - this.prefix);
  }

  get hostmask(): bigint {
    return this.size - 1n;
  }

  get netmask(): bigint {
    return ones(this.width) - this.hostmask;
  }

  /** The lowest address. */
  get first(): bigint {
    return this.value & this.netmask;
  }

  /** The highest address. */
  get last(): bigint {
    return this.first + this.hostmask;
  }

  /** Whether the address is the network's own, and not that of a host in it. */
  get isNetwork(): boolean {
    return this.value === this.first;
  }

  /** The network without the address. */
  get cidr(): IpNetwork {
    return new IpNetwork(this.version, this.first, this.prefix);
  }

  /** @returns Whether all of `other` is in this network. */
  contains(other: IpNetwork): boolean {
    return this.version === other.version && this.first <= other.first && other.last <= this.last;
  }

  /** @returns An address of this version; this one if `value` is left out. */
  text(value: bigint = this.value): string {
    return formatAddress(this.version, value);
  }

  toString(): string {
    return `${this.text()}/${this.prefix}`;
  }
}

/** Bits of addresses by version. */
export const WIDTHS = { 4: 32, 6: 128 } as const;

/** @returns What `text` says: an address, or one with a prefix, a netmask or a hostmask. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const parts = text.split("/");
  const [address = "", suffix] = parts;
  if (parts.length > 2) return undefined;
  const version = address.includes(":") ? 6 : 4;
  const value = version === 6 ? parseIpv6(address) : parseIpv4(address, "partial");
  if (value === undefined) return undefined;
  const prefix = suffix === undefined ? WIDTHS[version] : parsePrefix(suffix, version);
  return prefix === undefined ? undefined : new IpNetwork(version, value, prefix);
}

/** @returns The value of a whole address of either version. */
export function parseAddress(text: string): IpNetwork | undefined {
  const version = text.includes(":") ? 6 : 4;
  const value = version === 6 ? parseIpv6(text) : parseIpv4(text, "whole");
  return value === undefined ? undefined : new IpNetwork(version, value, WIDTHS[version]);
}

/** @returns An address as inet_ntop(3) writes it. */
export function formatAddress(version: 4 | 6, value: bigint): string {
  if (version === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
  }
  const words = Array.from(
    { length: 8 },
    (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn),
  );
  const gap = longestGap(words);
  const isMixed = gap.start === 0 &&
    (gap.length === 6 || (gap.length === 5 && words[5] === 0xffff));
  const texts = words.map((word) => word.toString(16));
  if (isMixed) texts.splice(6, 2, formatAddress(4, value & 0xffff_ffffn));
  if (gap.length < 2) return texts.join(":");
  return `${texts.slice(0, gap.start).join(":")}::${texts.slice(gap.start + gap.length).join(":")}`;
}

/** @returns `count` bits that are all set. */
export function ones(count: number): bigint {
  return (1n << BigInt(count)) - 1n;
}

function longestGap(words: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < words.length; start++) {
    let length = 0;
    while (words[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
    start += length;
  }
  return best;
}

/** `10.1` stands for `10.1.0.0` where addresses may be partial. */
function parseIpv4(text: string, form: "whole" | "partial"): bigint | undefined {
  const parts = text.split(".");
  if (parts.length > 4 || (form === "whole" && parts.length < 4)) return undefined;
  if (!parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  while (parts.length < 4) parts.push("0");
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const mixed = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (mixed !== null) {
    const low = parseIpv4(mixed[2] ?? "", "whole");
    if (low === undefined) return undefined;
    return parseIpv6(`${mixed[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const halves = text.split("::").map((half) => half === "" ? [] : half.split(":"));
  const [before = [], after = []] = halves;
  const count = before.length + after.length;
  if (halves.length > 2 || (halves.length === 2 ? count > 7 : count !== 8)) return undefined;
  const words = [...before, ...Array.from({ length: 8 - count }, () => "0"), ...after];
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return words.reduce((value, word) => (value << 16n) | BigInt(`0x${word}`), 0n);
}

function parsePrefix(text: string, version: 4 | 6): number | undefined {
  const width = WIDTHS[version];
  if (/^\d+$/.test(text)) return Number(text) <= width ? Number(text) : undefined;
  const mask = version === 4 ? parseIpv4(text, "whole") : parseIpv6(text);
  if (mask === undefined) return undefined;
  const inverse = ones(width) - mask;
  if ((inverse & (inverse + 1n)) === 0n) {
    return width - inverse.toString(2).replace(/^0$/, "").length;
  }
  if ((mask & (mask + 1n)) === 0n) return width - mask.toString(2).replace(/^0$/, "").length;
  return undefined;
}
