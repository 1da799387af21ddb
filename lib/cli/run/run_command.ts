import { Masker } from "../../base/mask.ts";
import { absolutePath, folderOf } from "../../base/posix_path.ts";
import type { Value } from "../../base/value.ts";
import type { EventSink } from "../../engine/executor/event.ts";
import { Gate } from "../../engine/executor/gate.ts";
import type { RunPorts } from "../../engine/executor/ports.ts";
import { runPlaybooks } from "../../engine/executor/run.ts";
import type { SelectedInventory } from "../../engine/inventory/selected_inventory.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import type { RunArguments } from "../commands/run.ts";
import type { Config } from "../config/config.ts";
import { enforceConfig, openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { inventoryPlaces, inventorySources, openInventory } from "../inventory/open_inventory.ts";
import { knownModules, moduleSpecs } from "../modules/module_specs.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { openVault, type RunVault } from "../vault/open_vault.ts";
import { configured, type ConfiguredArguments, effectiveSettings } from "./configured.ts";
import { listPlaybooks } from "./list_playbooks.ts";
import { loadPlaybooks, openLoader } from "./load_playbooks.ts";
import { openBridge } from "./open_bridge.ts";
import { openOutput, type OutputFormat } from "./open_output.ts";
import { type Passwords, readPasswords } from "./passwords.ts";
import { pluginConnector } from "./plugin_connector.ts";
import { pluginModules } from "./plugin_modules.ts";
import { readVars } from "./read_vars.ts";
import { refuseUnsupported } from "./refuse_unsupported.ts";
import { runOptions } from "./run_options.ts";
import { runTemplating } from "./run_templating.ts";
import { selectInventory } from "./select_inventory.ts";
import { terminalPrompter } from "./terminal_prompter.ts";

/** What a run is asked for. */
export interface RunRequest extends Omit<RunArguments, "format"> {
  readonly format?: OutputFormat | undefined;
  /** The folder that keeps the result of each host. */
  readonly tree?: string | undefined;
  /** The hosts of the one task of the program `ansible`. */
  readonly pattern?: string;
}

/** @returns The exit code of `shep run`. */
export async function runCommand(app: App, said: RunRequest): Promise<number> {
  refuseUnsupported(said);
  const config = openConfig(app);
  enforceConfig(app, config, effectiveSettings(said));
  const given = configured(said, config);
  const { files, environment, clock, random, terminal } = app.system;
  const workingFolder = environment.workingFolder();
  const { masker, vault, passwords, extraVars } = await readSecretParts(app, given, config);
  const projects = given.playbooks.map((path) => folderOf(absolutePath(path, workingFolder)));
  const gate = new Gate();
  await using output = openOutput(app, { ...given, masker });
  await using plugins = await openPlugins(app, {
    folders: given.pluginFolders,
    transports: given.pluginTransports,
    verbosity: given.verbosity,
    project: projects,
    inventory: inventoryPlaces(app, given.inventory),
    gate,
  });
  const warn = warner(output.sink);
  const inventory = await readInventory(app, given, {
    plugins: plugins.manager,
    vault,
    warn,
    playbookFolder: projects[0],
  });
  const hosts = (pattern: string) => inventory.match(pattern).hosts;
  const templating = runTemplating(app, {
    vault,
    native: config.flag("DEFAULT_JINJA2_NATIVE"),
    hosts,
    warn,
  });
  const loader = openLoader(app, {
    plugins: plugins.manager,
    environment: templating.environment,
    extraVars,
    decrypt: vault.decryptVars,
    config,
  });
  const playbooks = await loadPlaybooks(app, given.playbooks, loader);
  const options = runOptions(app, given, { passwords, extraVars, config });
  const { tags } = options;
  const listing = listPlaybooks(given, { playbooks, inventory, templating, extraVars, tags, warn });
  if (listing !== undefined) {
    app.out(listing);
    return EXIT.ok;
  }
  const specs = await moduleSpecs(app, plugins.found);
  const ports: RunPorts = {
    files,
    clock,
    random,
    gate,
    templating,
    inventory,
    modules: pluginModules(plugins.manager),
    bridge: openBridge(app, config),
    connector: pluginConnector(plugins.manager),
    prompter: terminalPrompter(terminal),
    specs,
    knownModules: knownModules(specs, plugins.manager),
    emit: output.sink,
    readVars: (path) => readVars(path, files, vault),
    decryptFile: vault.decryptFile,
    mask: (text) => masker.add(text),
  };
  using stop = interruption(app);
  return await runPlaybooks({ playbooks, ports, options, includes: loader, signal: stop.signal });
}

/** What a run knows and must not show, and what shows none of it. */
interface SecretParts {
  readonly masker: Masker;
  readonly vault: RunVault;
  readonly passwords: Passwords;
  readonly extraVars: ReadonlyMap<string, Value>;
}

/** Asks for all passwords before anything is done. */
async function readSecretParts(
  app: App,
  given: ConfiguredArguments,
  config: Config,
): Promise<SecretParts> {
  const { files, environment } = app.system;
  const masker = new Masker();
  const passwords = await readPasswords(app.system, given);
  for (const password of Object.values(passwords)) masker.add(password);
  const vault = await openVault(app, given, { config, masker });
  const extraVars = readExtraVars(given.extraVars, {
    files,
    workingFolder: environment.workingFolder(),
    decryptVars: vault.decryptVars,
  });
  return { masker, vault, passwords, extraVars };
}

async function readInventory(
  app: App,
  given: ConfiguredArguments,
  { plugins, vault, warn, playbookFolder }: {
    readonly plugins: Caller;
    readonly vault: RunVault;
    readonly warn: (text: string) => void;
    readonly playbookFolder: string | undefined;
  },
): Promise<SelectedInventory> {
  const loaded = await openInventory(app, plugins, {
    sources: given.inventory,
    vault,
    ...(playbookFolder === undefined ? {} : { playbookFolder }),
  });
  app.report(loaded.diagnostics);
  loaded.warnings.forEach(warn);
  const sources = inventorySources(app, given.inventory);
  return selectInventory(app, loaded, { sources, limit: given.limit, warn });
}

/** Tells a run's output what is to be warned of, once it is known. */
function warner(sink: EventSink): (text: string) => void {
  return (text) => sink({ kind: "message", level: "warning", text });
}

interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/** Ctrl-C ends a run in order; a second one ends it at once. */
function interruption(app: App): Interruption {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) Deno.exit(EXIT.interrupted);
    controller.abort(new Error("The run was interrupted"));
  };
  const listeners = [app.system.signals.listen("SIGINT", stop)];
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => listeners.forEach((listener) => listener[Symbol.dispose]()),
  };
}
