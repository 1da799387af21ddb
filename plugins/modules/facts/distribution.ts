import type { FactMap } from "./fact_map.ts";
import { OS_FAMILIES } from "./families.ts";
import type { FactsOutput } from "./output.ts";
import { platformFacts } from "./platform.ts";
import { RELEASE_PARSERS, type ReleaseFacts } from "./release_files.ts";
import { readRelease } from "./release.ts";

/** @returns `distribution`, its versions and release, and `os_family`. */
export function distributionFacts(output: FactsOutput): FactMap {
  const { system, kernel, kernel_version } = platformFacts(output);
  const found = system === "Linux" ? linuxFacts(output) : {
    distribution: system === "Darwin" ? "MacOSX" : system,
    distribution_release: kernel,
    distribution_version: kernel_version,
  };
  const name = found.distribution;
  return { ...found, os_family: OS_FAMILIES.get(name ?? null) ?? name };
}

interface ReleaseFile {
  readonly path: string;
  readonly name: string;
  /** The file alone tells, whatever it says. */
  readonly isEnough?: true;
}

/** Where to look, in this order; the first file whose parser takes it counts. */
const RELEASE_FILES: readonly ReleaseFile[] = [
  { path: "/etc/altlinux-release", name: "Altlinux" },
  { path: "/etc/oracle-release", name: "OracleLinux" },
  { path: "/etc/slackware-version", name: "Slackware" },
  { path: "/etc/centos-release", name: "CentOS" },
  { path: "/etc/redhat-release", name: "RedHat" },
  { path: "/etc/vmware-release", name: "VMwareESX", isEnough: true },
  { path: "/etc/openwrt_release", name: "OpenWrt" },
  { path: "/etc/os-release", name: "Amazon" },
  { path: "/etc/system-release", name: "Amazon" },
  { path: "/etc/alpine-release", name: "Alpine" },
  { path: "/etc/arch-release", name: "Archlinux", isEnough: true },
  { path: "/etc/os-release", name: "Archlinux" },
  { path: "/etc/os-release", name: "SUSE" },
  { path: "/etc/SuSE-release", name: "SUSE" },
  { path: "/etc/gentoo-release", name: "Gentoo" },
  { path: "/etc/os-release", name: "Debian" },
  { path: "/etc/lsb-release", name: "Debian" },
  { path: "/etc/lsb-release", name: "Mandriva" },
  { path: "/etc/sourcemage-release", name: "SMGL" },
  { path: "/usr/lib/os-release", name: "ClearLinux" },
  { path: "/etc/coreos/update.conf", name: "Coreos" },
  { path: "/etc/os-release", name: "Flatcar" },
  { path: "/etc/os-release", name: "NA" },
];

function linuxFacts(output: FactsOutput): FactMap {
  const guess = guessed(output);
  for (const { path, name, isEnough } of RELEASE_FILES) {
    if (!output.exists(path)) continue;
    const where = {
      distribution: name,
      distribution_file_path: path,
      distribution_file_variety: name,
    };
    if (isEnough) return { ...guess, ...where };
    const text = output.file(path)?.replace(/^[\\'"]+|[\\'"]+$/g, "");
    const parse = RELEASE_PARSERS[name];
    const parsed = text === undefined ? undefined : parse?.({ name, text, path, output, guess });
    if (parsed !== undefined) {
      return { ...guess, ...where, distribution_file_parsed: true, ...parsed };
    }
  }
  return { ...guess };
}

/** What os-release says, which the distribution's own file may correct. */
function guessed(output: FactsOutput): ReleaseFacts {
  const { id, version, codename } = readRelease(output);
  const name = id.charAt(0).toUpperCase() + id.slice(1).toLowerCase();
  return {
    distribution: GUESSED_NAMES[name] ?? name,
    distribution_version: version || "NA",
    distribution_release: codename ?? "NA",
    distribution_major_version: version.split(".")[0] || "NA",
  };
}

const GUESSED_NAMES: Readonly<Record<string, string>> = {
  "": "OtherLinux",
  Amzn: "Amazon",
  Rhel: "Redhat",
};
