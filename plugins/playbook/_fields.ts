import { Float, Unsafe, type Value, Vaulted } from "../../lib/base/value.ts";
import { valueToJson } from "../../lib/base/value_json.ts";
import type { YamlEntry, YamlMapping, YamlNode } from "../../lib/source/yaml_node.ts";
import type { Keyword, Setting, Var } from "../../lib/plugin/sdk.ts";
import { type Findings, kindOf } from "./_findings.ts";
import { TEXT_KEYWORDS } from "./keywords.ts";

/** @returns The key's text; keys that are numbers or booleans as Python prints them. */
export function keyText(entry: YamlEntry): string {
  return scalarText(entry.key.value);
}

/** @returns A scalar as Python's str() prints it; "" for null. */
export function scalarText(value: Value): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value instanceof Float) return valueToJson(value);
  if (value instanceof Unsafe || value instanceof Vaulted) return value.text;
  return value === null ? "" : String(value);
}

/** @returns `name:` as a text; `undefined` if there is none. */
export function nameOf(entry: YamlEntry | undefined): string | undefined {
  if (entry === undefined || entry.value.kind !== "scalar" || entry.value.value === null) {
    return undefined;
  }
  return scalarText(entry.value.value);
}

/** @returns A variable or argument made of an entry. */
export function varOf(entry: YamlEntry): Var {
  return {
    key: keyText(entry),
    value: valueToJson(entry.value.value),
    position: entry.key.position,
  };
}

/** @returns A keyword as it was written. */
export function settingOf(keyword: Keyword, entry: YamlEntry): Setting {
  return { keyword, value: valueToJson(entry.value.value), position: entry.key.position };
}

/**
 * Records values that no template can make right: lists and mappings for a text, tags that are no
 * list, collections that are no names.
 */
export function checkSetting(entry: YamlEntry, findings: Findings): void {
  const { value } = entry;
  const keyword = keyText(entry);
  if (TEXT_KEYWORDS.has(keyword) && value.kind !== "scalar") {
    findings.error(
      "invalid-keyword-value",
      `The field '${keyword}' is supposed to be a string type, however the incoming data structure is ${
        kindOf(value)
      }`,
      value,
    );
  }
  if (keyword === "tags") checkTags(value, findings);
  if (keyword === "collections") checkCollections(value, findings);
}

function checkTags(value: YamlNode, findings: Findings): void {
  const items = value.kind === "sequence" ? value.items : [value];
  for (const item of items) {
    if (item.kind === "sequence") checkTags(item, findings);
    if (item.kind !== "mapping") continue;
    findings.error("invalid-tags", "tags must be specified as a list", {
      position: item.position,
      hint: `A tag is a text: found ${kindOf(item)}`,
    });
  }
}

function checkCollections(value: YamlNode, findings: Findings): void {
  const items = value.kind === "sequence" ? value.items : [value];
  for (const item of items) {
    if (item.kind === "scalar" && (typeof item.value === "string" || item.value === null)) continue;
    findings.error(
      "invalid-keyword-value",
      `the field 'collections' should be a list of texts, but the item is ${kindOf(item)}`,
      item,
    );
  }
}

/**
 * Reads `vars`: a mapping, or a list of mappings; the last of equal names wins.
 *
 * @param owner What has the vars, such as `Task`.
 */
export function readVars(node: YamlNode, owner: string, findings: Findings): readonly Var[] {
  const message = `Vars in a ${owner} must be specified as a dictionary, or a list of dictionaries`;
  if (node.kind === "mapping") return readVariables(node, owner, findings);
  if (node.kind === "scalar" && node.value === null) return [];
  if (node.kind === "scalar") {
    findings.error("invalid-vars", message, node);
    return [];
  }
  const result = new Map<string, Var>();
  for (const item of node.items) {
    if (item.kind !== "mapping") findings.error("invalid-vars", message, item);
    else for (const one of readVariables(item, owner, findings)) result.set(one.key, one);
  }
  if (result.size > 0) {
    findings.warning(
      "vars-list",
      "Specifying a list of dictionaries for vars is deprecated in favor of specifying a dictionary",
      node,
    );
  }
  return [...result.values()];
}

function readVariables(node: YamlMapping, owner: string, findings: Findings): readonly Var[] {
  return node.entries.map((entry) => {
    const name = keyText(entry);
    if (typeof entry.key.value !== "string" || !isVariableName(name)) {
      const where = `Invalid variable name in vars specified for ${owner}`;
      findings.error("variable-name", `${where}: '${name}' is not a valid variable name`, {
        position: entry.key.position,
        hint: "A name is made of letters, digits and underscores, and is no word of Python",
      });
    }
    return varOf(entry);
  });
}

/** @returns Whether templates can name a variable of this name. */
function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !PYTHON_WORDS.has(name);
}

const PYTHON_WORDS: ReadonlySet<string> = new Set(
  ("False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
    "with yield").split(" "),
);
