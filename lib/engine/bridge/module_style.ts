/**
 * How a module that is no plugin wants to be called, as Ansible tells them apart:
 *
 * - `python`: runs with `ansible.module_utils`, its arguments come as JSON;
 * - `want_json`, `json_args`, `binary`: a program that gets a file of JSON as its only argument;
 * - `key_value`: the same with a file of `key=value` words;
 * - `powershell`: for Windows alone.
 */
export type ModuleStyle =
  | "python"
  | "want_json"
  | "json_args"
  | "key_value"
  | "binary"
  | "powershell";

/** @returns The style of a module with this content. */
export function moduleStyle(content: Uint8Array): ModuleStyle {
  if (content.subarray(0, 1024).includes(0)) return "binary";
  const text = LATIN_1.decode(content);
  if (PYTHON.test(text) || text.includes(COMMON_MARK)) return "python";
  if (POWERSHELL.test(text)) return "powershell";
  if (text.includes(JSON_ARGS_MARK)) return "json_args";
  return text.includes("WANT_JSON") ? "want_json" : "key_value";
}

/** What old Python modules have in the place of the import of `ansible.module_utils.basic`. */
export const COMMON_MARK = "#<<INCLUDE_ANSIBLE_MODULE_COMMON>>";

/** What stands for the JSON of the arguments in the text of a module. */
export const JSON_ARGS_MARK = "<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>";

/** The words after `#!` of a script, if it has such a line. */
export function shebangOf(content: Uint8Array): readonly string[] | undefined {
  const line = LATIN_1.decode(content.subarray(0, 512)).split("\n", 1)[0] ?? "";
  if (!line.startsWith("#!")) return undefined;
  const words = line.slice(2).trim().split(/\s+/).filter((word) => word !== "");
  return words.length === 0 ? undefined : words;
}

const LATIN_1 = new TextDecoder("latin1");
const PYTHON =
  /^\s*(?:from|import)\s+(?:ansible\.module_utils\b|ansible_collections\.\w+\.\w+\.plugins\.module_utils\b|\.+module_utils\b)/m;
const POWERSHELL =
  /^#(?:Requires\s+-Module|AnsibleRequires)|<<INCLUDE_ANSIBLE_MODULE_POWERSHELL>>/m;
