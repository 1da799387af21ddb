import { NO_HOSTS_LEFT, readLimit } from "../../engine/inventory/host_limit.ts";
import { HostPatternError, selectHosts } from "../../engine/inventory/host_pattern.ts";
import type { LoadedInventory } from "../../engine/inventory/load_inventory.ts";
import { SelectedInventory } from "../../engine/inventory/selected_inventory.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { openConfig } from "../config/open_config.ts";

/** How the hosts of a run are chosen. */
export interface SelectOptions {
  /** What `-i` said. */
  readonly sources: readonly string[];
  /** What `--limit` said. */
  readonly limit: string | undefined;
  readonly warn: (message: string) => void;
  /** Reads the sources anew. */
  readonly reload: () => Promise<LoadedInventory>;
}

/**
 * @returns The inventory as a run sees it.
 * @throws {CommandError} If `--limit` selects no host of the inventory, though there are some.
 */
export function selectInventory(
  app: App,
  { inventory, vars }: LoadedInventory,
  { sources, limit, warn, reload }: SelectOptions,
): SelectedInventory {
  if (inventory.hosts.size === 0 && openConfig(app).flag("LOCALHOST_WARNING")) {
    warn(
      "provided hosts list is empty, only localhost is available. Note that the implicit " +
        "localhost does not match 'all'",
    );
  }
  const parts = limit === undefined ? undefined : partsOf(limit, app);
  if (parts !== undefined) {
    const { hosts, warnings } = selectHosts(inventory, parts);
    warnings.forEach(warn);
    // The implicit localhost does not count.
    if (inventory.hosts.size > 0 && !hosts.some(({ name }) => inventory.hosts.has(name))) {
      throw new CommandError(NO_HOSTS_LEFT);
    }
  }
  return new SelectedInventory({ inventory, vars, sources, limit: parts, reload });
}

function partsOf(limit: string, app: App): readonly string[] {
  try {
    return readLimit(limit, app.system.files);
  } catch (cause) {
    if (cause instanceof HostPatternError) throw new CommandError(cause.message, { cause });
    throw cause;
  }
}
