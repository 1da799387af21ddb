import { absolutePath } from "../../base/posix_path.ts";
import { Gate } from "../../engine/executor/gate.ts";
import {
  builtInSource,
  codeInBundles,
  codeInSources,
  type RegistryEntry,
} from "../../plugin/built_in.ts";
import { discoverPlugins, type FoundPlugin, pluginFolders } from "../../plugin/discovery.ts";
import { importedFiles } from "../../plugin/imported_files.ts";
import { PluginManager, type PluginSource } from "../../plugin/manager.ts";
import type { Policy } from "../../plugin/permissions.ts";
import { thirdPartySource } from "../../plugin/third_party.ts";
import type { TrustStore } from "../../plugin/trust.ts";
import { logSink } from "../../system/log_sink.ts";
import { writePrivateFile } from "../../system/write_private_file.ts";
import type { App } from "../app.ts";
import { hostServices } from "./host_services.ts";
import { readPolicy } from "./policy.ts";
import { transportChoice } from "./transport_choice.ts";

/** What the command line says about plugins, and what they work on. */
export interface PluginOptions {
  /** `--plugin-dir` */
  readonly folders: readonly string[];
  /** `--plugin-transport` */
  readonly transports: readonly string[];
  /** How often `-v` was given. */
  readonly verbosity: number;
  /** Files and folders of the playbooks and the inventory, all that plugins may read. */
  readonly project?: readonly string[];
  readonly inventory?: readonly string[];
  /** Lets modules act on targets; without tasks that run it refuses everything. */
  readonly gate?: Gate;
}

/** The plugins of a command. */
export interface Plugins extends AsyncDisposable {
  readonly manager: PluginManager;
  readonly sources: readonly PluginSource[];
  /** Those of others, whether or not they are trusted. */
  readonly found: readonly FoundPlugin[];
  readonly trust: TrustStore;
  readonly registry: readonly RegistryEntry[];
  readonly policy: (name: string) => Policy;
}

/** Finds all plugins. None of them is started before it is needed. */
export async function openPlugins(app: App, options: PluginOptions): Promise<Plugins> {
  const { files, environment, clock, processes } = app.system;
  const config = environment.variable("XDG_CONFIG_HOME") || `${environment.homeFolder()}/.config`;
  const trust = { files, path: `${config}/shep/trust.json`, write: writePrivateFile };
  const policy = readPolicy(files, `${config}/shep/policy.json`);
  const places = { project: options.project ?? [], inventory: options.inventory ?? [] };
  const registry = await app.registry();
  const deno = Deno.execPath();
  const code = app.start.pathname.endsWith(".js")
    ? codeInBundles(app.start, deno)
    : codeInSources(new URL("./", app.start), deno);
  const transport = transportChoice([
    environment.variable("SHEP_PLUGIN_TRANSPORT") ?? "",
    ...options.transports,
  ], (path) => absolutePath(path, environment.workingFolder()));
  const shared = app.sharedWorker;
  const builtIn = registry.map((entry) =>
    builtInSource(entry, { code, shared, transport, policy, places, environment })
  );
  const { found, problems } = discoverPlugins(files, foldersOf(app, options));
  for (const problem of problems) app.warn(problem.message);
  const others = found.filter(({ manifest }) => !isBuiltIn(manifest.name, registry));
  const foreign = others.map((plugin) =>
    thirdPartySource(plugin, {
      trust,
      policy,
      places,
      environment,
      deno,
      importedFiles: importedFiles(processes, deno),
    })
  );
  const sources = [...builtIn, ...foreign];
  const roots = () => [...places.project, ...places.inventory];
  const manager = new PluginManager({
    sources,
    services: hostServices({ gate: options.gate ?? new Gate(), files, roots }),
    clock,
    log: logSink({ format: "text", level: levelOf(options), write: (text) => app.err(text) }),
  });
  return {
    manager,
    sources,
    found: others,
    trust,
    registry,
    policy,
    [Symbol.asyncDispose]: () => manager.shutDown(),
  };
}

function foldersOf(app: App, { folders }: PluginOptions): readonly string[] {
  const { environment } = app.system;
  return pluginFolders({ flags: folders, project: environment.workingFolder(), environment });
}

/** A project that is shep's own has the built-in plugins in its folder `plugins`. */
function isBuiltIn(name: string, registry: readonly RegistryEntry[]): boolean {
  return registry.some((entry) => entry.name === name);
}

function levelOf({ verbosity }: PluginOptions) {
  if (verbosity >= 3) return "debug";
  return verbosity > 0 ? "info" : "warning";
}
