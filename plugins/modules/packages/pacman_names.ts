import { ModuleFailure } from "../../../lib/plugin/sdk.ts";
import type { PacmanInventory } from "./pacman_inventory.ts";
import type { PacmanOptions, PacmanProgram } from "./pacman_program.ts";

/** A package that a task names. */
export interface NamedPackage {
  readonly name: string;
  /** What pacman is told. */
  readonly source: string;
  readonly isFile: boolean;
}

/**
 * @returns The packages that a task means: members of groups, and what files and addresses hold.
 * @throws {ModuleFailure} If pacman knows nothing of a name; one that is to be absent is left out.
 */
export async function namedPackages(
  program: PacmanProgram,
  { names, state }: PacmanOptions,
  { groups, available, installed }: PacmanInventory,
): Promise<readonly NamedPackage[]> {
  const found: NamedPackage[] = [];
  for (const name of names.filter((one) => one !== "")) {
    const members = groups.get(name) ??
      (available.has(name) || installed.has(name) ? [name] : undefined);
    if (members !== undefined) {
      found.push(...members.map((one) => ({ name: one, source: one, isFile: false })));
      continue;
    }
    const other = await ask(program, name);
    if ("name" in other) found.push(other);
    else if (state !== "absent") throw other.failure;
  }
  return found;
}

/** `repository/name`, or a file or an address. */
async function ask(
  program: PacmanProgram,
  source: string,
): Promise<NamedPackage | { readonly failure: ModuleFailure }> {
  const [ofRepository] = await program.ask(["-Sp", "--print-format", "%n", source]);
  if (ofRepository?.exitCode === 0) {
    return { name: ofRepository.stdout.trim(), source, isFile: false };
  }
  const words = ["-Up", "--print-format", "%n", source];
  const [ofFile] = await program.ask(words);
  if (ofFile?.exitCode === 0) {
    return { name: ofFile.stdout.trimEnd().split("\n").at(-1)?.trim() ?? "", source, isFile: true };
  }
  const cmd = [program.path, "--upgrade", ...words.slice(1)];
  const { exitCode = -1, stdout = "", stderr = "" } = ofFile ?? {};
  const result = { cmd, rc: exitCode, stdout, stderr };
  return { failure: new ModuleFailure(`Failed to list package ${source}`, { result }) };
}
