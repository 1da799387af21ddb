import { ModuleFailure, type Target } from "../../../lib/plugin/sdk.ts";
import type { DnfOptions } from "./dnf_options.ts";
import {
  isNewerInstalled,
  isRpmInstalled,
  packageFileProbe,
  parseRpmPackages,
} from "./rpm_inventory.ts";
import { compareRpmPackages, type RpmPackage } from "./rpm_version.ts";

/** What DNF is to be told. */
export interface DnfPlan {
  /** A subcommand with its operands each; they are carried out in order. */
  readonly steps: readonly (readonly string[])[];
  /** What the result says of names that nothing is done for, and of files. */
  readonly notes: readonly string[];
  /** Without `@`. */
  readonly groups: readonly string[];
  /** Patterns that may remove nothing. */
  readonly globs: readonly string[];
}

/** @returns What has to be done so that the packages are as asked for. */
export async function planDnf(
  target: Target,
  options: DnfOptions,
  known: readonly RpmPackage[],
): Promise<DnfPlan> {
  const { names, state } = options;
  if (state === "latest" && names.length === 1 && names[0] === "*") {
    return { steps: [["upgrade"]], notes: [], groups: [], globs: [] };
  }
  const operands = sorted(names);
  return state === "absent"
    ? removal(options, operands)
    : await presence(target, options, { operands, known });
}

interface Operands {
  /** Package files, by path or address. */
  readonly files: readonly string[];
  readonly groups: readonly string[];
  readonly packages: readonly string[];
}

function sorted(names: readonly string[]): Operands {
  const isFile = (name: string) => name.includes("://") || name.endsWith(".rpm");
  const isGroup = (name: string) => !isFile(name) && name.startsWith("@");
  return {
    files: names.filter(isFile),
    groups: names.filter(isGroup).map((name) => name.slice(1).trim()),
    packages: names.filter((name) => !isFile(name) && !isGroup(name)),
  };
}

function removal({ isAutoremove }: DnfOptions, { files, groups, packages }: Operands): DnfPlan {
  if (files.length > 0) {
    throw new ModuleFailure("Cannot remove paths -- please specify package name.", {
      result: { results: [] },
    });
  }
  const words = [...groups.map((group) => `@${group}`), ...packages];
  return {
    steps: [
      ...(words.length === 0 ? [] : [["remove", ...words]]),
      ...(isAutoremove ? [["autoremove"]] : []),
    ],
    notes: [],
    groups,
    globs: packages.filter((name) => name.includes("*")),
  };
}

async function presence(
  target: Target,
  options: DnfOptions,
  { operands, known }: {
    readonly operands: Operands;
    readonly known: readonly RpmPackage[];
  },
): Promise<DnfPlan> {
  const { state, isUpdateOnly } = options;
  const { files, groups, packages } = operands;
  const install = groups.map((group) => `@${group}`);
  const upgrade: string[] = [];
  const notes = files.map((file) => `Installed ${file}`);
  for (const file of await wantedFiles(target, options, { files, known })) install.push(file);
  for (const spec of packages) {
    const isThere = isRpmInstalled(spec, known);
    if (isUpdateOnly && !isThere) {
      notes.push(`Packages providing ${spec} not installed due to update_only specified`);
    } else if (isUpdateOnly || (isThere && state === "latest")) upgrade.push(spec);
    else if (!isThere && (options.mayDowngrade || !isNewerInstalled(spec, known))) {
      install.push(spec);
    }
  }
  return {
    steps: [
      ...(upgrade.length === 0 ? [] : [["upgrade", ...upgrade]]),
      ...(install.length === 0 ? [] : [["install", ...install]]),
    ],
    notes,
    groups,
    globs: [],
  };
}

/** Those that are not older than what is installed; what is at an address is not known before. */
async function wantedFiles(
  target: Target,
  { mayDowngrade }: DnfOptions,
  { files, known }: { readonly files: readonly string[]; readonly known: readonly RpmPackage[] },
): Promise<readonly string[]> {
  if (mayDowngrade) return files;
  const local = files.filter((file) => !file.includes("://"));
  const outcomes = await target.probe(...local.map(packageFileProbe));
  const isOlder = (file: string) => {
    const [offered] = parseRpmPackages(outcomes[local.indexOf(file)]);
    return offered !== undefined &&
      known.some((own) => own.name === offered.name && compareRpmPackages(own, offered) > 0);
  };
  return files.filter((file) => file.includes("://") || !isOlder(file));
}
