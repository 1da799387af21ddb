import type { CommandOutcome, ProbeCommand } from "../../../lib/plugin/sdk.ts";
import { compareRpmPackages, type RpmPackage } from "./rpm_version.ts";

const FORMAT = "%{NAME}\t%{EPOCHNUM}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\n";

/** @returns The probe of all that is installed below `root`. */
export function installedProbe(root: string): ProbeCommand {
  return { argv: ["rpm", ...(root === "/" ? [] : ["--root", root]), "-qa", "--qf", FORMAT] };
}

/** @returns The probe of what a package file of the target holds. */
export function packageFileProbe(file: string): ProbeCommand {
  return { argv: ["rpm", "-qp", "--qf", FORMAT, file] };
}

/** @returns The packages that one of the probes found. */
export function parseRpmPackages(outcome: CommandOutcome | undefined): readonly RpmPackage[] {
  return (outcome?.stdout ?? "").split("\n").flatMap((line) => {
    const [name = "", epoch = "", version = "", release = "", arch] = line.split("\t");
    return arch === undefined ? [] : [{ name, epoch, version, release, arch }];
  });
}

/** @returns Whether a package of this name, with or without version and architecture, is there. */
export function isRpmInstalled(spec: string, installed: readonly RpmPackage[]): boolean {
  return installed.some(({ name, epoch, version, release, arch }) =>
    ["", `-${version}`, `-${version}-${release}`, `-${epoch}:${version}-${release}`].some((
      suffix,
    ) => spec === `${name}${suffix}` || spec === `${name}${suffix}.${arch}`)
  );
}

/** @returns Whether something newer is installed than `spec`, which has version and release. */
export function isNewerInstalled(spec: string, installed: readonly RpmPackage[]): boolean {
  const wanted = /^(\S+)-(?:(\d*):)?([^-:]+)-(~?\w[\w.+~^]*)$/.exec(spec);
  if (wanted === null) return false;
  const [, name = "", epoch = "", version = "", rest = ""] = wanted;
  return installed.some((own) => {
    if (own.name !== name) return false;
    const release = rest.endsWith(`.${own.arch}`) ? rest.slice(0, -own.arch.length - 1) : rest;
    return compareRpmPackages(own, { epoch: epoch || "0", version, release }) > 0;
  });
}
