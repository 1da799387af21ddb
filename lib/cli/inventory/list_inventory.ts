import {
  inventoryJson,
  inventoryList,
  inventoryTree,
} from "../../engine/inventory/inventory_list.ts";
import { inventoryDetails, inventoryText } from "../../engine/inventory/inventory_text.ts";
import { yamlDump, type YamlDumpOptions } from "../../engine/template/yaml_dump.ts";
import type { App } from "../app.ts";
import { type InventoryArguments, openListed } from "./open_listed.ts";

/** What `shep inventory ls` was asked for. */
export interface ListArguments extends InventoryArguments {
  readonly format: "text" | "json" | "yaml";
}

/** @returns The exit code of `shep inventory ls`. */
export async function listInventory(app: App, options: ListArguments): Promise<number> {
  await using listed = await openListed(app, options);
  const { loaded, listOptions } = listed;
  if (options.format === "json") {
    app.out(`${inventoryJson(inventoryList(loaded, listOptions))}\n`);
  } else if (options.format === "yaml") {
    app.out(yamlDump(inventoryTree(loaded, listOptions), YAML_LAYOUT));
  } else if (options.verbosity > 0) {
    app.out(`${inventoryDetails(loaded, listOptions)}\n`);
  } else app.out(`${inventoryText(loaded)}\n`);
  return listed.finish();
}

/** As `ansible-inventory -y` lays it out. */
const YAML_LAYOUT: YamlDumpOptions = {
  indent: 2,
  width: 80,
  sortKeys: true,
  flow: "never",
  explicitStart: false,
  explicitEnd: false,
};
