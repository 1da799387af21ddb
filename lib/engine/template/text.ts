import { Float, Tuple, Unsafe, type Value, Vaulted } from "../../base/value.ts";
import { LazyDict, TemplateObject } from "./object.ts";
import { pythonFloat } from "../../base/python_float.ts";

/** @returns Python's `str(value)`. */
export function toText(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof TemplateObject) {
    return value instanceof LazyDict ? reprOf(value.toDict()) : value.text;
  }
  if (value instanceof Unsafe || value instanceof Vaulted) return value.text;
  return toRepr(value);
}

/** @returns Python's `repr(value)`. */
export function toRepr(value: Value): string {
  switch (typeof value) {
    case "string":
      return reprText(value);
    case "number":
      return Number.isInteger(value) ? integer(value) : pythonFloat(value);
    case "boolean":
      return value ? "True" : "False";
    case "bigint":
      return String(value);
    default:
      return value === null ? "None" : reprOf(value);
  }
}

/** @returns `text` in quotes as Python's `repr()` writes it. */
export function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (!NEEDS_ESCAPE.test(text)) return quote + text + quote;
  let body = "";
  for (const character of text) {
    if (character === quote || character === "\\") body += `\\${character}`;
    else if (UNPRINTABLE.test(character) && character !== " ") body += escaped(character);
    else body += character;
  }
  return quote + body + quote;
}

const NEEDS_ESCAPE = /['\\\p{C}\p{Z}]/u;
const UNPRINTABLE = /[\p{C}\p{Z}]/u;

function escaped(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

function integer(value: number): string {
  return Number.isSafeInteger(value) ? String(value + 0) : String(BigInt(value));
}

function reprOf(value: Exclude<Value, string | number | boolean | bigint | null>): string {
  if (Array.isArray(value)) return `[${value.map(toRepr).join(", ")}]`;
  if (value instanceof Map) {
    let body = "";
    for (const [key, item] of value) {
      body += `${body === "" ? "" : ", "}${toRepr(key)}: ${toRepr(item)}`;
    }
    return `{${body}}`;
  }
  if (value instanceof Float) return pythonFloat(value.value);
  if (value instanceof Tuple) {
    const items = value.items.map(toRepr);
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
  }
  if (value instanceof LazyDict) return reprOf(value.toDict());
  if (value instanceof TemplateObject) return value.repr();
  return reprText(value.text);
}
