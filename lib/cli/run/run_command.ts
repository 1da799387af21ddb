import type { Masker } from "../../base/mask.ts";
import { absolutePath, folderOf, isBelow } from "../../base/posix_path.ts";
import type { Value } from "../../base/value.ts";
import type { EventSink } from "../../engine/executor/event.ts";
import { Gate } from "../../engine/executor/gate.ts";
import { requireKnown, type Run, runPlaybooks } from "../../engine/executor/run.ts";
import type { SelectedInventory } from "../../engine/inventory/selected_inventory.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import type { RunArguments } from "../commands/run.ts";
import type { Config } from "../config/config.ts";
import { enforceConfig, openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { inventoryPlaces, inventorySources, openInventory } from "../inventory/open_inventory.ts";
import { openPlugins, type Plugins } from "../plugins/open_plugins.ts";
import { openVault, type RunVault } from "../vault/open_vault.ts";
import {
  configured,
  type ConfiguredArguments,
  displaySettings,
  timeCallbacks,
} from "./configured.ts";
import { settingNames } from "../config/settings.ts";
import { findPlaybook } from "./find_playbook.ts";
import { openFactCache } from "./fact_cache.ts";
import { type ListOptions, listPlaybooks } from "./list_playbooks.ts";
import { loadPlaybooks, openLoader } from "./load_playbooks.ts";
import { openOutput, type OutputFormat } from "./open_output.ts";
import { type Passwords, readPasswords } from "./passwords.ts";
import { readVars } from "./read_vars.ts";
import { type OpenPythonPlugins, openPythonPlugins } from "./open_python_plugins.ts";
import { openRunJournal, wantsJournal } from "./run_journal.ts";
import { runOptions } from "./run_options.ts";
import { modulePorts, runPorts, type RunPortsParts } from "./run_ports.ts";
import { runTemplating } from "./run_templating.ts";
import { semanticsOf } from "./semantics.ts";
import { selectInventory } from "./select_inventory.ts";
import { type WatchedFiles, watchedFiles } from "./watched_files.ts";

/** What a run is asked for. */
export interface RunRequest extends Omit<RunArguments, "format"> {
  readonly format?: OutputFormat | undefined;
  /** The folder that keeps the result of each host. */
  readonly tree?: string | undefined;
  /** The hosts of the one task of the program `ansible`. */
  readonly pattern?: string;
}

/** @returns The exit code of `shep run`. */
export async function runCommand(started: App, said: RunRequest): Promise<number> {
  const { config, given } = followConfig(started, said);
  const { app, watched } = watching(started, given);
  const workingFolder = app.system.environment.workingFolder();
  const { masker, vault, passwords, extraVars } = await readSecretParts(app, given, config);
  const projects = given.playbooks.map((path) => folderOf(absolutePath(path, workingFolder)));
  const gate = new Gate();
  const display = displaySettings(config);
  await using output = openOutput(app, {
    ...given,
    masker,
    display,
    times: timeCallbacks(app, config),
  });
  await using plugins = await openRunPlugins(app, given, { projects, gate });
  plugins.manager.warm("inventory", "playbook");
  const warn = warner(output.sink);
  const inventory = await readInventory(app, given, {
    plugins: plugins.manager,
    vault,
    warn,
    playbookFolder: projects[0],
  });
  const factCache = openFactCache(app, config);
  if (given.flushCache) inventory.hostNames().forEach((host) => factCache?.forget(host));
  using python = openPython(app, given, { config, warn });
  const templating = runTemplating(app, {
    secrets: masker,
    vault,
    foreign: python.plugins,
    ...templateSettings(app, given, config),
    hosts: (pattern) => inventory.matchAll(pattern),
    warn,
  });
  const loader = openLoader(app, {
    plugins: plugins.manager,
    environment: templating.environment,
    extraVars,
    decrypt: vault.decryptVars,
    config,
    entered: (folder) => python.plugins.join(folder),
  });
  const loaded = await loadPlaybooks(app, given.playbooks, loader);
  const options = runOptions(app, given, { passwords, extraVars, config });
  const listing = await listed(app, given, {
    config,
    plugins,
    playbooks: loaded,
    inventory,
    templating,
    readVars: (path) => readVars(path, app.system.files, vault),
    run: options,
    warn,
  });
  if (listing !== undefined) {
    app.out(listing);
    return EXIT.ok;
  }
  const emit = output.sink;
  const { modulePath } = given;
  const shared = { config, plugins, gate, inventory, factCache, templating, vault, masker };
  return await carryOut(app, given, {
    playbooks: loaded,
    options,
    includes: loader,
    watched,
    parts: { ...shared, emit, modulePath },
  });
}

/** @returns What is printed instead of running; its modules must be there all the same. */
async function listed(
  app: App,
  given: ConfiguredArguments,
  { config, plugins, ...options }: ListOptions & Pick<RunPortsParts, "config" | "plugins">,
): Promise<string | undefined> {
  const { pattern, syntaxCheck, listHosts, listTasks, listTags, modulePath } = given;
  if (pattern === undefined && (syntaxCheck || listHosts || listTasks || listTags)) {
    const modules = await modulePorts(app, { config, plugins, modulePath });
    requireKnown(options.playbooks, { ...modules, templating: options.templating }, options.run);
  }
  return listPlaybooks(given, options);
}

function openRunPlugins(
  app: App,
  given: ConfiguredArguments,
  { projects, gate }: { readonly projects: readonly string[]; readonly gate: Gate },
): Promise<Plugins> {
  return openPlugins(app, {
    folders: given.pluginFolders,
    transports: given.pluginTransports,
    verbosity: given.verbosity,
    project: projects,
    inventory: inventoryPlaces(app, given.inventory),
    gate,
  });
}

function openPython(
  app: App,
  { noPythonPlugins, verbosity }: ConfiguredArguments,
  { config, warn }: { readonly config: Config; readonly warn: (text: string) => void },
): OpenPythonPlugins {
  const use = noPythonPlugins ? "refuse" : "run";
  return openPythonPlugins(app, config, { use, verbosity, warn });
}

/** @returns The exit code of the run, which a journal keeps if one was asked for. */
async function carryOut(
  app: App,
  given: ConfiguredArguments,
  { parts, watched, ...run }: Pick<Run, "playbooks" | "options" | "includes"> & {
    readonly watched: WatchedFiles | undefined;
    readonly parts: Omit<RunPortsParts, "journal">;
  },
): Promise<number> {
  const workingFolder = app.system.environment.workingFolder();
  using kept = openRunJournal(app, given, {
    playbooks: given.playbooks.map((path) => absolutePath(path, workingFolder)),
    inventory: inventorySources(app, given.inventory),
    masker: parts.masker,
    watched,
    extraVars: given.extraVars.join("\n"),
  });
  const ports = await runPorts(app, { ...parts, journal: kept?.journal });
  using stop = interruption(app);
  const ended = await runPlaybooks({ ...run, ports, signal: stop.signal });
  const code = ended === EXIT.interrupted ? stop.exitCode() : ended;
  kept?.finish(code);
  return code;
}

/** @returns The program as it is, but that a journal learns which files of the project are read. */
function watching(
  app: App,
  given: ConfiguredArguments,
): { readonly app: App; readonly watched?: WatchedFiles } {
  if (!wantsJournal(given)) return { app };
  const workingFolder = app.system.environment.workingFolder();
  const folders = [workingFolder, ...inventoryPlaces(app, given.inventory)]
    .concat(given.playbooks.map((path) => folderOf(absolutePath(path, workingFolder))));
  const watched = watchedFiles(
    app.system.files,
    (path) => folders.some((folder) => path === folder || isBelow(path, folder)),
  );
  return { app: app.withFiles(watched.files), watched };
}

/** @returns What the command line says, completed by the configuration. */
function followConfig(
  app: App,
  said: RunRequest,
): { readonly config: Config; readonly given: ConfiguredArguments } {
  const config = openConfig(app);
  enforceConfig(app, config, settingNames());
  const playbooks = said.playbooks.map((named) => findPlaybook(app, named, config));
  return { config, given: configured({ ...said, playbooks }, config) };
}

/** @returns How templates and conditions are to be understood. */
function templateSettings(app: App, given: ConfiguredArguments, config: Config) {
  const isNew = semanticsOf(app, given.semantics) === "2.19";
  return {
    managed: config.text("DEFAULT_MANAGED_STR"),
    native: isNew || config.flag("DEFAULT_JINJA2_NATIVE"),
    keepsTexts: isNew,
    conditionals: isNew ? "boolean" : "any",
  } as const;
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
  const { masker } = app;
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
  const reload = async () => {
    const loaded = await openInventory(app, plugins, {
      sources: given.inventory,
      vault,
      ...(playbookFolder === undefined ? {} : { playbookFolder }),
    });
    app.report(loaded.diagnostics);
    loaded.warnings.forEach(warn);
    return loaded;
  };
  const loaded = await reload();
  const sources = inventorySources(app, given.inventory);
  return selectInventory(app, loaded, { sources, limit: given.limit, warn, reload });
}

/** Tells a run's output what is to be warned of, once it is known. */
function warner(sink: EventSink): (text: string) => void {
  return (text) => sink({ kind: "message", level: "warning", text });
}

interface Interruption extends Disposable {
  readonly signal: AbortSignal;
  /** @returns The exit code of a run that was interrupted. */
  exitCode(): number;
}

/** Ctrl-C ends a run in order, and so does SIGTERM; a second one ends it at once. */
function interruption(app: App): Interruption {
  const controller = new AbortController();
  let code: number = EXIT.interrupted;
  const stop = (exitCode: number) => () => {
    if (controller.signal.aborted) Deno.exit(exitCode);
    code = exitCode;
    controller.abort(new Error("The run was interrupted"));
  };
  const { signals } = app.system;
  const listeners = [
    signals.listen("SIGINT", stop(EXIT.interrupted)),
    signals.listen("SIGTERM", stop(EXIT.terminated)),
  ];
  return {
    signal: controller.signal,
    exitCode: () => code,
    [Symbol.dispose]: () => listeners.forEach((listener) => listener[Symbol.dispose]()),
  };
}
