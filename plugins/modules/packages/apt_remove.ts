import { ModuleFailure, type ModuleResult, type Target } from "../../../lib/plugin/sdk.ts";
import { aptCommand, packageDiff, quoted, runApt, wordIf } from "./apt_command.ts";
import type { AptOptions } from "./apt_options.ts";
import { expandNames, isWantedVersion, takeInventory } from "./apt_status.ts";

/** Removes packages that are there; with `purge` also what they left behind. */
export async function removePackages(
  target: Target,
  options: AptOptions,
): Promise<ModuleResult> {
  const specs = await expandNames(target, options.packages);
  const { packages: installed } = await takeInventory(
    target,
    specs.map(({ name }) => name),
  );
  const words = specs.filter((spec) => {
    const own = installed.get(spec.name);
    if (own === undefined) return false;
    const isThere = own.isInstalled && isWantedVersion(spec, own.version);
    return isThere || (options.purge && own.hasFiles);
  }).map(({ text }) => text);
  if (words.length === 0) return {};
  const packages = quoted(words);
  const command = aptCommand(options, [
    "-q",
    wordIf(options.purge, "--purge"),
    wordIf(options.force, "--force-yes"),
    wordIf(options.autoremove, "--auto-remove"),
    wordIf(options.checkMode, "--simulate"),
    "remove",
    packages,
  ]);
  const shown = words.map((word) => `'${word}'`).join(" ");
  return {
    changed: true,
    ...await run(target, options, { ...command, text: `remove ${shown}` }),
  };
}

/** What says that a clean-up has done something. */
const CLEANED = {
  autoremove: "The following packages will be REMOVED",
  // Such as "Del python3-q 2.4-1 [24 kB]".
  autoclean: "Del ",
} as const;

/** Removes what no package needs any more, or package files that cannot be fetched any more. */
export async function cleanUp(
  target: Target,
  options: AptOptions,
  operation: keyof typeof CLEANED,
): Promise<ModuleResult> {
  const command = aptCommand(options, [
    wordIf(options.purge, "--purge"),
    wordIf(options.force, "--force-yes"),
    operation,
    wordIf(options.checkMode, "--simulate"),
  ]);
  const result = await run(target, options, { ...command, text: operation });
  const stdout = result.result?.["stdout"];
  return {
    changed: typeof stdout === "string" && stdout.includes(CLEANED[operation]),
    ...result,
  };
}

async function run(
  target: Target,
  options: AptOptions,
  command: { readonly argv: readonly string[]; readonly text: string },
): Promise<ModuleResult> {
  const [outcome] = await runApt(target, command, { options });
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  if (exitCode !== 0) {
    throw new ModuleFailure(`'apt-get ${command.text}' failed: ${stderr}`, {
      result: { stdout, stderr, rc: exitCode },
    });
  }
  return {
    result: { stdout, stderr },
    ...(options.diff ? { diff: [{ prepared: packageDiff(stdout) }] } : {}),
  };
}
