/**
 * What is loaded when it is needed, and not before: were it imported by name, Deno would read all of
 * it at every start. A build makes a bundle of each. Paths are from the folder of main.ts.
 */
export const LOADED_MODULES = [
  "lib/cli/main.ts",
  "lib/cli/real_system.ts",
  "plugins/registry.ts",
  "lib/cli/explain_command_line.ts",
  "lib/cli/commands/run.ts",
  "lib/cli/commands/inventory_ls.ts",
  "lib/cli/commands/inventory_graph.ts",
  "lib/cli/commands/inventory_host.ts",
  "lib/cli/commands/playbook_show.ts",
  "lib/cli/commands/playbook_validate.ts",
  "lib/cli/commands/plugin_ls.ts",
  "lib/cli/commands/plugin_info.ts",
  "lib/cli/commands/plugin_call.ts",
  "lib/cli/commands/plugin_trust.ts",
  "lib/cli/commands/module_ls.ts",
  "lib/cli/commands/module_doc.ts",
  "lib/cli/commands/vault_encrypt.ts",
  "lib/cli/commands/vault_decrypt.ts",
  "lib/cli/commands/vault_view.ts",
  "lib/cli/commands/vault_edit.ts",
  "lib/cli/commands/vault_create.ts",
  "lib/cli/commands/vault_rekey.ts",
  "lib/cli/commands/vault_encrypt_string.ts",
  "lib/cli/commands/config_dump.ts",
  "lib/cli/commands/config_list.ts",
  "lib/cli/commands/config_view.ts",
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
  "lib/cli/run/url_worker.ts",
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
