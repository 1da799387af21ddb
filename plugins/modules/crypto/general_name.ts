import { concatBytes } from "../../../lib/base/concat_bytes.ts";
import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { der, derOid, derText, retagged } from "./der.ts";
import { attributesText, derName } from "./distinguished_name.ts";

/**
 * @param text `DNS:`, `email:`, `URI:`, `IP:`, `RID:` or `dirName:` and a name.
 * @param kind Whether an address is one of a host, or of a network with a prefix.
 * @returns The name as RFC 5280 has it.
 * @throws {ModuleFailure} If it is malformed, or of another kind.
 */
export function generalName(text: string, kind: "host" | "network"): Uint8Array {
  const [, type = "", value = ""] = /^(\w+):(.*)$/s.exec(text) ?? [];
  switch (type) {
    case "DNS":
      return derText(0x82, value.trim());
    case "email":
      return derText(0x81, value.trim());
    case "URI":
      return derText(0x86, value.trim());
    case "IP":
      return der(0x87, addressBytes(value.trim(), kind, text));
    case "RID":
      return retagged(0x88, derOid(value.trim()));
    case "dirName":
      return der(0xa4, derName(attributesText(value)));
    default:
      throw new ModuleFailure(
        `Cannot use the name ${text}: only DNS, email, IP, URI, RID and dirName are supported`,
      );
  }
}

function addressBytes(address: string, kind: "host" | "network", text: string): Uint8Array {
  const [host = "", prefix] = address.split("/");
  const bytes = host.includes(":") ? ipv6Bytes(host) : ipv4Bytes(host);
  const bits = (bytes?.length ?? 0) * 8;
  const length = prefix === undefined ? bits : Number(prefix);
  const isPrefixWrong = !Number.isInteger(length) || length < 0 || length > bits;
  if (bytes === undefined || isPrefixWrong || (kind === "host" && prefix !== undefined)) {
    throw new ModuleFailure(`Cannot parse Subject Alternative Name "${text}"`);
  }
  if (kind === "host") return bytes;
  const mask = bytes.map((_, i) => 0xff << (8 - Math.max(0, Math.min(8, length - i * 8))));
  return concatBytes([bytes, mask]);
}

function ipv4Bytes(host: string): Uint8Array | undefined {
  const parts = host.split(".").map((part) => /^\d{1,3}$/.test(part) ? Number(part) : 256);
  return parts.length === 4 && parts.every((part) => part < 256)
    ? Uint8Array.from(parts)
    : undefined;
}

function ipv6Bytes(host: string): Uint8Array | undefined {
  const [head = "", tail, ...rest] = host.split("::");
  const groups = (half: string) => half === "" ? [] : half.split(":");
  const before = groups(head);
  const after = groups(tail ?? "");
  const missing = 8 - before.length - after.length;
  const isWhole = tail === undefined ? missing === 0 : missing > 0;
  if (rest.length > 0 || !isWhole) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return Uint8Array.from(all.flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  }));
}
