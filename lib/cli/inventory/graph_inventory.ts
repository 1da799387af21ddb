import { inventoryGraph } from "../../engine/inventory/inventory_graph.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { type InventoryArguments, openListed } from "./open_listed.ts";

/** What `shep inventory graph` was asked for. */
export interface GraphArguments extends InventoryArguments {
  readonly group?: string | undefined;
  readonly vars: boolean;
}

/** @returns The exit code of `shep inventory graph`. */
export async function graphInventory(app: App, options: GraphArguments): Promise<number> {
  await using listed = await openListed(app, options);
  const { loaded, listOptions } = listed;
  const name = options.group ?? "all";
  const group = loaded.inventory.groups.get(name);
  if (group === undefined) {
    throw new CommandError("Pattern must be valid group name when using --graph", {
      exitCode: EXIT.options,
      hint: `there is no group ${name}`,
    });
  }
  listed.write(inventoryGraph(loaded, group, { ...listOptions, hasVars: options.vars }));
  return listed.finish();
}
