import { absolutePath } from "../../base/posix_path.ts";
import type { ScriptOutcome } from "../../engine/inventory/inventory_ports.ts";
import { type LoadedInventory, loadInventory } from "../../engine/inventory/load_inventory.ts";
import { loadInventory as parseInventory } from "../../plugin/client.ts";
import type { Caller } from "../../plugin/manager.ts";
import type { App } from "../app.ts";

/** Which hosts a command is about. */
export interface InventoryRequest {
  /** What `-i` said; without a word ANSIBLE_INVENTORY, then /etc/ansible/hosts. */
  readonly sources: readonly string[];
  /** The folder of the playbook, if there is one. */
  readonly playbookFolder?: string;
  /** @returns The plain text of a vault. */
  readonly decrypt?: (text: string, file: string) => string;
}

/** Reads an inventory by the inventory plugin. What was told of it is the caller's to show. */
export async function openInventory(
  app: App,
  plugins: Caller,
  request: InventoryRequest,
): Promise<LoadedInventory> {
  const { files, environment } = app.system;
  const options = {
    sources: inventorySources(app, request.sources),
    workingFolder: environment.workingFolder(),
    playbookFolder: request.playbookFolder,
  };
  return await loadInventory(options, {
    files,
    parse: (source) => parseInventory(plugins, source),
    run: (program, args) => runScript(app, program, args),
    decrypt: request.decrypt,
  });
}

/** @returns The sources that count where the command line names none. */
export function inventorySources(app: App, given: readonly string[]): readonly string[] {
  if (given.length > 0) return given;
  const named = app.system.environment.variable("ANSIBLE_INVENTORY");
  if (named === undefined || named === "") return ["/etc/ansible/hosts"];
  return [named];
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
