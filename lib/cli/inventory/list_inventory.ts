import {
  inventoryJson,
  inventoryList,
  inventoryTree,
  inventoryYaml,
} from "../../engine/inventory/inventory_list.ts";
import { inventoryDetails, inventoryText } from "../../engine/inventory/inventory_text.ts";
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
    listed.write(inventoryJson(inventoryList(loaded, listOptions)));
  } else if (options.format === "yaml") {
    listed.write(inventoryYaml(inventoryTree(loaded, listOptions)));
  } else if (options.verbosity > 0) {
    listed.write(inventoryDetails(loaded, listOptions));
  } else listed.write(inventoryText(loaded));
  return listed.finish();
}
