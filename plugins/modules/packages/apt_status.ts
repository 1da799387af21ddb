import { ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import { globPattern } from "../../../lib/source/glob_pattern.ts";
import { CACHE_TIMES, cacheTime } from "./apt_cache.ts";
import { ENGLISH } from "./apt_command.ts";
import { compareDebianVersions } from "./debian_version.ts";

/** What is asked for: a name, perhaps with a version that it is to have or to reach. */
export interface PackageSpec {
  /** As the task has it. */
  readonly text: string;
  readonly name: string;
  readonly comparison: "=" | ">=" | undefined;
  /** With `=`, a glob pattern. */
  readonly version: string | undefined;
}

/** What the target has of a package. */
export interface InstalledPackage {
  readonly isInstalled: boolean;
  readonly version: string;
  /** Also where only its configuration is left. */
  readonly hasFiles: boolean;
  /** It came as a dependency, so that autoremove may remove it. */
  readonly isAutomatic: boolean;
}

/** @returns The parts of `name`, `name=version` or `name>=version`. */
export function parsePackageSpec(text: string): PackageSpec {
  const match = /^(.*?)(>?=)(.*)$/s.exec(text);
  if (match === null) {
    return { text, name: text, comparison: undefined, version: undefined };
  }
  const [, name = "", operator, version = ""] = match;
  return { text, name, comparison: operator === ">=" ? ">=" : "=", version };
}

/**
 * @returns The specs with patterns of names replaced by the names that match.
 * @throws {ModuleFailure} If a pattern matches nothing.
 */
export async function expandNames(
  target: Target,
  texts: readonly string[],
): Promise<readonly PackageSpec[]> {
  const specs = texts.map(parsePackageSpec);
  if (!specs.some(({ name }) => isPattern(name))) return specs;
  const [known] = await target.probe({
    argv: ["apt-cache", "pkgnames"],
    env: ENGLISH,
  });
  const names = (known?.stdout ?? "").split("\n").filter((name) => name !== "")
    .sort();
  return specs.flatMap((spec) => {
    if (!isPattern(spec.name)) return [spec];
    const [pattern = "", architecture] = spec.name.split(":");
    const matcher = globPattern(pattern);
    const found = names.filter((name) => matcher.test(name));
    if (found.length === 0) {
      throw new ModuleFailure(
        `No package(s) matching '${spec.name}' available`,
      );
    }
    const suffix = architecture === undefined ? "" : `:${architecture}`;
    return found.map((name) => parsePackageSpec(name + suffix));
  });
}

function isPattern(name: string): boolean {
  return /[*?[\]!]/.test(name);
}

/** What the target has, by name; packages that it never had are not there. */
export interface Inventory {
  readonly packages: ReadonlyMap<string, InstalledPackage>;
  /** When the lists of available packages were last fetched, in seconds since 1970. */
  readonly cacheTime: number;
}

/** @returns What the target has of the packages with these names. */
export async function takeInventory(
  target: Target,
  names: readonly string[],
): Promise<Inventory> {
  const found = new Map<string, InstalledPackage>();
  const format = "${Package}\t${Architecture}\t${db:Status-Status}\t${Version}\n";
  const [list, native, extended, ...times] = await target.probe(
    { argv: ["dpkg-query", "-W", "-f", format, "--", ...names], env: ENGLISH },
    { argv: ["dpkg", "--print-architecture"] },
    { argv: ["cat", "/var/lib/apt/extended_states"] },
    ...CACHE_TIMES,
  );
  const architecture = native?.stdout.trim() ?? "";
  const automatic = automaticPackages(extended?.stdout ?? "");
  for (const line of (list?.stdout ?? "").split("\n")) {
    const [name = "", own = "", status, version = ""] = line.split("\t");
    if (status === undefined) continue;
    const entry = {
      isInstalled: status === "installed",
      version,
      hasFiles: status === "installed" || status === "config-files",
      isAutomatic: automatic.has(`${name}:${own}`) ||
        automatic.has(`${name}:all`),
    };
    found.set(`${name}:${own}`, entry);
    if (own === architecture || own === "all") found.set(name, entry);
  }
  return { packages: found, cacheTime: cacheTime(times) };
}

/** Reads the stanzas of apt's extended_states. */
function automaticPackages(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const stanza of text.split("\n\n")) {
    const name = /^Package: (.+)$/m.exec(stanza)?.[1];
    const architecture = /^Architecture: (.+)$/m.exec(stanza)?.[1];
    if (/^Auto-Installed: 1$/m.test(stanza)) {
      names.add(`${name}:${architecture}`);
    }
  }
  return names;
}

/** What could be installed of a package. */
export interface AvailablePackage {
  /** `undefined` for a name that packages only provide. */
  readonly candidate: string | undefined;
  /** All versions that apt knows of. */
  readonly versions: readonly string[];
}

/** @returns What `apt-cache policy` says, by name; unknown names are not there. */
export async function availablePackages(
  target: Target,
  names: readonly string[],
  defaultRelease: string | undefined,
): Promise<ReadonlyMap<string, AvailablePackage>> {
  if (names.length === 0) return new Map();
  const release = defaultRelease === undefined
    ? []
    : ["-o", `APT::Default-Release=${defaultRelease}`];
  const argv = ["apt-cache", "policy", ...release, ...names];
  const [policy] = await target.probe({ argv, env: ENGLISH });
  if (policy?.exitCode !== 0) {
    throw new ModuleFailure(policy?.stderr.trim() ?? "");
  }
  return parsePolicy(policy.stdout);
}

/** @returns The packages in the output of `apt-cache policy`. */
export function parsePolicy(
  text: string,
): ReadonlyMap<string, AvailablePackage> {
  const found = new Map<string, AvailablePackage>();
  for (const part of text.split(/^(?=\S)/m)) {
    const name = /^(\S+):$/m.exec(part)?.[1];
    if (name === undefined) continue;
    const candidate = /^ {2}Candidate: (.+)$/m.exec(part)?.[1];
    const versions = [...part.matchAll(/^ (?:\*\*\*| {3}) (\S+) -?\d+$/gm)]
      .map((match) => match[1] ?? "");
    found.set(name, {
      candidate: candidate === "(none)" ? undefined : candidate,
      versions,
    });
  }
  return found;
}

/** @returns The version to install: the newest that matches a pattern, else the candidate. */
export function bestVersion(
  { comparison, version }: PackageSpec,
  available: AvailablePackage | undefined,
): string | undefined {
  if (comparison !== "=" || version === undefined) return available?.candidate;
  const matcher = globPattern(version);
  return available?.versions.filter((other) => matcher.test(other))
    .reduce<string | undefined>(
      (best, other) => best === undefined || compareDebianVersions(other, best) > 0 ? other : best,
      undefined,
    );
}

/** @returns Whether an installed version is what a task asks for. */
export function isWantedVersion(
  { comparison, version }: PackageSpec,
  installed: string,
): boolean {
  if (comparison === undefined || version === undefined) return true;
  return comparison === "="
    ? globPattern(version).test(installed)
    : compareDebianVersions(installed, version) >= 0;
}
