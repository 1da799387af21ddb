import { compareCodePoints } from "../../base/compare_code_points.ts";
import { ACTION_SPECS } from "../../engine/executor/actions/specs.ts";
import type { ModuleSpec } from "../../engine/playbook/argument_spec.ts";
import { parseModuleSpec } from "../../engine/playbook/parse_module_spec.ts";
import type { App } from "../app.ts";

/** @returns What every module accepts, by name: those of built-in plugins and the engine's own. */
export async function moduleSpecs(app: App): Promise<ReadonlyMap<string, ModuleSpec>> {
  const registry = await app.registry();
  const specs = [...ACTION_SPECS, ...registry.flatMap((entry) => Object.values(entry.specs))]
    .map(parseModuleSpec)
    .sort((a, b) => compareCodePoints(a.module, b.module));
  return new Map(specs.map((spec) => [spec.module, spec]));
}
