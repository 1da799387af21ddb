/**
 * @param address An IPv4 or IPv6 address.
 * @returns How /proc/net/tcp and tcp6 write it: words of four bytes, each in the order of the
 *   processor, here little endian; an IPv4 address also as an IPv6 one. Nothing for a name.
 */
export function kernelAddress(address: string): string[] {
  const four = ipv4Bytes(address);
  if (four !== undefined) {
    const word = hex(four.toReversed());
    return [word, `0000000000000000FFFF0000${word}`];
  }
  const bytes = ipv6Bytes(address);
  if (bytes === undefined) return [];
  return [
    [0, 4, 8, 12].map((start) => hex(bytes.slice(start, start + 4).toReversed())).join(""),
  ];
}

function ipv4Bytes(address: string): number[] | undefined {
  const parts = address.split(".");
  const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part));
  return isAddress ? parts.map(Number) : undefined;
}

function ipv6Bytes(address: string): number[] | undefined {
  if (!address.includes(":")) return undefined;
  const [plain = ""] = address.split("%");
  const [head = "", tail] = plain.split("::");
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const missing = 8 - before.length - after.length;
  if (missing < 0 || (tail === undefined && missing > 0)) return undefined;
  const all = [...before, ...Array<number>(missing).fill(0), ...after];
  return all.flatMap((group) => [group >> 8, group & 255]);
}

/** Two groups for an IPv4 address at the end. */
function groups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((part) => {
    const [a, b, c, d] = ipv4Bytes(part) ?? [];
    if (a === undefined || b === undefined || c === undefined || d === undefined) {
      return [Number.parseInt(part, 16)];
    }
    return [a * 256 + b, c * 256 + d];
  });
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join("");
}
