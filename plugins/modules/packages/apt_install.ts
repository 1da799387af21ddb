import {
  type CommandOutcome,
  ModuleFailure,
  type ModuleResult,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import type { CacheOutcome } from "./apt_cache.ts";
import {
  APT_ENVIRONMENT,
  aptCommand,
  type AptWord,
  ENGLISH,
  packageDiff,
  quoted,
  runApt,
  wordIf,
} from "./apt_command.ts";
import type { AptOptions } from "./apt_options.ts";
import {
  type AvailablePackage,
  availablePackages,
  bestVersion,
  expandNames,
  type InstalledPackage,
  isWantedVersion,
  type PackageSpec,
  takeInventory,
} from "./apt_status.ts";

/** What apt-get says when it has nothing to do. */
export const NOTHING_DONE = "\n0 upgraded, 0 newly installed";

/**
 * Installs packages, or what they need to be built, unless they are as asked for.
 *
 * @param cache What became of the lists if they were asked for; part of the result.
 */
export async function installPackages(
  target: Target,
  options: AptOptions,
  cache: CacheOutcome | undefined,
): Promise<ModuleResult> {
  const specs = await expandNames(target, options.packages);
  const names = [...new Set(specs.map(({ name }) => name))];
  const inventory = await takeInventory(target, names);
  const described = {
    cache_updated: cache?.isUpdated ?? false,
    cache_update_time: cache?.time ?? inventory.cacheTime,
  };
  try {
    const done = await install(target, options, {
      specs,
      installed: inventory.packages,
    });
    return { ...done, result: { ...done.result, ...described } };
  } catch (error) {
    // Ansible says nothing of the lists where it does not know the package at all.
    if (
      !(error instanceof ModuleFailure) || /^No package/.test(error.message)
    ) throw error;
    const { result, ...rest } = error.result;
    throw new ModuleFailure(
      error.message,
      { ...rest, result: { ...result, ...described } },
      { cause: error },
    );
  }
}

interface Known {
  readonly specs: readonly PackageSpec[];
  readonly installed: ReadonlyMap<string, InstalledPackage>;
}

async function install(
  target: Target,
  options: AptOptions,
  { specs, installed }: Known,
): Promise<ModuleResult> {
  if (options.state === "build-dep") {
    const words = specs.map(({ text }) => text);
    return words.length === 0 ? {} : await buildDependencies(target, options, words);
  }
  const words = await wordsToInstall(target, options, { specs, installed });
  const manual = [...new Set(specs.map(({ name }) => name))]
    .filter((name) => installed.get(name)?.isAutomatic);
  const mark = {
    argv: ["apt-mark", "manual", ...manual],
    env: APT_ENVIRONMENT,
  };
  if (words.length === 0) {
    if (manual.length > 0) requireMarked(await target.apply(mark), manual);
    return {};
  }
  const command = aptCommand(options, [
    wordIf(options.onlyUpgrade, "--only-upgrade"),
    wordIf(options.state === "fixed", "--fix-broken"),
    wordIf(options.force, "--force-yes"),
    wordIf(options.autoremove, "--auto-remove"),
    wordIf(options.failOnAutoremove, "--no-remove"),
    wordIf(options.checkMode, "--simulate"),
    "install",
    quoted(words),
    ...trailing(options),
  ]);
  const more = manual.length === 0 ? [] : [mark];
  const [outcome, marked] = await runApt(target, command, { options, more });
  const result = finished(outcome, { text: command.text, options });
  if (marked !== undefined) requireMarked([marked], manual);
  return { changed: true, ...result };
}

/**
 * @returns What apt-get printed, for the result.
 * @throws {ModuleFailure} If it failed.
 */
export function finished(
  outcome: CommandOutcome | undefined,
  { text, options }: { readonly text: string; readonly options: AptOptions },
): ModuleResult {
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  if (exitCode !== 0) {
    throw new ModuleFailure(`'${text}' failed: ${stderr}`, {
      result: { stdout, stderr, rc: exitCode },
    });
  }
  return {
    result: { stdout, stderr },
    ...(options.diff ? { diff: [{ prepared: packageDiff(stdout) }] } : {}),
  };
}

/** Options that come after the packages; Ansible's messages show no gaps for them. */
export function trailing(options: AptOptions): AptWord[] {
  const { defaultRelease: release, installRecommends } = options;
  const recommends = `APT::Install-Recommends=${installRecommends ? "yes" : "no"}`;
  return [
    ...(release === undefined ? [] : [{ argv: ["-t", release], text: `-t '${release}'` }]),
    ...(installRecommends === undefined ? [] : [`-o ${recommends}`]),
    ...(options.allowUnauthenticated ? ["--allow-unauthenticated"] : []),
    ...(options.allowDowngrade ? ["--allow-downgrades"] : []),
    ...(options.allowChangeHeld ? ["--allow-change-held-packages"] : []),
  ];
}

async function buildDependencies(
  target: Target,
  options: AptOptions,
  packages: readonly string[],
): Promise<ModuleResult> {
  const command = aptCommand(options, [
    wordIf(options.onlyUpgrade, "--only-upgrade"),
    "",
    wordIf(options.force, "--force-yes"),
    wordIf(options.failOnAutoremove, "--no-remove"),
    wordIf(options.checkMode, "--simulate"),
    "build-dep",
    quoted(packages),
    ...trailing(options),
  ]);
  const [outcome] = await runApt(target, command, { options });
  const result = finished(outcome, { text: command.text, options });
  return { changed: !outcome?.stdout.includes(NOTHING_DONE), ...result };
}

/** Asks apt only about packages that dpkg's own list does not settle. */
async function wordsToInstall(
  target: Target,
  options: AptOptions,
  { specs, installed }: Known,
): Promise<string[]> {
  const isLatest = options.state === "latest";
  const open = specs.filter((spec) =>
    isLatest || spec.comparison === "=" ||
    !isSettled(spec, installed.get(spec.name))
  );
  const names = open.map(({ name }) => name);
  const available = await availablePackages(
    target,
    names,
    options.defaultRelease,
  );
  const words: string[] = [];
  for (const spec of open) {
    const own = installed.get(spec.name);
    const offered = available.get(spec.name);
    const word = offered === undefined || offered.versions.length === 0
      ? await virtualWord(target, spec, options)
      : wordFor(spec, { own, offered, options });
    if (word !== undefined) words.push(word);
  }
  return words;
}

function isSettled(
  spec: PackageSpec,
  own: InstalledPackage | undefined,
): boolean {
  return own !== undefined && own.isInstalled &&
    isWantedVersion(spec, own.version);
}

function wordFor(
  spec: PackageSpec,
  { own, offered, options }: {
    readonly own: InstalledPackage | undefined;
    readonly offered: AvailablePackage;
    readonly options: AptOptions;
  },
): string | undefined {
  const { name, version, comparison } = spec;
  const isInstalled = own?.isInstalled ?? false;
  if (!isInstalled && options.onlyUpgrade) return undefined;
  const best = bestVersion(spec, offered);
  const isRight = isInstalled && own !== undefined &&
    isWantedVersion(spec, own.version);
  const isOther = best !== undefined && (!isInstalled || best !== own?.version);
  const installable = isOther && (!isInstalled || isWantedVersion(spec, best)) ? best : undefined;
  if (!isRight && installable === undefined) {
    throw new ModuleFailure(
      `no available installation candidate for ${spec.text}`,
    );
  }
  if (installable === undefined) return undefined;
  if (!isInstalled || options.state === "latest" || !isRight) {
    return `${name}=${installable}`;
  }
  // Ansible hands the pattern on when both the installed and a newer version match it.
  return comparison === "=" ? `${name}=${version}` : undefined;
}

/** A name that packages provide is left to apt-get, unless its only provider is installed. */
async function virtualWord(
  target: Target,
  { name, version }: PackageSpec,
  options: AptOptions,
): Promise<string | undefined> {
  const [show] = await target.probe({
    argv: ["apt-cache", "showpkg", name],
    env: ENGLISH,
  });
  const [, list = ""] = (show?.stdout ?? "").split("Reverse Provides: \n");
  const providers = [
    ...new Set(list.split("\n").map((line) => line.split(" ")[0] ?? "")),
  ]
    .filter((provider) => provider !== "");
  if (providers.length === 0) {
    throw new ModuleFailure(`No package matching '${name}' is available`);
  }
  if (providers.length === 1) {
    const { packages } = await takeInventory(target, providers);
    if (packages.get(providers[0] ?? "")?.isInstalled) return undefined;
  }
  if (options.onlyUpgrade) return undefined;
  return version === undefined ? name : `${name}=${version}`;
}

function requireMarked(
  outcomes: readonly CommandOutcome[],
  names: readonly string[],
): void {
  const [outcome] = outcomes;
  if (outcome === undefined || outcome.exitCode === 0) return;
  const { exitCode, stdout, stderr } = outcome;
  throw new ModuleFailure(
    `'/usr/bin/apt-mark manual ${names.join(" ")}' failed: ${stderr}`,
    {
      result: { stdout, stderr, rc: exitCode },
    },
  );
}
