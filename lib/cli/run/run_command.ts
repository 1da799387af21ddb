import { Masker } from "../../base/mask.ts";
import { absolutePath, folderOf } from "../../base/posix_path.ts";
import type { EventSink } from "../../engine/executor/event.ts";
import { Gate } from "../../engine/executor/gate.ts";
import type { RunPorts } from "../../engine/executor/ports.ts";
import { runPlaybooks } from "../../engine/executor/run.ts";
import type { App } from "../app.ts";
import type { RunArguments } from "../commands/run.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { inventoryPlaces, inventorySources, openInventory } from "../inventory/open_inventory.ts";
import { knownModules, moduleSpecs } from "../modules/module_specs.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { listPlaybooks } from "./list_playbooks.ts";
import { loadPlaybooks, openLoader } from "./load_playbooks.ts";
import { openOutput } from "./open_output.ts";
import { readPasswords } from "./passwords.ts";
import { pluginConnector } from "./plugin_connector.ts";
import { pluginModules } from "./plugin_modules.ts";
import { readVars } from "./read_vars.ts";
import { refuseUnsupported } from "./refuse_unsupported.ts";
import { runOptions } from "./run_options.ts";
import { runTemplating } from "./run_templating.ts";
import { selectInventory } from "./select_inventory.ts";
import { terminalPrompter } from "./terminal_prompter.ts";
import { LOCKED_VAULT } from "./vault.ts";

/** @returns The exit code of `shep run`. */
export async function runCommand(app: App, given: RunArguments): Promise<number> {
  refuseUnsupported(given);
  const { files, environment, clock, random, terminal } = app.system;
  const workingFolder = environment.workingFolder();
  const masker = new Masker();
  const passwords = await readPasswords(app.system, given);
  for (const password of Object.values(passwords)) masker.add(password);
  const { decryptFile, decryptText } = LOCKED_VAULT;
  const extraVars = readExtraVars(given.extraVars, { files, workingFolder, decryptFile });
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
  const loaded = await openInventory(app, plugins.manager, {
    sources: given.inventory,
    ...(projects[0] === undefined ? {} : { playbookFolder: projects[0] }),
  });
  app.report(loaded.diagnostics);
  loaded.warnings.forEach(warn);
  const sources = inventorySources(app, given.inventory);
  const inventory = selectInventory(app, loaded, { sources, limit: given.limit, warn });
  const hosts = (pattern: string) => inventory.match(pattern).hosts;
  const templating = runTemplating(app, {
    vault: LOCKED_VAULT,
    hosts,
    warn,
  });
  const loader = openLoader(app, {
    plugins: plugins.manager,
    environment: templating.environment,
    extraVars,
    decrypt: decryptText,
  });
  const playbooks = await loadPlaybooks(app, given.playbooks, loader);
  const options = runOptions(app, given, { passwords, extraVars });
  const { tags } = options;
  const listing = listPlaybooks(given, { playbooks, inventory, templating, extraVars, tags });
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
    connector: pluginConnector(plugins.manager),
    prompter: terminalPrompter(terminal),
    specs,
    knownModules: knownModules(specs, plugins.manager),
    emit: output.sink,
    readVars: (path) => readVars(path, files, LOCKED_VAULT),
    decryptFile,
    mask: (text) => masker.add(text),
  };
  using stop = interruption(app);
  return await runPlaybooks({ playbooks, ports, options, includes: loader, signal: stop.signal });
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
