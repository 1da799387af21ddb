import { ADDITIONAL_SETTINGS } from "./additional_settings.ts";
import { BECOME_SETTINGS } from "./become_settings.ts";
import { CONNECTION_SETTINGS } from "./connection_settings.ts";
import { OTHER_SETTINGS } from "./other_settings.ts";
import { OUTPUT_SETTINGS } from "./output_settings.ts";
import { PLAY_SETTINGS } from "./play_settings.ts";
import type { Setting } from "./setting.ts";

/**
 * Hosts wait for the network most of the time, and do so in one event loop: a core has time for many
 * of them, but not for the key exchanges of all at once.
 */
const FORKS_A_CORE = 25;

/** What a run works on, how, and as whom: most are options of the command line, too. */
const MAIN_SETTINGS = {
  DEFAULT_HOST_LIST: {
    type: "paths",
    default: ["/etc/ansible/hosts"],
    ini: [["defaults", "inventory"]],
    env: ["ANSIBLE_INVENTORY"],
    effect: { kind: "used", as: "-i" },
  },
  DEFAULT_ROLES_PATH: {
    type: "search-path",
    default: ["~/.ansible/roles", "/usr/share/ansible/roles", "/etc/ansible/roles"],
    ini: [["defaults", "roles_path"]],
    env: ["ANSIBLE_ROLES_PATH"],
    effect: { kind: "used", as: "where roles are looked for" },
  },
  COLLECTIONS_PATHS: {
    type: "search-path",
    default: ["~/.ansible/collections", "/usr/share/ansible/collections"],
    ini: [["defaults", "collections_paths"], ["defaults", "collections_path"]],
    env: ["ANSIBLE_COLLECTIONS_PATHS", "ANSIBLE_COLLECTIONS_PATH"],
    effect: { kind: "used", as: "where collections are looked for" },
  },
  DEFAULT_FORKS: {
    type: "int",
    default: FORKS_A_CORE * navigator.hardwareConcurrency,
    ini: [["defaults", "forks"]],
    env: ["ANSIBLE_FORKS"],
    effect: { kind: "used", as: `--forks; if nobody sets it, ${FORKS_A_CORE} for each core` },
  },
  DEFAULT_REMOTE_USER: {
    type: "text",
    default: null,
    ini: [["defaults", "remote_user"]],
    env: ["ANSIBLE_REMOTE_USER"],
    effect: { kind: "used", as: "--user" },
  },
  DEFAULT_PRIVATE_KEY_FILE: {
    type: "path",
    default: null,
    ini: [["defaults", "private_key_file"]],
    env: ["ANSIBLE_PRIVATE_KEY_FILE"],
    effect: { kind: "used", as: "--private-key" },
  },
  DEFAULT_ASK_PASS: {
    type: "bool",
    default: false,
    ini: [["defaults", "ask_pass"]],
    env: ["ANSIBLE_ASK_PASS"],
    effect: { kind: "used", as: "--ask-pass" },
  },
  CONNECTION_PASSWORD_FILE: {
    type: "path",
    default: null,
    ini: [["defaults", "connection_password_file"]],
    env: ["ANSIBLE_CONNECTION_PASSWORD_FILE"],
    effect: { kind: "used", as: "--connection-password-file" },
  },
  DEFAULT_TRANSPORT: {
    type: "text",
    default: "smart",
    ini: [["defaults", "transport"]],
    env: ["ANSIBLE_TRANSPORT"],
    effect: { kind: "used", as: "--connection" },
  },
  DEFAULT_TIMEOUT: {
    type: "int",
    default: 10,
    ini: [["defaults", "timeout"], ["ssh_connection", "timeout"]],
    env: ["ANSIBLE_TIMEOUT", "ANSIBLE_SSH_TIMEOUT"],
    effect: { kind: "used", as: "--timeout" },
  },
  DEFAULT_BECOME: {
    type: "bool",
    default: false,
    ini: [["privilege_escalation", "become"]],
    env: ["ANSIBLE_BECOME"],
    effect: { kind: "used", as: "--become" },
  },
  DEFAULT_BECOME_METHOD: {
    type: "text",
    default: "sudo",
    ini: [["privilege_escalation", "become_method"]],
    env: ["ANSIBLE_BECOME_METHOD"],
    effect: { kind: "used", as: "--become-method" },
  },
  DEFAULT_BECOME_USER: {
    type: "text",
    default: "root",
    ini: [["privilege_escalation", "become_user"]],
    env: ["ANSIBLE_BECOME_USER"],
    effect: { kind: "used", as: "--become-user" },
  },
  DEFAULT_BECOME_ASK_PASS: {
    type: "bool",
    default: false,
    ini: [["privilege_escalation", "become_ask_pass"]],
    env: ["ANSIBLE_BECOME_ASK_PASS"],
    effect: { kind: "used", as: "--ask-become-pass" },
  },
  BECOME_PASSWORD_FILE: {
    type: "path",
    default: null,
    ini: [["defaults", "become_password_file"]],
    env: ["ANSIBLE_BECOME_PASSWORD_FILE"],
    effect: { kind: "used", as: "--become-password-file" },
  },
  DEFAULT_GATHERING: {
    type: "text",
    default: "implicit",
    ini: [["defaults", "gathering"]],
    env: ["ANSIBLE_GATHERING"],
    choices: ["implicit", "explicit", "smart"],
    effect: { kind: "used", as: "whether plays gather facts that do not say" },
  },
  DEFAULT_FORCE_HANDLERS: {
    type: "bool",
    default: false,
    ini: [["defaults", "force_handlers"]],
    env: ["ANSIBLE_FORCE_HANDLERS"],
    effect: { kind: "used", as: "--force-handlers" },
  },
  DIFF_ALWAYS: {
    type: "bool",
    default: false,
    ini: [["diff", "always"]],
    env: ["ANSIBLE_DIFF_ALWAYS"],
    effect: { kind: "used", as: "--diff" },
  },
  DEFAULT_VERBOSITY: {
    type: "int",
    default: 0,
    ini: [["defaults", "verbosity"]],
    env: ["ANSIBLE_VERBOSITY"],
    effect: { kind: "used", as: "-v" },
  },
  DEFAULT_HASH_BEHAVIOUR: {
    type: "text",
    default: "replace",
    ini: [["defaults", "hash_behaviour"]],
    env: ["ANSIBLE_HASH_BEHAVIOUR"],
    choices: ["replace", "merge"],
    effect: { kind: "used", as: "whether dicts of several places are merged" },
  },
  DEFAULT_JINJA2_NATIVE: {
    type: "bool",
    default: false,
    ini: [["defaults", "jinja2_native"]],
    env: ["ANSIBLE_JINJA2_NATIVE"],
    effect: { kind: "used", as: "whether templates keep the types of their results" },
  },
  DEFAULT_UNDEFINED_VAR_BEHAVIOR: {
    type: "bool",
    default: true,
    ini: [["defaults", "error_on_undefined_vars"]],
    env: ["ANSIBLE_ERROR_ON_UNDEFINED_VARS"],
    effect: {
      kind: "limited",
      values: [true],
      as: "whether undefined variables are errors",
      why: "templates with undefined variables always fail",
    },
  },
  DEFAULT_NO_LOG: {
    type: "bool",
    default: false,
    ini: [["defaults", "no_log"]],
    env: ["ANSIBLE_NO_LOG"],
    effect: { kind: "used", as: "whether results are hidden unless the keyword no_log says no" },
  },
  ANY_ERRORS_FATAL: {
    type: "bool",
    default: false,
    ini: [["defaults", "any_errors_fatal"]],
    env: ["ANSIBLE_ANY_ERRORS_FATAL"],
    effect: { kind: "used", as: "whether the failure of one host is that of all" },
  },
  INVENTORY_ANY_UNPARSED_IS_FAILED: {
    type: "bool",
    default: false,
    ini: [["inventory", "any_unparsed_is_failed"]],
    env: ["ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED"],
    effect: { kind: "used", as: "whether one unreadable source is an error" },
  },
  INVENTORY_UNPARSED_IS_FAILED: {
    type: "bool",
    default: false,
    ini: [["inventory", "unparsed_is_failed"]],
    env: ["ANSIBLE_INVENTORY_UNPARSED_FAILED"],
    effect: { kind: "used", as: "whether it is an error that no source can be read" },
  },
  INVENTORY_UNPARSED_WARNING: {
    type: "bool",
    default: true,
    ini: [["inventory", "inventory_unparsed_warning"]],
    env: ["ANSIBLE_INVENTORY_UNPARSED_WARNING"],
    effect: { kind: "used", as: "whether it is warned of that no source can be read" },
  },
  INVENTORY_IGNORE_EXTS: {
    type: "list",
    default: [
      ".pyc",
      ".pyo",
      ".swp",
      ".bak",
      "~",
      ".rpm",
      ".md",
      ".txt",
      ".rst",
      ".orig",
      ".ini",
      ".cfg",
      ".retry",
    ],
    ini: [["defaults", "inventory_ignore_extensions"], ["inventory", "ignore_extensions"]],
    env: ["ANSIBLE_INVENTORY_IGNORE"],
    effect: { kind: "used", as: "what is no source in a folder of inventories" },
  },
  INVENTORY_IGNORE_PATTERNS: {
    type: "list",
    default: [],
    ini: [["defaults", "inventory_ignore_patterns"], ["inventory", "ignore_patterns"]],
    env: ["ANSIBLE_INVENTORY_IGNORE_REGEX"],
    effect: { kind: "used", as: "what is no source in a folder of inventories" },
  },
  DEFAULT_VAULT_PASSWORD_FILE: {
    type: "path",
    default: null,
    ini: [["defaults", "vault_password_file"]],
    env: ["ANSIBLE_VAULT_PASSWORD_FILE"],
    effect: { kind: "used", as: "--vault-password-file" },
  },
  DEFAULT_VAULT_IDENTITY_LIST: {
    type: "list",
    default: [],
    ini: [["defaults", "vault_identity_list"]],
    env: ["ANSIBLE_VAULT_IDENTITY_LIST"],
    effect: { kind: "used", as: "--vault-id, before those of the command line" },
  },
  DEFAULT_VAULT_IDENTITY: {
    type: "text",
    default: "default",
    ini: [["defaults", "vault_identity"]],
    env: ["ANSIBLE_VAULT_IDENTITY"],
    effect: { kind: "used", as: "the label of passwords and vaults without one" },
  },
  DEFAULT_VAULT_ENCRYPT_IDENTITY: {
    type: "text",
    default: null,
    ini: [["defaults", "vault_encrypt_identity"]],
    env: ["ANSIBLE_VAULT_ENCRYPT_IDENTITY"],
    effect: { kind: "used", as: "--encrypt-vault-id" },
  },
  DEFAULT_VAULT_ID_MATCH: {
    type: "bool",
    default: false,
    ini: [["defaults", "vault_id_match"]],
    env: ["ANSIBLE_VAULT_ID_MATCH"],
    effect: { kind: "used", as: "whether a vault's label decides which passwords are tried" },
  },
  DEFAULT_ASK_VAULT_PASS: {
    type: "bool",
    default: false,
    ini: [["defaults", "ask_vault_pass"]],
    env: ["ANSIBLE_ASK_VAULT_PASS"],
    effect: { kind: "used", as: "--ask-vault-pass" },
  },
  ANSIBLE_NOCOLOR: {
    type: "bool",
    default: false,
    ini: [["defaults", "nocolor"]],
    env: ["ANSIBLE_NOCOLOR", "NO_COLOR"],
    effect: { kind: "used", as: "whether there are colours" },
  },
  ANSIBLE_FORCE_COLOR: {
    type: "bool",
    default: false,
    ini: [["defaults", "force_color"]],
    env: ["ANSIBLE_FORCE_COLOR"],
    effect: { kind: "used", as: "whether there are colours where there is no terminal" },
  },
} as const satisfies Readonly<Record<string, Setting>>;

/**
 * All settings that are known, by Ansible's names for them, in the order in which they are listed.
 *
 * Names, places, types and defaults are Ansible's own: scripts/gen_config_cases.py writes down what
 * it knows, and a test compares.
 */
export const SETTINGS = {
  ...MAIN_SETTINGS,
  ...OUTPUT_SETTINGS,
  ...CONNECTION_SETTINGS,
  ...BECOME_SETTINGS,
  ...PLAY_SETTINGS,
  ...ADDITIONAL_SETTINGS,
  ...OTHER_SETTINGS,
};

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;

/** @returns The names of all settings. */
export function settingNames(): readonly SettingName[] {
  const isName = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);
  return Object.keys(SETTINGS).filter(isName);
}
