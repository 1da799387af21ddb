import { Float, isDict, Tuple, Unsafe, type Value, Vaulted } from "../base/value.ts";

/** @returns The typed JSON that `testdata/source/generate.py` writes, for a value of ours. */
export function encodeValue(value: Value): unknown {
  if (value === null) return null;
  if (typeof value === "boolean") return { bool: value };
  if (typeof value === "bigint") return { int: String(value) };
  if (typeof value === "number") {
    return Number.isInteger(value) ? { int: String(value) } : { float: value };
  }
  if (typeof value === "string") return { str: value };
  if (value instanceof Float) return { float: value.value };
  if (value instanceof Unsafe) return { unsafe: value.text };
  if (value instanceof Vaulted) return { vault: value.text };
  if (value instanceof Tuple) return { tuple: value.items.map(encodeValue) };
  if (isDict(value)) {
    return { dict: [...value].map(([key, item]) => [encodeValue(key), encodeValue(item)]) };
  }
  return { list: value.map(encodeValue) };
}

/** @returns The cases of a generated file, with Python's floats as numbers. */
export function decodeCases<Case>(json: string): readonly Case[] {
  return JSON.parse(json, (key, value) => {
    if (key !== "float") return value;
    return Number(String(value).replace("inf", "Infinity"));
  });
}
