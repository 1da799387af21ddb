import type { ModuleRunner } from "../../engine/executor/ports.ts";
import { executeTask } from "../../plugin/client.ts";
import type { PluginManager } from "../../plugin/manager.ts";

/** @returns What runs task modules by the plugins that offer them. */
export function pluginModules(plugins: PluginManager): ModuleRunner {
  return {
    execute: (request, { signal }) => executeTask(plugins, request, { signal }),
  };
}
