import { DiagnosticError } from "../../lib/base/diagnostic.ts";
import { isFloat, type Value } from "../../lib/base/value.ts";
import { valueToJson } from "../../lib/base/value_json.ts";
import { parseYaml } from "../../lib/source/yaml.ts";
import type { YamlEntry, YamlMapping, YamlNode } from "../../lib/source/yaml_node.ts";
import { expandHostPattern } from "./host_range.ts";
import { InventoryBuilder } from "./inventory_builder.ts";

/**
 * Reads Ansible's YAML inventory: groups with `hosts`, `children` and `vars`, each a mapping.
 *
 * @throws {DiagnosticError} If the text is not YAML, or not of this form, with Ansible's message.
 */
export function parseYamlInventory(text: string, file: string): InventoryBuilder {
  const { root, warnings } = parseYaml(text, { file });
  const builder = new InventoryBuilder();
  for (const warning of warnings) builder.warn(warning.message);
  if (isEmpty(root)) throw fail("Parsed empty YAML file", root);
  if (root.kind !== "mapping") {
    const type = pythonClass(root);
    throw fail(
      `YAML inventory has invalid structure, it should be a dictionary, got: ${type}`,
      root,
    );
  }
  const plugin = root.entry("plugin");
  if (plugin !== undefined && !isEmpty(plugin.value)) {
    throw fail(
      "Plugin configuration YAML file, not YAML inventory",
      plugin.key,
      unsupported(plugin),
    );
  }
  for (const entry of root.entries) readGroup(builder, entry);
  return builder;
}

/** @returns The group's name. */
function readGroup(builder: InventoryBuilder, { key, value }: YamlEntry): string {
  const name = textOf(key.value);
  const isGroup = value.kind === "mapping" || value.value === null;
  if (!isGroup) {
    builder.warn(`Skipping '${key.text}' as this is not a valid group definition`);
    return key.text;
  }
  if (name === undefined || name === "") {
    const reason = name === ""
      ? "Invalid empty/false group name provided: "
      : `Invalid group name supplied, expected a string but got ${
        pythonClass(key)
      } for ${key.text}`;
    throw fail(`Unable to add group ${key.text}: ${reason}`, key);
  }
  builder.addGroup(name, key.position);
  if (value.kind === "mapping") readSections(builder, name, value);
  return name;
}

function readSections(builder: InventoryBuilder, group: string, node: YamlMapping): void {
  for (const section of ["vars", "children", "hosts"]) {
    const value = node.get(section);
    if (value === undefined || isSection(value)) continue;
    throw fail(
      `Invalid "${section}" entry for "${group}" group, requires a dictionary, ` +
        `found "${pythonClass(value)}" instead.`,
      value,
    );
  }
  for (const entry of node.entries) readSection(builder, group, entry);
}

function readSection(builder: InventoryBuilder, group: string, entry: YamlEntry): void {
  const { key, value } = entry;
  const items = sectionEntries(value);
  const name = key.text;
  if (items === undefined) {
    if (value.value !== null) {
      builder.warn(
        `Skipping key (${name}) in group (${group}) as it is not a mapping, ` +
          `it is a ${pythonClass(value)}`,
      );
    }
  } else if (name === "vars") {
    for (const item of items) setVar(builder, group, item);
  } else if (name === "children") {
    for (const item of items) addChild(builder, group, item);
  } else if (name === "hosts") {
    for (const item of items) addHosts(builder, group, item);
  } else if (value.kind === "mapping") {
    builder.warn(
      `Skipping unexpected key (${name}) in group (${group}), ` +
        'only "vars", "children" and "hosts" are valid',
    );
  } else {
    builder.warn(
      `Skipping key (${name}) in group (${group}) as it is not a mapping, ` +
        `it is a ${pythonClass(value)}`,
    );
  }
}

function setVar(builder: InventoryBuilder, group: string, item: SectionEntry): void {
  const { key, value } = item;
  builder.setGroupVar(group, {
    key: key.text,
    value: value?.value ?? null,
    position: key.position,
  });
}

function addChild(builder: InventoryBuilder, group: string, item: SectionEntry): void {
  const { key, value } = item;
  const child = value === undefined ? key.text : readGroup(builder, { key, value });
  if (value === undefined) builder.addGroup(child, key.position);
  if (!builder.hasGroup(child)) throw fail(`${child} is not a known host nor group`, key);
  try {
    builder.addChild(group, child);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw fail(error.message, key);
  }
}

function addHosts(builder: InventoryBuilder, group: string, item: SectionEntry): void {
  const { key, value } = item;
  const pattern = textOf(key.value);
  if (pattern === undefined) {
    throw fail(
      `Host pattern ${key.text} must be a string. Enclose integers/floats in quotation marks.`,
      key,
    );
  }
  if (value !== undefined && value.kind !== "mapping" && !isEmpty(value)) {
    throw fail(
      "Invalid data from file, expected dictionary and got:\n\n" + valueToJson(value.value),
      value,
    );
  }
  const { names, port } = expand(pattern, key);
  const vars = value?.kind === "mapping"
    ? value.entries.map((entry) => ({
      key: entry.key.text,
      value: entry.value.value,
      position: entry.key.position,
    }))
    : [];
  const position = key.position;
  for (const name of names) {
    builder.addHost({ name, group, port, position });
    for (const entry of vars) builder.setHostVar(name, entry);
  }
}

function expand(pattern: string, key: YamlNode): ReturnType<typeof expandHostPattern> {
  try {
    return expandHostPattern(pattern);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw fail(error.message, key);
  }
}

/** An entry of a section; a section that is one text has an entry without a value. */
interface SectionEntry {
  readonly key: YamlEntry["key"];
  readonly value: YamlNode | undefined;
}

function sectionEntries(node: YamlNode): readonly SectionEntry[] | undefined {
  if (node.kind === "mapping") return node.entries;
  if (node.kind === "scalar" && typeof node.value === "string") {
    return [{ key: node, value: undefined }];
  }
  return undefined;
}

function isSection(node: YamlNode): boolean {
  return node.value === null || sectionEntries(node) !== undefined;
}

function textOf(value: Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Empty in Python's sense. */
function isEmpty(node: YamlNode): boolean {
  if (node.kind === "mapping") return node.entries.length === 0;
  if (node.kind === "sequence") return node.items.length === 0;
  const { value } = node;
  return value === null || value === false || value === 0 || value === "";
}

/** @returns Python's name for the class of a node, which Ansible's messages show. */
function pythonClass(node: YamlNode): string {
  if (node.kind === "sequence") return "<class 'ansible.parsing.yaml.objects.AnsibleSequence'>";
  if (node.kind === "mapping") return "<class 'ansible.parsing.yaml.objects.AnsibleMapping'>";
  const { value } = node;
  if (typeof value === "boolean") return "<class 'bool'>";
  if (isFloat(value)) return "<class 'float'>";
  if (typeof value === "number" || typeof value === "bigint") return "<class 'int'>";
  if (value === null) return "<class 'NoneType'>";
  return "<class 'ansible.parsing.yaml.objects.AnsibleUnicode'>";
}

function unsupported({ value }: YamlEntry): string {
  return `There is no inventory plugin ${value.kind === "scalar" ? `"${value.text}" ` : ""}` +
    "in shep: use the file that ansible-inventory --list --output writes";
}

function fail(message: string, node: YamlNode, hint?: string): DiagnosticError {
  const finding = { rule: "inventory-yaml", severity: "error", message } as const;
  const { position } = node;
  return new DiagnosticError([{ ...finding, position, ...(hint === undefined ? {} : { hint }) }]);
}
