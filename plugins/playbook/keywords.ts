/**
 * Which keywords are legal where, as the attribute tables of ansible-core 2.14 say; generated lists
 * to compare with are in testdata/playbook/keywords.json.
 */

/** Legal on plays, roles, blocks and tasks. */
const COMMON = [
  "any_errors_fatal",
  "become",
  "become_exe",
  "become_flags",
  "become_method",
  "become_user",
  "check_mode",
  "collections",
  "connection",
  "debugger",
  "diff",
  "environment",
  "ignore_errors",
  "ignore_unreachable",
  "module_defaults",
  "name",
  "no_log",
  "port",
  "remote_user",
  "run_once",
  "tags",
  "throttle",
  "timeout",
  "vars",
] as const;

export const PLAY_KEYWORDS: ReadonlySet<string> = new Set([
  ...COMMON,
  "fact_path",
  "force_handlers",
  "gather_facts",
  "gather_subset",
  "gather_timeout",
  "handlers",
  "hosts",
  "max_fail_percentage",
  "order",
  "post_tasks",
  "pre_tasks",
  "roles",
  "serial",
  "strategy",
  "tasks",
  "vars_files",
  "vars_prompt",
]);

export const BLOCK_KEYWORDS: ReadonlySet<string> = new Set([
  ...COMMON,
  "always",
  "block",
  "delegate_facts",
  "delegate_to",
  "notify",
  "rescue",
  "when",
]);

export const TASK_KEYWORDS: ReadonlySet<string> = new Set([
  ...COMMON,
  "action",
  "args",
  "async",
  "changed_when",
  "delay",
  "delegate_facts",
  "delegate_to",
  "failed_when",
  "local_action",
  "loop",
  "loop_control",
  "notify",
  "poll",
  "register",
  "retries",
  "until",
  "when",
]);

export const HANDLER_KEYWORDS: ReadonlySet<string> = new Set([...TASK_KEYWORDS, "listen"]);

/** Keys of a task that name no module; the rest of them may. `static` only ever was a keyword. */
export const NO_MODULES: ReadonlySet<string> = new Set([...HANDLER_KEYWORDS, "static"]);

/** What may stand on include_tasks and include_role; loops besides. */
export const INCLUDE_KEYWORDS: ReadonlySet<string> = new Set([
  "action",
  "args",
  "collections",
  "debugger",
  "ignore_errors",
  "local_action",
  "loop",
  "loop_control",
  "name",
  "no_log",
  "register",
  "run_once",
  "tags",
  "timeout",
  "vars",
  "when",
]);

export const ROLE_KEYWORDS: ReadonlySet<string> = new Set([
  ...COMMON,
  "delegate_facts",
  "delegate_to",
  "role",
  "when",
]);

export const IMPORT_PLAYBOOK_KEYWORDS: ReadonlySet<string> = new Set([
  ...COMMON.filter((keyword) => keyword !== "collections"),
  "import_playbook",
  "when",
]);

export const ROLE_METADATA_KEYWORDS: ReadonlySet<string> = new Set([
  ...COMMON.filter((keyword) => keyword !== "tags"),
  "allow_duplicates",
  "argument_specs",
  "dependencies",
  "galaxy_info",
]);

export const LOOP_CONTROL_KEYWORDS: ReadonlySet<string> = new Set([
  "break_when",
  "extended",
  "extended_allitems",
  "index_var",
  "label",
  "loop_var",
  "pause",
]);

export const VARS_PROMPT_KEYS: ReadonlySet<string> = new Set([
  "confirm",
  "default",
  "encrypt",
  "name",
  "private",
  "prompt",
  "salt",
  "salt_size",
  "unsafe",
]);

/** Keywords whose value is one text: neither a list nor a mapping. */
export const TEXT_KEYWORDS: ReadonlySet<string> = new Set([
  "become_exe",
  "become_flags",
  "become_method",
  "become_user",
  "connection",
  "debugger",
  "delegate_to",
  "fact_path",
  "name",
  "order",
  "register",
  "remote_user",
  "strategy",
]);

/** @returns The module's name without `ansible.builtin.` or `ansible.legacy.`. */
export function shortName(module: string): string {
  return module.replace(/^ansible\.(?:builtin|legacy)\./, "");
}

/** Modules whose text is a command: only some `key=value` words in it are options. */
export const COMMAND_MODULES: ReadonlySet<string> = new Set([
  "ansible.windows.win_command",
  "ansible.windows.win_shell",
  "command",
  "raw",
  "script",
  "shell",
  "win_command",
  "win_shell",
]);

/** Other modules that may have a text beside their `key=value` options, by short name. */
export const TEXT_MODULES: ReadonlySet<string> = new Set([
  "add_host",
  "group_by",
  "import_role",
  "import_tasks",
  "include",
  "include_role",
  "include_tasks",
  "include_vars",
  "meta",
  "set_fact",
]);

/** Modules whose `cmd` argument is their free-form text. */
export const CMD_MODULES: ReadonlySet<string> = new Set([
  "command",
  "script",
  "shell",
  "win_command",
  "win_shell",
]);
