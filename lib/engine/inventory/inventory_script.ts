import { type Dict, dict, isDict, type Value } from "../../base/value.ts";
import { valueFromJson, valueToJson } from "../../base/value_json.ts";
import type { InventoryResponse } from "../../wire/inventory.ts";
import type { InventoryPorts, ScriptOutcome } from "./inventory_ports.ts";

const SHEBANG = [0x23, 0x21];
const ELF = [0x7f, 0x45, 0x4c, 0x46];

/** @returns Whether a file is to be run: it is executable, or starts with `#!`. */
export function isScript(content: Uint8Array, mode: number): boolean {
  return (mode & 0o111) !== 0 || startsWith(content, SHEBANG);
}

/**
 * Runs an inventory script with `--list` and, if its output has no `_meta.hostvars`, once for each
 * host with `--host`.
 */
export async function loadScript(
  path: string,
  content: Uint8Array,
  ports: InventoryPorts,
): Promise<InventoryResponse> {
  const command = [path, "--list"].join(" ");
  if (ports.run === undefined) return failed(path, `problem running ${command} (not allowed)`);
  // A text that is only marked as executable would be taken for a shell script.
  if (!startsWith(content, SHEBANG) && !startsWith(content, ELF)) {
    return failed(path, `problem running ${command} ([Errno 8] Exec format error: '${path}')`);
  }
  const outcome = await ports.run(path, ["--list"]);
  if (outcome.kind === "failed") {
    return failed(path, `problem running ${command} (${outcome.reason})`);
  }
  if (outcome.code !== 0) {
    const stderr = outcome.stderr.replace(/\n?$/, "\n");
    return failed(path, `Inventory script (${path}) had an execution error: ${stderr}`);
  }
  const response = await ports.parse({ filePath: path, content: outcome.stdout, format: "json" });
  const listed = jsonDict(outcome.stdout);
  if (response.inventory === undefined || listed === undefined || hasHostvars(listed)) {
    return response;
  }
  return await loadHosts(path, { listed, response }, ports);
}

interface ListOutput {
  readonly listed: Dict;
  readonly response: InventoryResponse;
}

async function loadHosts(
  path: string,
  { listed, response }: ListOutput,
  ports: InventoryPorts,
): Promise<InventoryResponse> {
  const hostvars: Dict = new Map();
  for (const { name } of response.inventory?.hosts ?? []) {
    const outcome = await ports.run?.(path, ["--host", name]);
    const vars = hostOutput(outcome);
    if (typeof vars === "string") {
      return failed(path, `problem running ${path} --host ${name}: ${vars}`);
    }
    if (vars === undefined) {
      return failed(path, `could not parse post variable response: ${path} --host ${name}`);
    }
    hostvars.set(name, vars);
  }
  const meta = dict({ hostvars });
  const complete = new Map<Value, Value>([...listed, ["_meta", meta]]);
  const content = new TextEncoder().encode(valueToJson(complete));
  return await ports.parse({ filePath: path, content, format: "json" });
}

/** @returns The variables, a reason why the script did not run, or `undefined` for bad output. */
function hostOutput(outcome: ScriptOutcome | undefined): Dict | string | undefined {
  if (outcome === undefined) return "not allowed";
  if (outcome.kind === "failed") return outcome.reason;
  const text = new TextDecoder().decode(outcome.stdout).trim();
  return text === "" ? new Map() : jsonDict(outcome.stdout);
}

function hasHostvars(listed: Dict): boolean {
  const meta = listed.get("_meta");
  return isDict(meta) && meta.has("hostvars");
}

function jsonDict(content: Uint8Array): Dict | undefined {
  try {
    const value = valueFromJson(new TextDecoder().decode(content));
    return isDict(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function failed(path: string, message: string): InventoryResponse {
  return {
    warnings: [` * Failed to parse ${path} with script plugin: ${message}`],
    error: `Unable to parse ${path} as an inventory source`,
    diagnostics: [{
      rule: "inventory-script",
      severity: "error",
      message,
      position: { file: path, line: 1, column: 1 },
    }],
  };
}

function startsWith(content: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => content[index] === byte);
}
