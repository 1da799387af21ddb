import basic from "./basic/plugin.json" with { type: "json" };
import inventory from "./inventory/plugin.json" with { type: "json" };

/**
 * The plugins that come with shep. `folder` is from here; `specs` has the file of options of each
 * task module, by the module's name.
 */
export const REGISTRY = [
  { name: "basic", folder: "basic", manifest: basic, specs: {} },
  { name: "inventory", folder: "inventory", manifest: inventory, specs: {} },
];
