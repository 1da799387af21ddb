import { compareCodePoints } from "../../base/compare_code_points.ts";
import { ACTION_SPECS } from "../../engine/executor/actions/specs.ts";
import type { ModuleSpec } from "../../engine/playbook/argument_spec.ts";
import { parseModuleSpec } from "../../engine/playbook/parse_module_spec.ts";
import type { FoundPlugin } from "../../plugin/discovery.ts";
import type { PluginManager } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";

/** What modules accept, by name. Each is read when it is asked for: a run needs few of them. */
export class ModuleSpecs {
  readonly #unread: ReadonlyMap<string, unknown>;
  readonly #read = new Map<string, ModuleSpec>();

  /** @param written The specs as they are written, by the names of their modules. */
  constructor(written: ReadonlyMap<string, unknown>) {
    this.#unread = written;
  }

  /** @returns The names of modules, in order. */
  names(): readonly string[] {
    return [...this.#unread.keys()].sort(compareCodePoints);
  }

  /** @throws {ModuleSpecError} If it is not as it must be. */
  get(name: string): ModuleSpec | undefined {
    let spec = this.#read.get(name);
    if (spec === undefined && this.#unread.has(name)) {
      spec = parseModuleSpec(this.#unread.get(name));
      this.#read.set(name, spec);
    }
    return spec;
  }

  /** @returns All of them, by name. */
  all(): readonly ModuleSpec[] {
    return this.names().flatMap((name) => this.get(name) ?? []);
  }
}

/** @returns The specs of the engine's own modules, those of built-in plugins, and of `found` ones. */
export async function moduleSpecs(
  app: App,
  found: readonly FoundPlugin[] = [],
): Promise<ModuleSpecs> {
  const registry = await app.registry();
  const builtIn = registry.flatMap((entry) => Object.values(entry.specs));
  const written = new Map([...ACTION_SPECS, ...builtIn].map((spec) => [moduleOf(spec), spec]));
  for (const { folder, manifest } of found) {
    for (const file of manifest.modules.values()) {
      const spec = readSpec(app, `${folder}/${file}`);
      // What others have written may be wrong, which is to be known before anything runs.
      written.set(parseModuleSpec(spec).module, spec);
    }
  }
  return new ModuleSpecs(written);
}

function moduleOf(spec: unknown): string {
  const isNamed = typeof spec === "object" && spec !== null && "module" in spec;
  return isNamed ? String(spec.module) : "";
}

/** @returns The names of all modules that tasks can use. */
export function knownModules(
  specs: ModuleSpecs,
  plugins: PluginManager,
): ReadonlySet<string> {
  const offered = [...plugins.capabilities.keys()]
    .flatMap((name) => name.startsWith("execute.") ? [name.slice("execute.".length)] : []);
  return new Set([...specs.names(), ...offered]);
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
