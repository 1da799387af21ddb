import type { ModuleCall, ModuleResult, Target } from "../../../lib/plugin/sdk.ts";
import { installWithPacman } from "./pacman_install.ts";
import { type PacmanInventory, takePacmanInventory } from "./pacman_inventory.ts";
import { namedPackages } from "./pacman_names.ts";
import {
  findPacman,
  type PacmanOptions,
  type PacmanProgram,
  readPacmanOptions,
} from "./pacman_program.ts";

/** Manages packages of Arch Linux. Behaves as community.general.pacman. */
export async function pacman(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const options = readPacmanOptions(call);
  const program = await findPacman(call, target);
  const updated = options.isUpdate ? await update(program, options) : undefined;
  if (updated !== undefined && options.names.length === 0 && !options.isUpgrade) return updated;
  const inventory = await takePacmanInventory(program);
  const done = options.isUpgrade
    ? await upgrade(program, options, inventory)
    : options.state === "absent"
    ? await remove(program, options, inventory)
    : await installWithPacman(program, options, inventory);
  return updated === undefined ? done : joined(updated, done);
}

/** Texts of both, one below the other. */
function joined(first: ModuleResult, second: ModuleResult): ModuleResult {
  const texts = ["msg", "stdout", "stderr"].flatMap((key) => {
    const parts = [first.result?.[key], second.result?.[key]].filter((part) => part !== undefined);
    return parts.length === 0 ? [] : [[key, parts.join("\n")] as const];
  });
  return {
    ...second,
    changed: Boolean(first.changed) || Boolean(second.changed),
    result: { ...first.result, ...second.result, ...Object.fromEntries(texts) },
  };
}

async function update(
  program: PacmanProgram,
  { checkMode, updateExtra, isForced }: PacmanOptions,
): Promise<ModuleResult> {
  if (checkMode) {
    const msg = "Would have updated the package db";
    return { changed: true, result: { msg, cache_updated: true } };
  }
  const list = async () => (await program.ask(["-Sl"]))[0]?.stdout.split("\n").sort().join("\n");
  const words = ["--sync", "--refresh", ...updateExtra, ...(isForced ? ["--refresh"] : [])];
  const before = isForced ? undefined : await list();
  const outcome = await program.run(words, "could not update package db");
  const isUpdated = isForced || before !== await list();
  return {
    changed: isUpdated,
    result: { msg: "Updated package db", cache_updated: isUpdated, ...printed(outcome) },
  };
}

/** What is empty is not told. */
function printed({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) {
  return { ...(stdout === "" ? {} : { stdout }), ...(stderr === "" ? {} : { stderr }) };
}

async function upgrade(
  program: PacmanProgram,
  { checkMode, upgradeExtra }: PacmanOptions,
  { upgradable }: PacmanInventory,
): Promise<ModuleResult> {
  if (upgradable.size === 0) return { result: { msg: "Nothing to upgrade" } };
  const packages = [...upgradable.keys()];
  const lines = (key: "current" | "latest") =>
    [...upgradable].map(([name, versions]) => `${name}-${versions[key]}\n`).join("");
  const diff = [{ before: lines("current"), after: lines("latest") }];
  if (checkMode) {
    const msg = `${packages.length} packages would have been upgraded`;
    return { changed: true, diff, result: { msg, packages } };
  }
  const words = ["--sync", "--sysupgrade", "--quiet", "--noconfirm", ...upgradeExtra];
  const outcome = await program.run(words, "Could not upgrade");
  return { changed: true, diff, result: { msg: "System upgraded", packages, ...printed(outcome) } };
}

async function remove(
  program: PacmanProgram,
  options: PacmanOptions,
  inventory: PacmanInventory,
): Promise<ModuleResult> {
  const names = (await namedPackages(program, options, inventory)).map(({ name }) => name)
    .filter((name) => inventory.installed.has(name));
  if (names.length === 0) return { result: { msg: "package(s) already absent", packages: [] } };
  const base = [
    ...["--noconfirm", "--noprogressbar", ...options.extra],
    ...(options.isForced ? ["--nodeps", "--nodeps"] : []),
  ];
  const question = ["-Rp", ...base, "--print-format", "%n-%v", ...names];
  const [listed] = await program.ask(question);
  if (listed === undefined) throw new Error("Cannot ask pacman: the host gave no answer");
  if (listed.exitCode !== 0) {
    throw program.failure("failed to list package(s) to remove", question, listed);
  }
  const packages = listed.stdout.split(/\s+/).filter((word) => word !== "");
  const diff = [{ before: `${packages.join("\n")}\n`, after: "" }];
  if (options.checkMode) {
    const msg = `Would have removed ${packages.length} packages`;
    return { changed: true, diff, result: { msg, packages } };
  }
  const nosave = options.isConfigurationRemoved ? ["--nosave"] : [];
  const words = ["--remove", ...base, ...nosave, ...names];
  const outcome = await program.run(words, "failed to remove package(s)");
  const msg = `Removed ${packages.length} package(s)`;
  return { changed: true, diff, result: { msg, packages, ...printed(outcome) } };
}
