import type { Diagnostic } from "../base/diagnostic.ts";
import type { Position } from "../base/position.ts";
import type { Var } from "./domain.ts";

/** A target of plays. `address` and `port` are ansible_host and ansible_port where literal. */
export interface Host {
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly vars: readonly Var[];
  readonly position?: Position;
}

/** A group: its hosts and children are names. */
export interface Group {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly children: readonly string[];
  readonly vars: readonly Var[];
  readonly position?: Position;
}

/** What one inventory source says. */
export interface Inventory {
  readonly hosts: readonly Host[];
  readonly groups: readonly Group[];
}

/** How an inventory source is written; `auto` tries them in Ansible's order. */
export type InventoryFormat = "auto" | "yaml" | "ini" | "json" | "host_list" | "toml";

/** Request of capability `inventory`. Without `content` the plugin asks the host for the file. */
export interface InventoryRequest {
  readonly filePath: string;
  readonly content?: Uint8Array;
  readonly format: InventoryFormat;
}

/** Reply of capability `inventory`: either an inventory or an error, and all findings. */
export interface InventoryResponse {
  readonly inventory?: Inventory;
  readonly warnings: readonly string[];
  readonly error?: string;
  readonly diagnostics: readonly Diagnostic[];
}
