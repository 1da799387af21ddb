import { compareCodePoints } from "../../base/compare_code_points.ts";
import { ACTION_SPECS } from "../../engine/executor/actions/specs.ts";
import type { ModuleSpec } from "../../engine/playbook/argument_spec.ts";
import { parseModuleSpec } from "../../engine/playbook/parse_module_spec.ts";
import type { FoundPlugin } from "../../plugin/discovery.ts";
import type { PluginManager } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/**
 * @returns What every module accepts, by name: the engine's own, those of built-in plugins, and those
 * of `found` ones.
 */
export async function moduleSpecs(
  app: App,
  found: readonly FoundPlugin[] = [],
): Promise<ReadonlyMap<string, ModuleSpec>> {
  const registry = await app.registry();
  const builtIn = registry.flatMap((entry) => Object.values(entry.specs));
  const foreign = found.flatMap(({ folder, manifest }) =>
    [...manifest.modules.values()].map((file) => readSpec(app, `${folder}/${file}`))
  );
  const specs = [...ACTION_SPECS, ...builtIn, ...foreign]
    .map(parseModuleSpec)
    .sort((a, b) => compareCodePoints(a.module, b.module));
  return new Map(specs.map((spec) => [spec.module, spec]));
}

/** @returns The names of all modules that tasks can use. */
export function knownModules(
  specs: ReadonlyMap<string, ModuleSpec>,
  plugins: PluginManager,
): ReadonlySet<string> {
  const offered = [...plugins.capabilities.keys()]
    .flatMap((name) => name.startsWith("execute.") ? [name.slice("execute.".length)] : []);
  return new Set([...specs.keys(), ...offered]);
}

function readSpec(app: App, path: string): unknown {
  const text = app.system.files.readText(path);
  if (text === undefined) throw new CommandError(`Cannot read ${path}: there is no such file`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`Cannot read ${path}: it is no JSON`, { cause: error });
  }
}
