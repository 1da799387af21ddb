import type { FactMap } from "./fact_map.ts";
import type { FactsOutput } from "./output.ts";

/**
 * @param facts What is known so far: `distribution`, its major version and `os_family`.
 * @returns `pkg_mgr`: the package manager that the distribution means to be used.
 */
export function packagingFacts(output: FactsOutput, facts: FactMap): FactMap {
  const family = facts["os_family"];
  const candidates = family === "Altlinux"
    ? MANAGERS.filter(([path]) => path !== "/usr/bin/pkg")
    : MANAGERS;
  let manager = candidates.findLast(([path]) => output.exists(path))?.[1] ?? "unknown";
  if (family === "RedHat") manager = redHatManager(output, { manager, facts });
  else if (family === "Debian") manager = "apt";
  else if (family === "Altlinux" && manager === "apt") manager = "apt_rpm";
  if (manager === "apt" && output.lines("apt_rpm").length > 0) manager = "apt_rpm";
  return { pkg_mgr: manager };
}

/** Where each manager lives; of those that are there the last one counts. */
const MANAGERS: readonly (readonly [path: string, name: string])[] = [
  ["/usr/bin/rpm-ostree", "atomic_container"],
  ["/usr/bin/yum", "yum"],
  ["/usr/bin/dnf", "dnf"],
  ["/usr/bin/apt-get", "apt"],
  ["/usr/bin/zypper", "zypper"],
  ["/usr/sbin/urpmi", "urpmi"],
  ["/usr/bin/pacman", "pacman"],
  ["/bin/opkg", "opkg"],
  ["/usr/pkg/bin/pkgin", "pkgin"],
  ["/opt/local/bin/pkgin", "pkgin"],
  ["/opt/tools/bin/pkgin", "pkgin"],
  ["/opt/local/bin/port", "macports"],
  ["/usr/local/bin/brew", "homebrew"],
  ["/opt/homebrew/bin/brew", "homebrew"],
  ["/sbin/apk", "apk"],
  ["/usr/sbin/pkg", "pkgng"],
  ["/usr/sbin/swlist", "swdepot"],
  ["/usr/bin/emerge", "portage"],
  ["/usr/sbin/pkgadd", "svr4pkg"],
  ["/usr/bin/pkg", "pkg5"],
  ["/usr/bin/xbps-install", "xbps"],
  ["/usr/local/sbin/pkg", "pkgng"],
  ["/usr/bin/swupd", "swupd"],
  ["/usr/sbin/sorcery", "sorcery"],
  ["/usr/bin/installp", "installp"],
  ["/QOpenSys/pkgs/bin/yum", "yum"],
];

/** Fedora moved to dnf with 23, Amazon with 2022, all others with 8. */
function redHatManager(
  output: FactsOutput,
  { manager, facts }: { readonly manager: string; readonly facts: FactMap },
): string {
  if (output.exists("/run/ostree-booted")) return "atomic_container";
  const major = Number(facts["distribution_major_version"]);
  const first = FIRST_WITH_DNF.get(facts["distribution"] ?? null);
  if (first === undefined) return major < 8 ? "yum" : "dnf";
  if (Number.isNaN(major)) return "dnf";
  const wanted = major < first ? "yum" : "dnf";
  return output.exists(`/usr/bin/${wanted}`) ? wanted : manager;
}

const FIRST_WITH_DNF: ReadonlyMap<unknown, number> = new Map([["Fedora", 23], ["Amazon", 2022]]);
