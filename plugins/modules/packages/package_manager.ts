import {
  type CommandOutcome,
  ModuleFailure,
  type ModuleResult,
  type ProbeCommand,
  type Target,
} from "../../../lib/plugin/sdk.ts";

/** How a package manager is spoken to. */
export interface PackageManager {
  /** A probe that succeeds if a package is installed. */
  query(name: string): readonly string[];
  readonly install: readonly string[];
  /** Installs what is missing and upgrades the rest. */
  readonly upgrade: readonly string[];
  readonly remove: readonly string[];
  /** What it prints when an upgrade had nothing to do. */
  readonly nothing: RegExp;
}

const rpm = (name: string) => ["rpm", "-q", "--whatprovides", name];

/** By the names of the fact `pkg_mgr`: those without a module of their own. */
export const PACKAGE_MANAGERS: ReadonlyMap<string, PackageManager> = new Map([
  ["zypper", {
    query: rpm,
    install: ["zypper", "--non-interactive", "install"],
    upgrade: ["zypper", "--non-interactive", "update"],
    remove: ["zypper", "--non-interactive", "remove"],
    nothing: /^Nothing to do\.$/m,
  }],
]);

/** What is asked for. */
export interface PackageRequest {
  readonly names: readonly string[];
  readonly state: string;
  readonly checkMode: boolean;
}

/** Installs or removes packages that are not as asked for. */
export async function managePackages(
  target: Target,
  manager: PackageManager,
  { names, state, checkMode }: PackageRequest,
): Promise<ModuleResult> {
  const questions: ProbeCommand[] = names.map((name) => ({
    argv: manager.query(name),
  }));
  const outcomes = await target.probe(...questions);
  const present = names.filter((_, i) => outcomes[i]?.exitCode === 0);
  const missing = names.filter((name) => !present.includes(name));
  switch (state) {
    case "absent":
    case "removed":
      return await act(target, manager.remove, { names: present, checkMode });
    case "present":
    case "installed":
      return await act(target, manager.install, { names: missing, checkMode });
    case "latest":
      return await upgrade(target, manager, { present, missing, checkMode });
    default:
      throw new ModuleFailure(
        `value of state must be one of: absent, installed, latest, present, removed, got: ${state}`,
      );
  }
}

async function act(
  target: Target,
  command: readonly string[],
  { names, checkMode }: {
    readonly names: readonly string[];
    readonly checkMode: boolean;
  },
): Promise<ModuleResult> {
  if (names.length === 0) return { result: { msg: "Nothing to do" } };
  if (checkMode) return { changed: true };
  const [outcome] = await target.apply({ argv: [...command, ...names] });
  return { changed: true, result: requireSuccess(outcome) };
}

async function upgrade(
  target: Target,
  manager: PackageManager,
  { present, missing, checkMode }: {
    readonly present: readonly string[];
    readonly missing: readonly string[];
    readonly checkMode: boolean;
  },
): Promise<ModuleResult> {
  if (checkMode && missing.length > 0) return { changed: true };
  if (checkMode) {
    // Only an upgrade itself can tell whether there is something newer.
    return {
      skipped: true,
      result: { msg: "Cannot tell in check mode whether there is an upgrade" },
    };
  }
  const outcomes = await target.apply(
    ...(missing.length === 0 ? [] : [{ argv: [...manager.install, ...missing] }]),
    ...(present.length === 0 ? [] : [{ argv: [...manager.upgrade, ...present] }]),
  );
  const results = outcomes.map(requireSuccess);
  const isIdle = missing.length === 0 &&
    outcomes.every(({ stdout, stderr }) => manager.nothing.test(stdout + stderr));
  const text = (key: "stdout" | "stderr") => results.map((result) => result[key]).join("");
  return {
    changed: !isIdle,
    result: { rc: 0, stdout: text("stdout"), stderr: text("stderr") },
  };
}

function requireSuccess(outcome: CommandOutcome | undefined) {
  const { exitCode = -1, stdout = "", stderr = "" } = outcome ?? {};
  const result = { rc: exitCode, stdout, stderr };
  if (exitCode !== 0) {
    throw new ModuleFailure(stderr.trim() || stdout.trim(), { result });
  }
  return result;
}
