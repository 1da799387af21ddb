import type { Diagnostic } from "../base/diagnostic.ts";
import type { Position } from "../base/position.ts";
import type { Var } from "./domain.ts";
import * as fbs from "./generated/capabilities/inventory.ts";
import { FileTable } from "./_domain_codec.ts";
import { readFindings, writeFindings } from "./_findings_codec.ts";
import { readInventory, writeInventory } from "./_inventory_codec.ts";
import { decode, given, nameOf, need, texts } from "./_read.ts";
import { bytes, encode, text } from "./_write.ts";

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

const FORMATS: readonly InventoryFormat[] = ["auto", "yaml", "ini", "json", "host_list", "toml"];

/** @returns The bytes of an InventoryRequest. */
export function encodeInventoryRequest(request: InventoryRequest): Uint8Array<ArrayBuffer> {
  return encode((builder) =>
    fbs.InventoryRequest.createInventoryRequest(
      builder,
      text(builder, request.filePath),
      bytes(builder, request.content),
      FORMATS.indexOf(request.format),
    ), [request.content]);
}

/** @throws {WireError} If `bytes` is no InventoryRequest. */
export function decodeInventoryRequest(bytes: Uint8Array): InventoryRequest {
  return decode("InventoryRequest", bytes, {
    root: fbs.InventoryRequest.getRootAsInventoryRequest,
    read: (table) =>
      given<InventoryRequest>({
        filePath: need(table.filePath(), "file_path"),
        content: table.contentArray(),
        format: nameOf(FORMATS, table.format(), "format"),
      }),
  });
}

/** @returns The bytes of an InventoryResponse. */
export function encodeInventoryResponse(response: InventoryResponse): Uint8Array<ArrayBuffer> {
  return encode((builder) => {
    const files = new FileTable();
    const inventory = response.inventory === undefined
      ? 0
      : writeInventory(builder, response.inventory, files);
    const findings = writeFindings(builder, response, files);
    return fbs.InventoryResponse.createInventoryResponse(builder, inventory, ...findings);
  });
}

/** @throws {WireError} If `bytes` is no InventoryResponse. */
export function decodeInventoryResponse(bytes: Uint8Array): InventoryResponse {
  return decode("InventoryResponse", bytes, {
    root: fbs.InventoryResponse.getRootAsInventoryResponse,
    read: (table) => {
      const files = texts(table.filesLength(), (i) => table.files(i));
      const inventory = table.inventory();
      return given<InventoryResponse>({
        inventory: inventory === null ? null : readInventory(inventory, files),
        ...readFindings(table, files),
      });
    },
  });
}
