import { type Diagnostic, DiagnosticError } from "../../base/diagnostic.ts";
import { hasVaultHeader } from "../../source/vault_header.ts";
import type { InventoryResponse } from "../../wire/inventory.ts";
import { EffectiveVars, type VarsPlaces } from "./effective_vars.ts";
import { GroupCycleError, Inventory } from "./inventory.ts";
import type { InventoryPorts } from "./inventory_ports.ts";
import { isScript, loadScript } from "./inventory_script.ts";
import {
  DEFAULT_IGNORE_RULES,
  type ExpandedSource,
  expandSource,
  type IgnoreRules,
  type InventorySource,
} from "./inventory_sources.ts";

/** Where hosts are read from. */
export interface InventoryOptions {
  /** What `-i` said, in that order; later ones win. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly workingFolder: string;
  /** The folder of the playbook, beside which there may be `group_vars` and `host_vars`. */
  readonly playbookFolder: string | undefined;
  readonly hashBehaviour?: "replace" | "merge";
  readonly ignore?: IgnoreRules;
  /** Whether to warn where no source could be read; it is, if left out. */
  readonly warnsOfNone?: boolean;
}

/** What was read, and what is to be said about it. */
export interface LoadedInventory {
  readonly inventory: Inventory;
  readonly vars: EffectiveVars;
  /**
   * In Ansible's words, in the order in which they came up. Files of variables are read later and
   * add their own then.
   */
  readonly warnings: readonly string[];
  /** What is wrong with the sources that could not be read. */
  readonly diagnostics: readonly Diagnostic[];
  /** The sources that could not be read. */
  readonly unparsed: readonly string[];
  /** Whether any source could be read; if not, there is the implicit localhost alone. */
  readonly isParsed: boolean;
}

const DEFAULT_SOURCE = "/etc/ansible/hosts";

/**
 * Reads all sources of an inventory. A source that cannot be read is skipped with a warning, as
 * Ansible does; all are read at the same time.
 */
export async function loadInventory(
  options: InventoryOptions,
  ports: InventoryPorts,
): Promise<LoadedInventory> {
  const { workingFolder, ignore = DEFAULT_IGNORE_RULES, warnsOfNone = true } = options;
  const place = { files: ports.files, workingFolder, ignore };
  const expanded = options.sources.filter((source) => source !== "")
    .map((source) => expandSource(source, place));
  const collector = new Collector();
  const responses = await Promise.all(
    expanded.map(async ({ sources }) =>
      await Promise.all(sources.map(async (source) => ({
        source,
        response: await loadSource(source, ports),
      })))
    ),
  );
  for (const { source, response } of responses.flat()) collector.add(source, response);
  if (warnsOfNone) collector.warnOfNone();
  return collector.finish(varsOf(expanded, options), ports);
}

function varsOf(
  expanded: readonly ExpandedSource[],
  { playbookFolder, hashBehaviour = "replace" }: InventoryOptions,
): VarsPlaces {
  const inventoryFolders = expanded.flatMap(({ varsFolder }) => varsFolder ?? []);
  return { inventoryFolders: [...new Set(inventoryFolders)], playbookFolder, hashBehaviour };
}

class Collector {
  readonly #inventory = new Inventory();
  readonly #warnings: string[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #unparsed: string[] = [];
  #isParsed = false;

  add(source: InventorySource, response: InventoryResponse): void {
    const name = source.kind === "hosts" ? source.text : source.path;
    const problem = response.inventory === undefined ? undefined : this.#apply(response, name);
    this.#warnings.push(...response.warnings);
    this.#diagnostics.push(...response.diagnostics);
    if (problem !== undefined) {
      this.#warnings.push(` * Failed to parse ${name}: ${problem}`);
    } else if (response.inventory !== undefined) {
      this.#isParsed = true;
      return;
    }
    this.#unparsed.push(name);
    const isSilent = source.kind === "missing" && name === DEFAULT_SOURCE;
    if (!isSilent) {
      this.#warnings.push(response.error ?? `Unable to parse ${name} as an inventory source`);
    }
  }

  warnOfNone(): void {
    if (this.#isParsed) return;
    this.#warnings.push("No inventory was parsed, only implicit localhost is available");
  }

  finish(
    places: VarsPlaces,
    ports: InventoryPorts,
  ): LoadedInventory {
    if (this.#isParsed) this.#inventory.reconcile();
    const warnings = [...this.#warnings, ...this.#inventory.warnings];
    const warn = (message: string) => {
      if (!warnings.includes(message)) warnings.push(message);
    };
    const { files, decrypt } = ports;
    return {
      inventory: this.#inventory,
      vars: new EffectiveVars(this.#inventory, places, { files, decrypt, warn }),
      warnings,
      diagnostics: this.#diagnostics,
      unparsed: this.#unparsed,
      isParsed: this.#isParsed,
    };
  }

  /** @returns Why the inventory could not be added. */
  #apply({ inventory }: InventoryResponse, name: string): string | undefined {
    if (inventory === undefined) return undefined;
    try {
      this.#inventory.add(inventory, name);
      return undefined;
    } catch (error) {
      if (error instanceof GroupCycleError) return error.message;
      throw error;
    }
  }
}

async function loadSource(
  source: InventorySource,
  ports: InventoryPorts,
): Promise<InventoryResponse> {
  switch (source.kind) {
    case "missing":
      return { warnings: [], diagnostics: [] };
    case "hosts": {
      const content = new TextEncoder().encode(source.text);
      return await ports.parse({ filePath: source.text, content, format: "host_list" });
    }
    case "file":
      return await loadFile(source.path, ports);
    default:
      return source satisfies never;
  }
}

async function loadFile(path: string, ports: InventoryPorts): Promise<InventoryResponse> {
  const status = ports.files.status(path);
  const content = ports.files.read(path);
  if (status === undefined || content === undefined) return { warnings: [], diagnostics: [] };
  const script = isScript(content, status.mode)
    ? await loadScript(path, content, ports)
    : undefined;
  if (script?.inventory !== undefined) return script;
  let plain;
  try {
    plain = decrypted(content, path, ports);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { warnings: [], diagnostics: error.diagnostics };
  }
  const response = await ports.parse({ filePath: path, content: plain, format: "auto" });
  if (script === undefined || response.inventory !== undefined) return response;
  // What was meant to be run has nothing to say as a text.
  return { ...script, warnings: [...script.warnings, ...response.warnings] };
}

function decrypted(content: Uint8Array, path: string, ports: InventoryPorts): Uint8Array {
  if (!hasVaultHeader(content) || ports.decrypt === undefined) return content;
  return new TextEncoder().encode(ports.decrypt(new TextDecoder().decode(content), path));
}
