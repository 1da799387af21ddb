import { inventoryJson, inventoryYaml } from "../../engine/inventory/inventory_list.ts";
import { hostVars } from "../../engine/inventory/listed_vars.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { type InventoryArguments, openListed } from "./open_listed.ts";

/** What `shep inventory host` was asked for. */
export interface HostArguments extends InventoryArguments {
  readonly host: string;
  /** `json` if left out. */
  readonly format?: "json" | "yaml";
}

/** @returns The exit code of `shep inventory host`. */
export async function showHost(app: App, options: HostArguments): Promise<number> {
  await using listed = await openListed(app, options);
  const { loaded, listOptions } = listed;
  const host = loaded.inventory.host(options.host);
  if (host === undefined) {
    throw new CommandError("You must pass a single valid host to --host parameter", {
      exitCode: EXIT.options,
      hint: `there is no host ${options.host} in the inventory`,
    });
  }
  const vars = hostVars(loaded, host, listOptions);
  listed.write(options.format === "yaml" ? inventoryYaml(vars) : inventoryJson(vars));
  return listed.finish();
}
