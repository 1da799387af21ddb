import { compareCodePoints } from "./compare_code_points.ts";
import { pythonFloat } from "./python_float.ts";
import { type Dict, Float, isFloat, Tuple, Unsafe, type Value, Vaulted } from "./value.ts";

/** How JSON is laid out: the arguments of Python's `json.dumps`, with its defaults. */
export interface PythonJsonOptions {
  /** Spaces per level; everything on one line if left out. */
  readonly indent?: number;
  readonly sortKeys?: boolean;
  /** Whether everything past ASCII is escaped: true if left out. */
  readonly ensureAscii?: boolean;
  /** What stands after an item and after a key. */
  readonly separators?: readonly [item: string, key: string];
}

/**
 * Writes JSON exactly as Python's `json.dumps` with Ansible's encoder does: a vaulted text is
 * `{"__ansible_vault": …}`, an unsafe one is its text.
 *
 * @throws {TypeError} If keys are to be sorted that Python cannot compare, or a key is a list or a
 * dict.
 */
export function pythonJson(value: Value, options: PythonJsonOptions = {}): string {
  const { indent, sortKeys = false, ensureAscii = true } = options;
  const [item, key] = options.separators ?? [indent === undefined ? ", " : ",", ": "];
  const write = new JsonWriter({
    step: indent === undefined ? undefined : " ".repeat(indent),
    sortKeys,
    quote: ensureAscii ? quoteAscii : quote,
    item,
    key,
  });
  return write.value(value, "\n");
}

interface Layout {
  readonly step: string | undefined;
  readonly sortKeys: boolean;
  readonly quote: (text: string) => string;
  readonly item: string;
  readonly key: string;
}

class JsonWriter {
  readonly #layout: Layout;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** `margin` is a line feed and the spaces that the closing bracket stands after. */
  value(value: Value, margin: string): string {
    if (typeof value === "string") return this.#layout.quote(value);
    if (value === null || typeof value === "boolean") return String(value);
    if (isFloat(value)) return jsonFloat(value);
    if (typeof value === "number" || typeof value === "bigint") return BigInt(value).toString();
    if (Array.isArray(value)) return this.#list(value, margin);
    if (value instanceof Tuple) return this.#list(value.items, margin);
    if (value instanceof Map) return this.#dict(value, margin);
    if (value instanceof Unsafe) return this.#layout.quote(value.text);
    return this.#dict(new Map([["__ansible_vault", value.text]]), margin);
  }

  #list(items: readonly Value[], margin: string): string {
    const inner = margin + (this.#layout.step ?? "");
    return this.#enclosed("[]", items.map((item) => this.value(item, inner)), margin);
  }

  #dict(value: Dict, margin: string): string {
    const { key: separator, quote, sortKeys } = this.#layout;
    const inner = margin + (this.#layout.step ?? "");
    const entries = [...value];
    if (sortKeys) entries.sort(([a], [b]) => compareKeys(a, b));
    const parts = entries.map(([key, item]) =>
      quote(keyText(key)) + separator + this.value(item, inner)
    );
    return this.#enclosed("{}", parts, margin);
  }

  #enclosed(brackets: "[]" | "{}", parts: readonly string[], margin: string): string {
    if (parts.length === 0) return brackets;
    const { step, item } = this.#layout;
    const [open, close] = [brackets.charAt(0), brackets.charAt(1)];
    if (step === undefined) return open + parts.join(item) + close;
    return open + margin + step + parts.join(item + margin + step) + margin + close;
  }
}

function jsonFloat(value: number | Float): string {
  const number = value instanceof Float ? value.value : value;
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "Infinity" : "-Infinity";
  return pythonFloat(number);
}

function keyText(key: Value): string {
  if (typeof key === "string") return key;
  if (key instanceof Unsafe || key instanceof Vaulted) return key.text;
  if (key === null || typeof key === "boolean") return String(key);
  if (isFloat(key)) return jsonFloat(key);
  if (typeof key === "number" || typeof key === "bigint") return BigInt(key).toString();
  throw new TypeError(
    `Cannot write JSON: keys must be str, int, float, bool or None, not ${typeName(key)}`,
  );
}

function compareKeys(a: Value, b: Value): number {
  if (typeof a === "string" && typeof b === "string") return compareCodePoints(a, b);
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0;
  throw new TypeError(
    `Cannot sort keys: '<' not supported between instances of '${typeName(a)}' and '${
      typeName(b)
    }'`,
  );
}

function asNumber(key: Value): number | bigint | undefined {
  if (typeof key === "number" || typeof key === "bigint") return key;
  if (typeof key === "boolean") return Number(key);
  return key instanceof Float ? key.value : undefined;
}

function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (isFloat(value)) return "float";
  if (typeof value === "number" || typeof value === "bigint") return "int";
  if (Array.isArray(value)) return "list";
  return value instanceof Map ? "dict" : value instanceof Tuple ? "tuple" : "str";
}

/** JSON.stringify escapes as Python does, but for lone surrogates, which no UTF-8 file can hold. */
function quote(text: string): string {
  return JSON.stringify(text);
}

function quoteAscii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
