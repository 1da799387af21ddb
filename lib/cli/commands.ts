import type { BoundCommand } from "./command.ts";
import { configDump } from "./commands/config_dump.ts";
import { configList } from "./commands/config_list.ts";
import { configView } from "./commands/config_view.ts";
import { inventoryGraph } from "./commands/inventory_graph.ts";
import { inventoryHost } from "./commands/inventory_host.ts";
import { inventoryLs } from "./commands/inventory_ls.ts";
import { moduleDoc } from "./commands/module_doc.ts";
import { moduleLs } from "./commands/module_ls.ts";
import { playbookShow } from "./commands/playbook_show.ts";
import { playbookValidate } from "./commands/playbook_validate.ts";
import { pluginCall } from "./commands/plugin_call.ts";
import { pluginInfo } from "./commands/plugin_info.ts";
import { pluginLs } from "./commands/plugin_ls.ts";
import { pluginTrust } from "./commands/plugin_trust.ts";
import { run } from "./commands/run.ts";
import { vaultCreate } from "./commands/vault_create.ts";
import { vaultDecrypt } from "./commands/vault_decrypt.ts";
import { vaultEdit } from "./commands/vault_edit.ts";
import { vaultEncrypt } from "./commands/vault_encrypt.ts";
import { vaultEncryptString } from "./commands/vault_encrypt_string.ts";
import { vaultRekey } from "./commands/vault_rekey.ts";
import { vaultView } from "./commands/vault_view.ts";

/** All commands, in the order that help lists them. */
export const COMMANDS: readonly BoundCommand[] = [
  run,
  inventoryLs,
  inventoryGraph,
  inventoryHost,
  playbookShow,
  playbookValidate,
  pluginLs,
  pluginInfo,
  pluginCall,
  pluginTrust,
  moduleLs,
  moduleDoc,
  vaultEncrypt,
  vaultDecrypt,
  vaultView,
  vaultEdit,
  vaultCreate,
  vaultRekey,
  vaultEncryptString,
  configDump,
  configList,
  configView,
];

/** A first word that several commands share. */
export interface Group {
  readonly word: string;
  readonly alias?: string;
  readonly brief: string;
}

/** All groups of commands. */
export const GROUPS: readonly Group[] = [
  { word: "inventory", alias: "i", brief: "Show what hosts and groups there are" },
  { word: "playbook", alias: "p", brief: "Look at playbooks without running them" },
  { word: "plugin", brief: "Look at plugins, call and trust them" },
  { word: "module", brief: "Look up task modules" },
  { word: "vault", brief: "Encrypt, read and change secrets in files" },
  { word: "config", brief: "Look at the settings in ansible.cfg and in the environment" },
];

/** @returns The group that `word` names. */
export function groupOf(word: string): Group | undefined {
  return GROUPS.find((group) => group.word === word || group.alias === word);
}
