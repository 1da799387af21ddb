import { pythonJson } from "../../base/python_json.ts";
import type { Dict, Value } from "../../base/value.ts";
import { shellQuote } from "../../source/shell_quote.ts";

/** What a module is told beside its arguments. */
export interface ModuleSettings {
  readonly module: string;
  readonly isCheck: boolean;
  readonly isDiff: boolean;
  readonly isSecret: boolean;
  readonly verbosity: number;
  /** The release of Ansible whose `module_utils` it runs with. */
  readonly version: string;
  readonly remoteFolder: string;
  readonly shell: string;
}

/** @returns `args` with the settings under the names that Ansible's modules know. */
export function moduleArguments(args: Dict, settings: ModuleSettings): Dict {
  return new Map<Value, Value>([
    ...args,
    ["_ansible_check_mode", settings.isCheck],
    ["_ansible_no_log", settings.isSecret],
    ["_ansible_debug", false],
    ["_ansible_diff", settings.isDiff],
    ["_ansible_verbosity", settings.verbosity],
    ["_ansible_version", settings.version],
    ["_ansible_module_name", settings.module],
    ["_ansible_syslog_facility", "LOG_USER"],
    ["_ansible_selinux_special_fs", ["fuse", "nfs", "vboxsf", "ramfs", "9p", "vfat"]],
    ["_ansible_string_conversion_action", "warn"],
    ["_ansible_socket", null],
    ["_ansible_shell_executable", settings.shell],
    ["_ansible_keep_remote_files", false],
    ["_ansible_tmpdir", null],
    ["_ansible_remote_tmp", settings.remoteFolder],
  ]);
}

/** @returns `args` as the file of modules that read JSON. */
export function jsonArguments(args: Dict): string {
  return pythonJson(args, { ensureAscii: true });
}

/** @returns `args` as the file of modules that read `key=value` words. */
export function keyValueArguments(args: Dict): string {
  return [...args].map(([key, value]) => `${String(key)}=${shellQuote(pythonText(value))}`).join(
    " ",
  );
}

function pythonText(value: Value): string {
  if (typeof value === "string") return value;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return pythonJson(value, { ensureAscii: false });
}
