import { ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";

/** @returns Bytes of a size such as `512M`; -1 for unlimited. @throws {ModuleFailure} If it is none. */
export function bytesOf(value: Value): number {
  const text = String(value).trim();
  if (text === "unlimited" || text === "-1") return -1;
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)\s*([bkmgtp]?)(?:i?b)?$/i.exec(text) ?? [];
  if (number === undefined) throw new ModuleFailure(`Cannot read the size ${text}`);
  const power = ["", "k", "m", "g", "t", "p"].indexOf(unit.toLowerCase().replace("b", ""));
  return Math.trunc(Number(number) * 1024 ** power);
}

/** @returns Nanoseconds of a time such as `1m30s`. @throws {ModuleFailure} If it is none. */
export function nanosecondsOf(text: string): number {
  const units: Readonly<Record<string, number>> = {
    us: 1e3,
    ms: 1e6,
    s: 1e9,
    m: 60e9,
    h: 3600e9,
  };
  if (!/^(\d+(us|ms|s|m|h))+$/.test(text)) {
    throw new ModuleFailure(`Cannot read the time ${text}: it is written such as 1m30s`);
  }
  return [...text.matchAll(/(\d+)(us|ms|s|m|h)/g)]
    .reduce((sum, [, number, unit = ""]) => sum + Number(number) * (units[unit] ?? 0), 0);
}

/** A port of a container that is reached from outside. */
export interface PortBinding {
  /** For `docker create`. */
  readonly word: string;
  /** `address:port:port/protocol`. */
  readonly binding: string;
}

/**
 * @param given Such as `8080:80`, `127.0.0.1:53:53/udp`, `9000-9002:9000-9002`.
 * @param address Where those listen that do not say so.
 * @throws {ModuleFailure} If one cannot be read.
 */
export function portBindings(given: readonly string[], address: Value | undefined): PortBinding[] {
  const listen = typeof address === "string" && address !== "" ? address : "0.0.0.0";
  return given.flatMap((text) => {
    const match =
      /^(?:(?:(?<ip>\[[^\]]+\]|[\d.]+):)?(?<host>[\d-]*):)?(?<inside>\d+(?:-\d+)?)(?:\/(?<protocol>\w+))?$/
        .exec(text)?.groups;
    if (match === undefined) throw new ModuleFailure(`Cannot read the port ${text}`);
    const inside = range(match["inside"] ?? "");
    const host = match["host"] === undefined || match["host"] === "" ? [] : range(match["host"]);
    if (host.length > 0 && host.length !== inside.length) {
      throw new ModuleFailure(
        `Invalid port range in container and host ports: ${text} has not as many of both`,
      );
    }
    const ip = match["ip"] ?? listen;
    const protocol = match["protocol"] ?? "tcp";
    return inside.map((port, i) => ({
      word: `${ip}:${host[i] ?? ""}:${port}/${protocol}`,
      binding: `${ip.replace(/^\[|\]$/g, "")}:${host[i] ?? ""}:${port}/${protocol}`,
    }));
  });
}

function range(text: string): readonly number[] {
  const [first = 0, last = first] = text.split("-").map(Number);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
