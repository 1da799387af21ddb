/**
 * What is loaded when it is needed, and not before: were it imported by name, Deno would read all of
 * it at every start. A build makes a bundle of each. Paths are from the folder of main.ts.
 */
export const LOADED_MODULES = [
  "lib/cli/main.ts",
  "lib/cli/real_system.ts",
  "plugins/registry.ts",
  "lib/cli/config/dump_config.ts",
  "lib/cli/config/list_settings.ts",
  "lib/cli/config/view_config.ts",
  "lib/cli/peers/read_peer.ts",
  "lib/cli/inventory/graph_inventory.ts",
  "lib/cli/inventory/list_inventory.ts",
  "lib/cli/inventory/show_host.ts",
  "lib/cli/modules/list_modules.ts",
  "lib/cli/modules/show_modules.ts",
  "lib/cli/playbooks/show_playbook.ts",
  "lib/cli/playbooks/validate_playbooks.ts",
  "lib/cli/plugins/call_plugin.ts",
  "lib/cli/plugins/list_plugins.ts",
  "lib/cli/plugins/show_plugin.ts",
  "lib/cli/plugins/trust_plugin.ts",
  "lib/cli/run/ad_hoc_command.ts",
  "lib/cli/run/run_command.ts",
  "lib/cli/vault/create_file.ts",
  "lib/cli/vault/decrypt_files.ts",
  "lib/cli/vault/edit_files.ts",
  "lib/cli/vault/encrypt_files.ts",
  "lib/cli/vault/encrypt_strings.ts",
  "lib/cli/vault/rekey_files.ts",
  "lib/cli/vault/view_files.ts",
] as const;

/** The path of one of them. */
export type LoadedModule = typeof LOADED_MODULES[number];

/** Loads one of them; `T` is its `typeof import(…)`. */
export type Load = <T>(path: LoadedModule) => Promise<T>;
