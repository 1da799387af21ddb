import { Masker } from "../../base/mask.ts";
import { absolutePath } from "../../base/posix_path.ts";
import { isDict, type Value, Vaulted } from "../../base/value.ts";
import { NO_HOSTS_LEFT, readLimit } from "../../engine/inventory/host_limit.ts";
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
  /** The folder whose group_vars and host_vars count; the working folder if left out. */
  readonly playbookFolder?: string | undefined;
  /** Whether variables are shown where they are set. */
  readonly isExport?: boolean;
  /** The file to write to instead of the standard output. */
  readonly output?: string | undefined;
}

/** An inventory to be shown. */
export interface ListedInventory extends AsyncDisposable {
  readonly loaded: LoadedInventory;
  readonly listOptions: ListOptions;
  /** Writes the result to where it is wanted. */
  write(text: string): void;
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
    const workingFolder = app.system.environment.workingFolder();
    const loaded = await openInventory(app, plugins.manager, {
      sources: given.inventory,
      vault,
      playbookFolder: absolutePath(given.playbookFolder ?? ".", workingFolder),
    });
    app.report(loaded.diagnostics);
    const tell = () => loaded.warnings.forEach((warning) => app.warn(warning));
    tell();
    if (given.limit !== undefined) limit(app, loaded, given.limit);
    const extraVars = readExtraVars(given.extraVars, {
      files: app.system.files,
      workingFolder,
      decryptVars: (text, path) => vault.decryptVars(text, path),
    });
    return {
      loaded,
      listOptions: {
        isExport: given.isExport ?? false,
        extraVars,
        mask: (value) => masked(value, masker),
        // Ansible reads the working folder's files for hosts alone.
        ownFiles: given.playbookFolder === undefined ? "inventory" : "everywhere",
      },
      write: (text) => write(app, text, given.output),
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

/** A file has the text as it is, as Ansible's have; on the terminal it is whole lines. */
function write(app: App, text: string, output: string | undefined): void {
  if (output === undefined) return app.out(text.endsWith("\n") ? text : `${text}\n`);
  try {
    Deno.writeTextFileSync(output, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`Unable to write to destination file (${output}): ${why}`, { cause });
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
      throw new CommandError(NO_HOSTS_LEFT);
    }
    inventory.keepHosts(new Set(hosts));
  } catch (cause) {
    if (cause instanceof HostPatternError) throw new CommandError(cause.message, { cause });
    throw cause;
  }
}
