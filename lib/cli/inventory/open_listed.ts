import { readLimit } from "../../engine/inventory/host_limit.ts";
import { HostPatternError, selectHosts } from "../../engine/inventory/host_pattern.ts";
import type { ListOptions } from "../../engine/inventory/listed_vars.ts";
import type { LoadedInventory } from "../../engine/inventory/load_inventory.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { inventoryPlaces, openInventory } from "./open_inventory.ts";

/** What all commands that show an inventory are told. */
export interface InventoryArguments {
  readonly inventory: readonly string[];
  readonly limit?: string | undefined;
  readonly extraVars: readonly string[];
  readonly verbosity: number;
  readonly pluginFolders: readonly string[];
  readonly pluginTransports: readonly string[];
}

/** An inventory to be shown. */
export interface ListedInventory extends AsyncDisposable {
  readonly loaded: LoadedInventory;
  readonly listOptions: ListOptions;
  /** Tells what came up while variables were shown. @returns The exit code. */
  finish(): number;
}

/**
 * Reads an inventory to show it. Sources that cannot be read are told with their place, and the rest
 * is shown.
 *
 * @throws {CommandError} If `--limit` selects nothing.
 */
export async function openListed(app: App, given: InventoryArguments): Promise<ListedInventory> {
  const plugins = await openPlugins(app, {
    folders: given.pluginFolders,
    transports: given.pluginTransports,
    verbosity: given.verbosity,
    inventory: inventoryPlaces(app, given.inventory),
  });
  try {
    const loaded = await openInventory(app, plugins.manager, { sources: given.inventory });
    app.report(loaded.diagnostics);
    const tell = () => loaded.warnings.forEach((warning) => app.warn(warning));
    tell();
    if (given.limit !== undefined) limit(app, loaded, given.limit);
    const extraVars = readExtraVars(given.extraVars, {
      files: app.system.files,
      workingFolder: app.system.environment.workingFolder(),
      decryptFile: (content) => content,
    });
    return {
      loaded,
      listOptions: { isExport: false, extraVars },
      finish() {
        tell();
        return loaded.unparsed.length > 0 ? EXIT.unreadable : EXIT.ok;
      },
      [Symbol.asyncDispose]: () => plugins[Symbol.asyncDispose](),
    };
  } catch (error) {
    await plugins[Symbol.asyncDispose]();
    throw error;
  }
}

function limit(app: App, { inventory }: LoadedInventory, pattern: string): void {
  try {
    const { hosts, warnings } = selectHosts(inventory, readLimit(pattern, app.system.files));
    for (const warning of warnings) app.warn(warning);
    if (hosts.length === 0) {
      throw new CommandError("Specified hosts and/or --limit does not match any hosts");
    }
    inventory.keepHosts(new Set(hosts));
  } catch (cause) {
    if (cause instanceof HostPatternError) throw new CommandError(cause.message, { cause });
    throw cause;
  }
}
