import { DiagnosticError } from "../../lib/base/diagnostic.ts";
import { type Dict, isDict, isList, type Value } from "../../lib/base/value.ts";
import { valueFromJson } from "../../lib/base/value_json.ts";
import { InventoryBuilder } from "./inventory_builder.ts";

/**
 * Reads what an inventory script prints for `--list`: groups as lists of hosts or as objects with
 * `hosts`, `vars` and `children`, and host variables under `_meta.hostvars`.
 *
 * @throws {DiagnosticError} If the text is not such JSON, with Ansible's message.
 */
export function parseScriptOutput(text: string, file: string): InventoryBuilder {
  const root = readJson(text, file);
  if (!isDict(root)) {
    throw fail(
      `failed to parse executable inventory script results from ${file}: needs to be a json dict\n`,
      file,
    );
  }
  const builder = new InventoryBuilder();
  const hosts: string[] = [];
  for (const [name, data] of root) {
    if (name !== "_meta") hosts.push(...readGroup(builder, { name: String(name), data, file }));
  }
  const hostvars = metaHostvars(root, file);
  for (const host of new Set(hosts)) {
    const vars = hostvars?.get(host);
    if (vars === undefined) continue;
    if (!isDict(vars)) throw fail("Invalid data from file, expected dictionary and got:\n\n", file);
    for (const [key, value] of vars) builder.setHostVar(host, entry(key, value));
  }
  return builder;
}

function readJson(text: string, file: string): Value {
  try {
    return valueFromJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fail(
      `failed to parse executable inventory script results from ${file}: ${error.message}`,
      file,
    );
  }
}

function metaHostvars(root: Dict, file: string): Dict | undefined {
  const meta = root.get("_meta");
  const hostvars = isDict(meta) ? meta.get("hostvars") : undefined;
  if (hostvars === undefined || isDict(hostvars)) return hostvars;
  throw fail('Improperly formatted host information: "_meta.hostvars" must be an object', file);
}

interface ScriptGroup {
  readonly name: string;
  readonly data: Value;
  readonly file: string;
}

/** @returns The names of the group's hosts. */
function readGroup(builder: InventoryBuilder, group: ScriptGroup): readonly string[] {
  const { name, file } = group;
  builder.addGroup(name, undefined);
  const data = groupFields(group);
  const hosts = data.get("hosts") ?? [];
  if (!isList(hosts)) {
    throw fail(`You defined a group '${name}' with bad data for the host list`, file);
  }
  const names = hosts.map((host) => checkedName(host, file));
  for (const host of names) {
    builder.addHost({ name: host, group: name, port: undefined, position: undefined });
  }
  const vars = data.get("vars") ?? new Map();
  if (!isDict(vars)) {
    throw fail(`You defined a group '${name}' with bad data for variables`, file);
  }
  for (const [key, value] of vars) builder.setGroupVar(name, entry(key, value));
  const children = data.get("children");
  for (const child of isList(children) ? children : []) {
    addChild(builder, group, checkedName(child, file));
  }
  return names;
}

/** A list is the group's hosts; an object without known keys is a host with variables. */
function groupFields({ name, data }: ScriptGroup): Dict {
  if (!isDict(data)) return new Map<Value, Value>([["hosts", data]]);
  if (["hosts", "vars", "children"].some((key) => data.has(key))) return data;
  return new Map<Value, Value>([["hosts", [name]], ["vars", data]]);
}

function addChild(builder: InventoryBuilder, group: ScriptGroup, child: string): void {
  try {
    builder.addChild(group.name, child);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw fail(error.message, group.file);
  }
}

function checkedName(name: Value, file: string): string {
  if (typeof name === "string" && name !== "") return name;
  throw fail(`Invalid host name supplied, expected a string but got ${String(name)}`, file);
}

function entry(key: Value, value: Value): { key: string; value: Value; position: undefined } {
  return { key: String(key), value, position: undefined };
}

function fail(message: string, file: string): DiagnosticError {
  const position = { file, line: 1, column: 1 };
  return new DiagnosticError([{ rule: "inventory-script", severity: "error", message, position }]);
}
