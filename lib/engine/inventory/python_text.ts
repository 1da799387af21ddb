import { pythonFloat } from "../../base/python_float.ts";
import { Float, isDict, isFloat, Tuple, Unsafe, type Value, Vaulted } from "../../base/value.ts";

/** @returns The value as Python's `str` prints it. */
export function pythonText(value: Value): string {
  if (typeof value === "string") return value;
  return value instanceof Unsafe || value instanceof Vaulted ? value.text : representation(value);
}

function representation(value: Value): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return quoted(value);
  if (value instanceof Unsafe || value instanceof Vaulted) return quoted(value.text);
  if (isFloat(value)) return floatText(value instanceof Float ? value.value : value);
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(representation).join(", ")}]`;
  if (value instanceof Tuple) {
    const items = value.items.map(representation).join(", ");
    return value.items.length === 1 ? `(${items},)` : `(${items})`;
  }
  if (!isDict(value)) return value satisfies never;
  const items = Array.from(
    value,
    ([key, item]) => `${representation(key)}: ${representation(item)}`,
  );
  return `{${items.join(", ")}}`;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return pythonFloat(value);
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapedChar)
    .replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapedChar(char: string): string {
  const short = SHORT_ESCAPES[char];
  if (short !== undefined) return short;
  const code = (char.codePointAt(0) ?? 0).toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
