import type { CommandOutcome, ModuleResult } from "../../../lib/plugin/sdk.ts";
import type { PacmanInventory } from "./pacman_inventory.ts";
import { type NamedPackage, namedPackages } from "./pacman_names.ts";
import type { PacmanOptions, PacmanProgram } from "./pacman_program.ts";

/** Installs what is missing, upgrades it if it is to be the latest, and sets reasons. */
export async function installWithPacman(
  program: PacmanProgram,
  options: PacmanOptions,
  inventory: PacmanInventory,
): Promise<ModuleResult> {
  const named = await namedPackages(program, options, inventory);
  const reasoned = named.map(({ name }) => name).filter((name) =>
    isReasonWrong(name, options, inventory)
  );
  // pacman itself decides on files.
  const groups = [
    { verb: "--sync", simulation: "-Sp", packages: named.filter(isWanted(options, inventory)) },
    { verb: "--upgrade", simulation: "-Up", packages: named.filter(({ isFile }) => isFile) },
  ].filter(({ packages }) => packages.length > 0);
  const planned: PlannedPackage[] = [];
  for (const group of groups) planned.push(...await simulate(program, options, group));
  if (planned.length === 0 && reasoned.length === 0) {
    return { result: { msg: "package(s) already installed", packages: [] } };
  }
  const names = planned.map(({ name }) => name);
  const packages = [...names, ...reasoned.filter((name) => !names.includes(name))].sort();
  const diff = [diffOf(planned, { inventory, reasoned, reason: options.reason })];
  if (options.checkMode) {
    const msg = `Would have installed ${packages.length} packages`;
    return { changed: true, diff, result: { msg, packages } };
  }
  const outcomes: CommandOutcome[] = [];
  for (const { verb, packages: wanted } of groups) {
    const words = [...baseOf(options), verb, ...wanted.map(({ source }) => source)];
    outcomes.push(await program.run(words, "Failed to install package(s)"));
  }
  if (reasoned.length > 0) {
    const flag = options.reason === "dependency" ? "--asdeps" : "--asexplicit";
    const words = ["--noconfirm", "--database", flag, ...reasoned];
    outcomes.push(await program.run(words, "Failed to install package(s)"));
  }
  const msg = `Installed ${packages.length} package(s)`;
  return { changed: true, diff, result: { msg, packages, ...printed(outcomes) } };
}

interface PlannedPackage {
  readonly name: string;
  readonly version: string;
}

interface Group {
  readonly simulation: string;
  readonly packages: readonly NamedPackage[];
}

function isReasonWrong(
  name: string,
  { reason, isReasonForAll }: PacmanOptions,
  { reasons }: PacmanInventory,
): boolean {
  if (reason === undefined) return false;
  return !reasons.has(name) || (isReasonForAll && reasons.get(name) !== reason);
}

function isWanted(
  { state }: PacmanOptions,
  { installed, upgradable }: PacmanInventory,
): (named: NamedPackage) => boolean {
  return ({ name, isFile }) =>
    !isFile && (!installed.has(name) || (state === "latest" && upgradable.has(name)));
}

function baseOf({ extra }: PacmanOptions): readonly string[] {
  return ["--noconfirm", "--noprogressbar", "--needed", ...extra];
}

async function simulate(
  program: PacmanProgram,
  options: PacmanOptions,
  { simulation, packages }: Group,
): Promise<readonly PlannedPackage[]> {
  const sources = packages.map(({ source }) => source);
  const words = [simulation, ...baseOf(options), "--print-format", "%n %v", ...sources];
  const [outcome] = await program.ask(words);
  if (outcome === undefined) throw new Error("Cannot ask pacman: the host gave no answer");
  if (outcome.exitCode !== 0) {
    throw program.failure("Failed to list package(s) to install", words, outcome);
  }
  return outcome.stdout.split("\n").flatMap((line) => {
    if (/loading packages|there is nothing to do/.test(line)) return [];
    const [name, version] = line.trim().split(/\s+/);
    return name === undefined || version === undefined ? [] : [{ name, version }];
  });
}

function diffOf(
  planned: readonly PlannedPackage[],
  { inventory: { installed, reasons }, reasoned, reason }: {
    readonly inventory: PacmanInventory;
    readonly reasoned: readonly string[];
    readonly reason: string | undefined;
  },
) {
  const lines = (texts: readonly string[]) => [...texts].sort().map((text) => `${text}\n`).join("");
  const before = planned.filter(({ name }) => installed.has(name))
    .map(({ name }) => `${name}-${installed.get(name)}-${reasons.get(name)}`);
  const after = planned.map(({ name, version }) => {
    const why = reasoned.includes(name) ? reason : reasons.get(name);
    return `${name}-${version}${why === undefined ? "" : `-${why}`}`;
  });
  return { before: lines(before), after: lines(after) };
}

function printed(outcomes: readonly CommandOutcome[]) {
  const text = (key: "stdout" | "stderr") =>
    outcomes.map((outcome) => outcome[key]).filter((part) => part !== "").join("\n");
  const [stdout, stderr] = [text("stdout"), text("stderr")];
  return { ...(stdout === "" ? {} : { stdout }), ...(stderr === "" ? {} : { stderr }) };
}
