/** Variables that every run has and that playbooks must not set. */
const MAGIC: ReadonlySet<string> = new Set([
  "ansible_check_mode",
  "ansible_config_file",
  "ansible_diff_mode",
  "ansible_forks",
  "ansible_inventory_sources",
  "ansible_limit",
  "ansible_parent_role_names",
  "ansible_parent_role_paths",
  "ansible_play_batch",
  "ansible_play_hosts",
  "ansible_play_hosts_all",
  "ansible_play_name",
  "ansible_play_role_names",
  "ansible_role_name",
  "ansible_role_names",
  "ansible_run_tags",
  "ansible_search_path",
  "ansible_skip_tags",
  "ansible_verbosity",
  "ansible_version",
  "group_names",
  "groups",
  "hostvars",
  "inventory_dir",
  "inventory_file",
  "inventory_hostname",
  "inventory_hostname_short",
  "omit",
  "play_hosts",
  "playbook_dir",
  "role_name",
  "role_names",
  "role_path",
  "vars",
]);

/** Names that are there without being magic: of facts, and in files of templates. */
const PRESENT: ReadonlySet<string> = new Set([
  "ansible_facts",
  "environment",
  "gather_subset",
  "module_setup",
  "template_destpath",
  "template_fullpath",
  "template_host",
  "template_mtime",
  "template_path",
  "template_run_date",
  "template_uid",
]);

/** @returns Whether a run itself gives `name` a meaning: magic variables and facts. */
export function isMagic(name: string): boolean {
  return MAGIC.has(name) || PRESENT.has(name) || name.startsWith("ansible_") ||
    name.startsWith("facter_") || name.startsWith("ohai_");
}

/** @returns Whether setting `name` does not do what it says: a run sets it, too. */
export function isReserved(name: string): boolean {
  return MAGIC.has(name);
}
