import type { BoundCommand } from "./command.ts";
import type { Load, LoadedModule } from "./loaded_modules.ts";

/** A command and the file that defines it, which is loaded when the command is asked for. */
export interface CommandEntry {
  readonly words: readonly [string] | readonly [string, string];
  readonly path: LoadedModule;
  /** Plugins without permissions that it will surely need: they start while it is loaded. */
  readonly plugins?: readonly string[];
}

/** All commands, in the order that help lists them. */
export const COMMANDS: readonly CommandEntry[] = [
  { words: ["run"], path: "lib/cli/commands/run.ts", plugins: ["inventory", "playbook"] },
  {
    words: ["inventory", "ls"],
    path: "lib/cli/commands/inventory_ls.ts",
    plugins: ["inventory"],
  },
  {
    words: ["inventory", "graph"],
    path: "lib/cli/commands/inventory_graph.ts",
    plugins: ["inventory"],
  },
  {
    words: ["inventory", "host"],
    path: "lib/cli/commands/inventory_host.ts",
    plugins: ["inventory"],
  },
  {
    words: ["playbook", "run"],
    path: "lib/cli/commands/run.ts",
    plugins: ["inventory", "playbook"],
  },
  { words: ["playbook", "show"], path: "lib/cli/commands/playbook_show.ts" },
  { words: ["playbook", "validate"], path: "lib/cli/commands/playbook_validate.ts" },
  { words: ["explain"], path: "lib/cli/commands/explain.ts" },
  { words: ["journal", "ls"], path: "lib/cli/commands/journal_ls.ts" },
  { words: ["journal", "show"], path: "lib/cli/commands/journal_show.ts" },
  { words: ["plugin", "ls"], path: "lib/cli/commands/plugin_ls.ts" },
  { words: ["plugin", "info"], path: "lib/cli/commands/plugin_info.ts" },
  { words: ["plugin", "call"], path: "lib/cli/commands/plugin_call.ts" },
  { words: ["plugin", "trust"], path: "lib/cli/commands/plugin_trust.ts" },
  { words: ["module", "ls"], path: "lib/cli/commands/module_ls.ts" },
  { words: ["module", "doc"], path: "lib/cli/commands/module_doc.ts" },
  { words: ["vault", "encrypt"], path: "lib/cli/commands/vault_encrypt.ts" },
  { words: ["vault", "decrypt"], path: "lib/cli/commands/vault_decrypt.ts" },
  { words: ["vault", "view"], path: "lib/cli/commands/vault_view.ts" },
  { words: ["vault", "edit"], path: "lib/cli/commands/vault_edit.ts" },
  { words: ["vault", "create"], path: "lib/cli/commands/vault_create.ts" },
  { words: ["vault", "rekey"], path: "lib/cli/commands/vault_rekey.ts" },
  { words: ["vault", "encrypt-string"], path: "lib/cli/commands/vault_encrypt_string.ts" },
  { words: ["config", "dump"], path: "lib/cli/commands/config_dump.ts" },
  { words: ["config", "list"], path: "lib/cli/commands/config_list.ts" },
  { words: ["config", "view"], path: "lib/cli/commands/config_view.ts" },
  { words: ["daemon", "check"], path: "lib/cli/commands/daemon_check.ts" },
  { words: ["daemon", "run"], path: "lib/cli/commands/daemon_run.ts" },
  { words: ["daemon", "simulate"], path: "lib/cli/commands/daemon_simulate.ts" },
  { words: ["daemon", "unit"], path: "lib/cli/commands/daemon_unit.ts" },
  { words: ["kiosk", "state"], path: "lib/cli/commands/kiosk_state.ts" },
  { words: ["kiosk", "entries"], path: "lib/cli/commands/kiosk_entries.ts" },
  { words: ["kiosk", "explain"], path: "lib/cli/commands/kiosk_explain.ts" },
  { words: ["kiosk", "launch"], path: "lib/cli/commands/kiosk_launch.ts" },
  { words: ["kiosk", "stop"], path: "lib/cli/commands/kiosk_stop.ts" },
  { words: ["kiosk", "extend"], path: "lib/cli/commands/kiosk_extend.ts" },
  { words: ["kiosk", "reload"], path: "lib/cli/commands/kiosk_reload.ts" },
  { words: ["kiosk", "events"], path: "lib/cli/commands/kiosk_events.ts" },
  { words: ["kiosk", "usage"], path: "lib/cli/commands/kiosk_usage.ts" },
  { words: ["kiosk", "audit"], path: "lib/cli/commands/kiosk_audit.ts" },
  { words: ["kiosk", "health"], path: "lib/cli/commands/kiosk_health.ts" },
  { words: ["kiosk", "accept-clock"], path: "lib/cli/commands/kiosk_accept_clock.ts" },
];

/** @returns The definition of a command: the one thing that its file exports. */
export async function loadCommand({ path }: CommandEntry, load: Load): Promise<BoundCommand> {
  const [definition] = Object.values(await load<Readonly<Record<string, BoundCommand>>>(path));
  if (definition === undefined) throw new Error(`Cannot load a command: ${path} exports none`);
  return definition;
}

/** A first word that several commands share. */
export interface Group {
  readonly word: string;
  readonly alias?: string;
  readonly brief: string;
  /** The second word of those who write options in its place. */
  readonly usual?: string;
}

/** All groups of commands. */
export const GROUPS: readonly Group[] = [
  { word: "inventory", alias: "i", brief: "Show what hosts and groups there are" },
  { word: "playbook", alias: "p", brief: "Run playbooks, or look at them" },
  { word: "journal", brief: "Look at what runs did, and at what they were when they ended" },
  { word: "plugin", brief: "Look at plugins, call and trust them" },
  { word: "module", brief: "Look up task modules" },
  { word: "vault", brief: "Encrypt, read and change secrets in files" },
  { word: "config", brief: "Look at the settings in ansible.cfg and in the environment" },
  { word: "daemon", brief: "Limit what a computer may be used for, and when", usual: "run" },
  { word: "kiosk", brief: "Ask the daemon what may be used, and tell it what to do" },
];

/** @returns The group that `word` names. */
export function groupOf(word: string): Group | undefined {
  return GROUPS.find((group) => group.word === word || group.alias === word);
}
