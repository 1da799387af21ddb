import type { Masker } from "../../base/mask.ts";
import type { AnsibleTemplating } from "../../engine/executor/ansible_templating.ts";
import type { EventSink } from "../../engine/executor/event.ts";
import type { Gate } from "../../engine/executor/gate.ts";
import type { Journal } from "../../engine/executor/journal.ts";
import type { FactCache, RunPorts } from "../../engine/executor/ports.ts";
import type { SelectedInventory } from "../../engine/inventory/selected_inventory.ts";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { knownModules, moduleSpecs } from "../modules/module_specs.ts";
import type { Plugins } from "../plugins/open_plugins.ts";
import type { RunVault } from "../vault/open_vault.ts";
import { askpass } from "./askpass.ts";
import { openBridge } from "./open_bridge.ts";
import { pluginConnector } from "./plugin_connector.ts";
import { pluginModules } from "./plugin_modules.ts";
import { readVars } from "./read_vars.ts";
import { terminalPrompter } from "./terminal_prompter.ts";

/** What a run's ports are made from. */
export interface RunPortsParts {
  readonly config: Config;
  readonly plugins: Pick<Plugins, "manager" | "found">;
  readonly gate: Gate;
  readonly inventory: SelectedInventory;
  readonly factCache: FactCache | undefined;
  readonly templating: AnsibleTemplating;
  readonly vault: RunVault;
  readonly masker: Masker;
  readonly emit: EventSink;
  readonly journal: Journal | undefined;
  /** `-M`. */
  readonly modulePath: readonly string[];
}

/** @returns Everything that a run touches on this computer and by plugins. */
export async function runPorts(app: App, parts: RunPortsParts): Promise<RunPorts> {
  const { gate, inventory, factCache, templating, vault, masker, emit, journal } = parts;
  const { manager } = parts.plugins;
  const { files, clock, random, terminal } = app.system;
  return {
    files,
    clock,
    random,
    gate,
    templating,
    inventory,
    ...(factCache === undefined ? {} : { factCache }),
    ...(journal === undefined ? {} : { journal }),
    modules: pluginModules(manager),
    connector: pluginConnector(manager, { askpass: () => askpass(app.system) }),
    prompter: terminalPrompter(terminal),
    ...await modulePorts(app, parts),
    emit,
    readVars: (path) => readVars(path, files, vault),
    decryptFile: vault.decryptFile,
    mask: (text) => masker.add(text),
  };
}

/** @returns What modules there are for a run. */
export async function modulePorts(
  app: App,
  { config, plugins, modulePath }: Pick<RunPortsParts, "config" | "plugins" | "modulePath">,
): Promise<Pick<RunPorts, "bridge" | "specs" | "knownModules">> {
  const specs = await moduleSpecs(app, plugins.found);
  return {
    bridge: openBridge(app, config, modulePath),
    specs,
    knownModules: knownModules(specs, plugins.manager),
  };
}
