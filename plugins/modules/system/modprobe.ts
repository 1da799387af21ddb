import {
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  str,
  type Target,
} from "../../../lib/plugin/sdk.ts";
import { programPaths, programProbes, requireProgram } from "../shared/program_paths.ts";
import { splitWords } from "../shared/split_words.ts";
import { keepModule } from "./modprobe_files.ts";

/** Loads or unloads a module of the kernel. Behaves as community.general.modprobe. */
export async function modprobe(call: ModuleCall, target: Target): Promise<ModuleResult> {
  const { args, checkMode } = call;
  const name = str(args, "name");
  const params = str(args, "params");
  const state = str(args, "state");
  const result = { name, params, state };
  const program = await programOf(target);
  const isLoaded = await findLoaded(target, name);
  let changed = false;
  if (state === "present" && !isLoaded) {
    await run(target, [program, name, ...splitWords(params)], result);
    changed = checkMode || await findLoaded(target, name);
    if (!changed) await warnOf(call, target, [program, name, ...splitWords(params)]);
  } else if (state === "absent" && isLoaded) {
    await run(target, [program, "-r", name], result);
    changed = true;
  }
  const persistent = str(args, "persistent");
  const isKept = persistent !== "disabled" &&
    await keepModule(target, { name, params, persistent });
  return { changed: changed || isKept, result };
}

async function programOf(target: Target): Promise<string> {
  const outcomes = await target.probe(...programProbes(["modprobe"]));
  return requireProgram(programPaths(["modprobe"], outcomes), "modprobe");
}

/** Modules that are built in count as loaded. */
async function findLoaded(target: Target, name: string): Promise<boolean> {
  const [loaded, release] = await target.probe(
    { argv: ["cat", "/proc/modules"] },
    { argv: ["uname", "-r"] },
  );
  if (loaded?.exitCode !== 0) throw new ModuleFailure(loaded?.stderr.trim() ?? "");
  const start = `${name.replaceAll("-", "_")} `;
  if (loaded.stdout.split("\n").some((line) => line.startsWith(start))) return true;
  const path = `/lib/modules/${release?.stdout.trim()}/modules.builtin`;
  const [builtin] = await target.probe({ argv: ["cat", path] });
  if (builtin?.exitCode !== 0) {
    throw new ModuleFailure(`[Errno 2] No such file or directory: '${path}'`);
  }
  return builtin.stdout.split("\n").some((line) => line.trimEnd().endsWith(`/${name}.ko`));
}

async function run(
  target: Target,
  argv: readonly string[],
  result: NonNullable<ModuleResult["result"]>,
): Promise<void> {
  const [outcome] = await target.apply({ argv });
  if (outcome === undefined || outcome.exitCode === 0) return;
  throw new ModuleFailure(outcome.stderr, { command: outcome, result });
}

/** A program that says yes and does nothing is made to say why. */
async function warnOf(
  call: ModuleCall,
  target: Target,
  [program = "", ...rest]: readonly string[],
): Promise<void> {
  const [outcome] = await target.apply({ argv: [program, "-n", "--first-time", ...rest] });
  if (outcome?.exitCode !== 0) call.warn(outcome?.stderr ?? "");
}
