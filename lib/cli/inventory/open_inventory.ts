import { DiagnosticError } from "../../base/diagnostic.ts";
import { absolutePath } from "../../base/posix_path.ts";
import type { ScriptOutcome } from "../../engine/inventory/inventory_ports.ts";
import {
  type InventoryOptions,
  type LoadedInventory,
  loadInventory,
} from "../../engine/inventory/load_inventory.ts";
import { VaultError } from "../../engine/vault/vault_error.ts";
import { loadInventory as parseInventory } from "../../plugin/client.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";
import { CommandError } from "../command_error.ts";
import { openConfig } from "../config/open_config.ts";
import type { RunVault } from "../vault/open_vault.ts";

/** Which hosts a command is about. */
export interface InventoryRequest {
  /** What `-i` said; without a word what the configuration says. */
  readonly sources: readonly string[];
  /** The folder of the playbook, if there is one. */
  readonly playbookFolder?: string;
  readonly vault: RunVault;
}

/**
 * Reads an inventory by the inventory plugin. What was told of it is the caller's to show.
 *
 * @throws {CommandError} If a source cannot be read, and the configuration makes that an error.
 */
export async function openInventory(
  app: App,
  plugins: Caller,
  request: InventoryRequest,
): Promise<LoadedInventory> {
  const { files, environment } = app.system;
  const config = openConfig(app);
  const options: InventoryOptions = {
    sources: inventorySources(app, request.sources),
    workingFolder: environment.workingFolder(),
    playbookFolder: request.playbookFolder,
    hashBehaviour: config.text("DEFAULT_HASH_BEHAVIOUR") === "merge" ? "merge" : "replace",
    ignore: {
      extensions: config.list("INVENTORY_IGNORE_EXTS"),
      patterns: config.list("INVENTORY_IGNORE_PATTERNS"),
    },
    warnsOfNone: config.flag("INVENTORY_UNPARSED_WARNING"),
  };
  const loaded = await loadInventory(options, {
    files,
    parse: (source) => parseInventory(plugins, source),
    run: (program, args) => runScript(app, program, args),
    decrypt: (text, file) => decrypted(request.vault, text, file),
  });
  requireParsed(app, loaded);
  return loaded;
}

function decrypted(vault: RunVault, text: string, file: string): string {
  try {
    return vault.decryptVars(text, file);
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    throw new DiagnosticError([{
      rule: "vault-secret",
      severity: "error",
      message: cause.message,
      position: { file, line: 1, column: 1 },
      hint: "Give the vault's password, such as with --vault-password-file",
    }], { cause });
  }
}

function requireParsed(app: App, loaded: LoadedInventory): void {
  const config = openConfig(app);
  const [unparsed] = loaded.unparsed;
  let problem: string | undefined;
  if (config.flag("INVENTORY_ANY_UNPARSED_IS_FAILED") && unparsed !== undefined) {
    problem = `Completely failed to parse inventory source ${unparsed}`;
  } else if (config.flag("INVENTORY_UNPARSED_IS_FAILED") && !loaded.isParsed) {
    problem = "No inventory was parsed, please check your configuration and options.";
  }
  if (problem === undefined) return;
  app.report(loaded.diagnostics);
  loaded.warnings.forEach((warning) => app.warn(warning));
  throw new CommandError(problem);
}

/** @returns The sources that count where the command line names none. */
export function inventorySources(app: App, given: readonly string[]): readonly string[] {
  return given.length > 0 ? given : openConfig(app).list("DEFAULT_HOST_LIST");
}

/** @returns The sources as absolute paths: what plugins may read of the inventory. */
export function inventoryPlaces(app: App, given: readonly string[]): readonly string[] {
  const folder = app.system.environment.workingFolder();
  return inventorySources(app, given)
    .filter((source) => !source.includes(","))
    .map((source) => absolutePath(source, folder));
}

async function runScript(
  app: App,
  program: string,
  args: readonly string[],
): Promise<ScriptOutcome> {
  try {
    const { ending, stdout, stderr } = await app.system.processes.run({ program, args });
    const code = ending.kind === "exited" ? ending.code : 1;
    return { kind: "exited", code, stdout, stderr: new TextDecoder().decode(stderr) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
