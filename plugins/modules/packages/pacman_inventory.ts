import { type CommandOutcome, ModuleFailure } from "../../../lib/plugin/sdk.ts";
import type { PacmanProgram } from "./pacman_program.ts";

/** What pacman has and could have, by name. */
export interface PacmanInventory {
  /** Versions. */
  readonly installed: ReadonlyMap<string, string>;
  readonly available: ReadonlySet<string>;
  /** Members of groups. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly upgradable: ReadonlyMap<string, { readonly current: string; readonly latest: string }>;
  readonly reasons: ReadonlyMap<string, "explicit" | "dependency">;
}

/** @returns What there is, in one round trip. */
export async function takePacmanInventory(program: PacmanProgram): Promise<PacmanInventory> {
  const outcomes = await program.ask(["-Q"], ["-Sl"], ["-Sgg"], ["-Qu"], ["-Qe"], ["-Qd"]);
  const [installed, available, groups, upgrades, explicit, dependencies] = outcomes;
  requireSuccess(installed);
  requireSuccess(available);
  const members = new Map<string, string[]>();
  for (const [group = "", name = ""] of rows(groups)) {
    members.set(group, [...members.get(group) ?? [], name]);
  }
  return {
    installed: new Map(rows(installed).map(([name = "", version = ""]) => [name, version])),
    available: new Set(rows(available).map(([, name = ""]) => name)),
    groups: members,
    upgradable: new Map(
      rows(upgrades).filter((words) => !words.includes("[ignored]"))
        .map(([name = "", current = "", , latest = ""]) => [name, { current, latest }]),
    ),
    reasons: new Map([
      ...rows(explicit).map(([name = ""]) => [name, "explicit"] as const),
      ...rows(dependencies).map(([name = ""]) => [name, "dependency"] as const),
    ]),
  };
}

/** pacman also fails where a list is empty, which is none of a failure. */
function requireSuccess(outcome: CommandOutcome | undefined): void {
  if (outcome === undefined || outcome.exitCode === 0 || outcome.stdout === "") return;
  throw new ModuleFailure(outcome.stderr.trimEnd(), { command: outcome });
}

function rows(outcome: CommandOutcome | undefined): readonly (readonly string[])[] {
  return (outcome?.stdout ?? "").split("\n").map((line) => line.trim())
    .filter((line) => line !== "").map((line) => line.split(/\s+/));
}
