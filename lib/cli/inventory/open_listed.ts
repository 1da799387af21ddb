import { Masker } from "../../base/mask.ts";
import { isDict, type Value, Vaulted } from "../../base/value.ts";
import { readLimit } from "../../engine/inventory/host_limit.ts";
import { HostPatternError, selectHosts } from "../../engine/inventory/host_pattern.ts";
import type { ListOptions } from "../../engine/inventory/listed_vars.ts";
import type { LoadedInventory } from "../../engine/inventory/load_inventory.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { enforceConfig, openConfig } from "../config/open_config.ts";
import { EXIT } from "../exit_code.ts";
import { readExtraVars } from "../extra_vars.ts";
import { openPlugins } from "../plugins/open_plugins.ts";
import { openVault } from "../vault/open_vault.ts";
import type { VaultArguments } from "../vault/vault_options.ts";
import { inventoryPlaces, openInventory } from "./open_inventory.ts";

/** What all commands that show an inventory are told. */
export interface InventoryArguments extends VaultArguments {
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
  const config = openConfig(app);
  enforceConfig(app, config, ["DEFAULT_HASH_BEHAVIOUR", "TRANSFORM_INVALID_GROUP_CHARS"]);
  const masker = new Masker();
  const vault = await openVault(app, given, { config, masker });
  const plugins = await openPlugins(app, {
    folders: given.pluginFolders,
    transports: given.pluginTransports,
    verbosity: given.verbosity,
    inventory: inventoryPlaces(app, given.inventory),
  });
  try {
    const loaded = await openInventory(app, plugins.manager, { sources: given.inventory, vault });
    app.report(loaded.diagnostics);
    const tell = () => loaded.warnings.forEach((warning) => app.warn(warning));
    tell();
    if (given.limit !== undefined) limit(app, loaded, given.limit);
    const extraVars = readExtraVars(given.extraVars, {
      files: app.system.files,
      workingFolder: app.system.environment.workingFolder(),
      decryptVars: (text, path) => vault.decryptVars(text, path),
    });
    return {
      loaded,
      listOptions: { isExport: false, extraVars, mask: (value) => masked(value, masker) },
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

/** What is still encrypted is shown so, as Ansible does. */
function masked(value: Value, masker: Masker): Value {
  if (value instanceof Vaulted) return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, masker));
  if (isDict(value)) return new Map([...value].map(([key, item]) => [key, masked(item, masker)]));
  return masker.value(value);
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
