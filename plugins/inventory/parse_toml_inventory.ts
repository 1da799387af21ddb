import { parse, TomlDate, TomlError } from "smol-toml";
import { DiagnosticError } from "../../lib/base/diagnostic.ts";
import { type Dict, float, int, isDict, isList, type Value } from "../../lib/base/value.ts";
import { expandHostPattern } from "./host_range.ts";
import { InventoryBuilder } from "./inventory_builder.ts";

/**
 * Reads Ansible's TOML inventory: a table per group with the tables `hosts` and `vars` and the list
 * `children`.
 *
 * @throws {DiagnosticError} If the text is not TOML, or not of this form.
 */
export function parseTomlInventory(text: string, file: string): InventoryBuilder {
  const root = readToml(text, file);
  if (root.size === 0) throw fail("Parsed empty TOML file", { file });
  if (root.has("plugin")) {
    throw fail("Plugin configuration TOML file, not TOML inventory", { file });
  }
  const builder = new InventoryBuilder();
  for (const [name, data] of root) readGroup(builder, String(name), { data, file });
  return builder;
}

interface GroupSource {
  readonly data: Value;
  readonly file: string;
}

function readToml(text: string, file: string): Dict {
  try {
    const value = toValue(parse(text, { integersAsBigInt: true }));
    return isDict(value) ? value : new Map();
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = "Invalid TOML"] = error.message.split("\n");
    throw fail(message, { file, line: error.line, column: error.column });
  }
}

function readGroup(builder: InventoryBuilder, name: string, { data, file }: GroupSource): void {
  if (!isDict(data)) {
    builder.warn(`Skipping '${name}' as this is not a valid group definition`);
    return;
  }
  builder.addGroup(name, undefined);
  for (const [section, value] of data) {
    if (section === "vars" && isDict(value)) {
      for (const [key, item] of value) {
        builder.setGroupVar(name, { key: String(key), value: item, position: undefined });
      }
    } else if (section === "children" && isList(value)) {
      for (const child of value) addChild(builder, [name, String(child)], file);
    } else if (section === "hosts" && isDict(value)) {
      for (const [pattern, vars] of value) {
        addHosts(builder, name, { pattern: String(pattern), vars, file });
      }
    } else {
      builder.warn(
        `Skipping unexpected key "${section}" in group "${name}", ` +
          'only "vars", "children" and "hosts" are valid',
      );
    }
  }
}

function addChild(
  builder: InventoryBuilder,
  [parent, child]: readonly [string, string],
  file: string,
): void {
  try {
    builder.addChild(parent, child);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw fail(error.message, { file });
  }
}

interface HostsSource {
  readonly pattern: string;
  readonly vars: Value;
  readonly file: string;
}

function addHosts(builder: InventoryBuilder, group: string, source: HostsSource): void {
  const { pattern, vars, file } = source;
  let expanded: ReturnType<typeof expandHostPattern>;
  try {
    expanded = expandHostPattern(pattern);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw fail(error.message, { file });
  }
  for (const name of expanded.names) {
    builder.addHost({ name, group, port: expanded.port, position: undefined });
    if (!isDict(vars)) continue;
    for (const [key, value] of vars) {
      builder.setHostVar(name, { key: String(key), value, position: undefined });
    }
  }
}

function toValue(value: unknown): Value {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return int(value);
  if (typeof value === "number") return float(value);
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(toValue);
  const result: Dict = new Map();
  for (const [key, item] of Object.entries(value ?? {})) result.set(key, toValue(item));
  return result;
}

function fail(
  message: string,
  place: { readonly file: string; readonly line?: number; readonly column?: number },
): DiagnosticError {
  const position = { file: place.file, line: place.line ?? 1, column: place.column ?? 1 };
  return new DiagnosticError([{ rule: "inventory-toml", severity: "error", message, position }]);
}
