import type { FactsOutput } from "./output.ts";

/** What os-release(5), and where there is none a release file of the distribution, says. */
export interface Release {
  /** Lower case, such as `debian`. */
  readonly id: string;
  readonly version: string;
  /** `undefined` if nothing names one; may be empty. */
  readonly codename?: string;
}

/** @returns The release of the target's operating system. */
export function readRelease(output: FactsOutput): Release {
  const fields = osReleaseFields(output);
  const older = olderRelease(output);
  const id = ID_NAMES[fields.get("ID") ?? ""] ?? fields.get("ID") ?? older.id;
  const codename = fields.get("VERSION_CODENAME") ?? fields.get("UBUNTU_CODENAME") ??
    /\((\D+)\)|,\s*(\D+)/.exec(fields.get("VERSION") ?? "")?.slice(1).find((name) => name) ??
    (fields.size === 0 ? older.codename : undefined);
  const version = fields.get("VERSION_ID") ?? older.version;
  const release = { id, version: fullVersion(output, { id, version, older: older.version }) };
  return codename === undefined ? release : { ...release, codename };
}

/** @returns The fields of /etc/os-release, unquoted. */
export function osReleaseFields(output: FactsOutput): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const text = output.file("/etc/os-release") ?? output.file("/usr/lib/os-release") ?? "";
  for (const line of text.split("\n")) {
    const match = /^([A-Z0-9_]+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim());
    const value = match?.[2] ?? match?.[3] ?? match?.[4];
    if (match?.[1] !== undefined && value !== undefined) fields.set(match[1], value);
  }
  return fields;
}

const ID_NAMES: Readonly<Record<string, string>> = { ol: "oracle", "opensuse-leap": "opensuse" };

/** Debian's and CentOS's os-release leave the minor version out. */
function fullVersion(
  output: FactsOutput,
  { id, version, older }: { readonly id: string; readonly version: string; readonly older: string },
): string {
  if (id === "debian") return withMoreDots(version, output.file("/etc/debian_version") ?? "");
  if (id === "centos") return withMoreDots(version, older).split(".").slice(0, 2).join(".");
  return version;
}

function withMoreDots(one: string, other: string): string {
  return one === "" || other.split(".").length > one.split(".").length ? other : one;
}

/** Reads `CentOS Linux release 7.9.2009 (Core)` and the like. */
function olderRelease(output: FactsOutput): Release {
  for (const path of ["/etc/centos-release", "/etc/redhat-release", "/etc/system-release"]) {
    const match = /^(.+?)(?: release)? ([\d.]+)(?:.*\((.+)\))?/.exec(output.file(path) ?? "");
    if (match === null) continue;
    const [, name = "", version = "", codename] = match;
    const id = name.split(" ")[0]?.toLowerCase() ?? "";
    return codename === undefined ? { id, version } : { id, version, codename };
  }
  return { id: "", version: "" };
}
