import { Float, type Value } from "../base/value.ts";
import type { YamlEntry, YamlNode } from "./yaml_node.ts";

/**
 * Drops repeated keys: an entry keeps the place of the first and takes the value of the last, as a
 * Python dict does.
 */
export function uniqueEntries(
  entries: readonly YamlEntry[],
  onRepeated: ((entry: YamlEntry) => void) | undefined,
): readonly YamlEntry[] {
  if (areFewTexts(entries)) return entries;
  const indexes = new Map<Value, number>();
  let result: YamlEntry[] | undefined;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const identity = keyIdentity(entry.key.value);
    const first = indexes.get(identity);
    if (first === undefined) {
      indexes.set(identity, result?.length ?? index);
      result?.push(entry);
      continue;
    }
    onRepeated?.(entry);
    result ??= entries.slice(0, index);
    const before = result[first];
    if (before !== undefined) result[first] = { key: before.key, value: entry.value };
  }
  return result ?? entries;
}

const FEW = 12;

/** A quick answer for most mappings: a few keys, all of them different texts. */
function areFewTexts(entries: readonly YamlEntry[]): boolean {
  if (entries.length > FEW) return false;
  for (let index = 0; index < entries.length; index++) {
    const key = entries[index]?.key.value;
    if (typeof key !== "string") return false;
    for (let before = 0; before < index; before++) {
      if (entries[before]?.key.value === key) return false;
    }
  }
  return true;
}

/** @returns The entries that merge keys bring in, those with precedence last. */
export function mergeEntries(
  merged: readonly YamlNode[],
  onError: (node: YamlNode, message: string) => void,
): readonly YamlEntry[] {
  const result: YamlEntry[] = [];
  for (const node of merged) {
    switch (node.kind) {
      case "mapping":
        result.push(...node.entries);
        break;
      case "sequence":
        for (const item of node.items.toReversed()) {
          if (item.kind === "mapping") result.push(...item.entries);
          else onError(item, `Expected a mapping for merging, but found ${item.kind}`);
        }
        break;
      case "scalar":
        onError(node, "Expected a mapping or list of mappings for merging, but found scalar");
        break;
      default:
        node satisfies never;
    }
  }
  return result;
}

/** Python finds `1`, `1.0` and `True` to be one key. */
function keyIdentity(key: Value): Value {
  if (typeof key === "boolean") return key ? 1 : 0;
  return key instanceof Float ? key.value : key;
}
