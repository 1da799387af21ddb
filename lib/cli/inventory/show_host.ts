import { inventoryJson } from "../../engine/inventory/inventory_list.ts";
import { hostVars } from "../../engine/inventory/listed_vars.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { type InventoryArguments, openListed } from "./open_listed.ts";

/** What `shep inventory host` was asked for. */
export interface HostArguments extends InventoryArguments {
  readonly host: string;
}

/** @returns The exit code of `shep inventory host`. */
export async function showHost(app: App, options: HostArguments): Promise<number> {
  await using listed = await openListed(app, options);
  const { loaded, listOptions } = listed;
  const host = loaded.inventory.host(options.host);
  if (host === undefined) {
    throw new CommandError("You must pass a single valid host to --host parameter", {
      hint: `there is no host ${options.host} in the inventory`,
    });
  }
  app.out(`${inventoryJson(hostVars(loaded, host, listOptions))}\n`);
  return listed.finish();
}
