import {
  inventoryJson,
  inventoryList,
  inventoryTree,
} from "../../engine/inventory/inventory_list.ts";
import { inventoryDetails, inventoryText } from "../../engine/inventory/inventory_text.ts";
import { dumpYaml } from "../../source/yaml_dump.ts";
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
    app.out(dumpYaml(inventoryTree(loaded, listOptions), { allowUnicode: true }));
  } else if (options.verbosity > 0) {
    app.out(`${inventoryDetails(loaded, listOptions)}\n`);
  } else app.out(`${inventoryText(loaded)}\n`);
  return listed.finish();
}
