import { type Dict, Float, int, isDict, Tuple, Unsafe, type Value, Vaulted } from "./value.ts";

/**
 * JSON text of a value and back, so that 1, 1.0, "1", true and null stay apart and dicts keep their
 * order. `{"__ansible_unsafe": …}` and `{"__ansible_vault": …}` are the tagged texts, as in
 * Ansible's own JSON inventories; `{"__shep_pairs": [[key, value], …]}` is a dict with a key that is
 * no string. NaN and Infinity are written as Python does. A tuple becomes a list.
 */

const UNSAFE = "__ansible_unsafe";
const VAULT = "__ansible_vault";
const PAIRS = "__shep_pairs";

/** @returns The JSON text of `value`. */
export function valueToJson(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return numberToJson(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return listToJson(value);
  if (isDict(value)) return dictToJson(value);
  if (value instanceof Float) return floatToJson(value);
  if (value instanceof Tuple) return listToJson(value.items);
  const tag = value instanceof Unsafe ? UNSAFE : VAULT;
  return `{"${tag}":${JSON.stringify(value.text)}}`;
}

/**
 * @returns The value of JSON text.
 * @throws {SyntaxError} If `text` is not JSON.
 */
export function valueFromJson(text: string): Value {
  if (text.startsWith('"')) return String(JSON.parse(text));
  // Two things JSON.parse loses: that 1.0 is a float, and where an integer-like key stood.
  if (LOSSY.test(text)) return new Reader(text).document();
  return fromPlain(JSON.parse(text));
}

/** Integral floats, exponents, long integers, NaN and Infinity, and keys that are integers. */
const LOSSY = /\d\.0|\d[eE]|\d{16}|NaN|Infinity|"\d+"\s*:/;

function numberToJson(value: number): string {
  if (Number.isInteger(value)) return Object.is(value, -0) ? "0" : String(value);
  return Number.isFinite(value) ? String(value) : Number.isNaN(value) ? "NaN" : signed(value);
}

function signed(value: number): string {
  return value < 0 ? "-Infinity" : "Infinity";
}

function floatToJson({ value }: Float): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /[e.]/.test(text) ? text : `${text}.0`;
}

function listToJson(items: readonly Value[]): string {
  let text = "[";
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ",";
    text += valueToJson(items[i] ?? null);
  }
  return `${text}]`;
}

function dictToJson(value: Dict): string {
  let text = "{";
  for (const [key, item] of value) {
    if (typeof key !== "string" || key === PAIRS) return pairsToJson(value);
    if (text.length > 1) text += ",";
    text += `${JSON.stringify(key)}:${valueToJson(item)}`;
  }
  return `${text}}`;
}

function pairsToJson(value: Dict): string {
  const pairs = [...value].map(([key, item]) => `[${valueToJson(key)},${valueToJson(item)}]`);
  return `{"${PAIRS}":[${pairs.join(",")}]}`;
}

function fromPlain(plain: unknown): Value {
  if (typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean") {
    return plain;
  }
  if (plain === null || plain === undefined) return null;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  const result: Dict = new Map();
  for (const [key, value] of Object.entries(plain)) result.set(key, fromPlain(value));
  return untagged(result);
}

/** Turns the tagged forms of a dict into what they stand for. */
function untagged(value: Dict): Value {
  if (value.size !== 1) return value;
  const [entry] = value;
  if (entry === undefined) return value;
  const [key, content] = entry;
  if (key === UNSAFE && typeof content === "string") return new Unsafe(content);
  if (key === VAULT && typeof content === "string") return new Vaulted(content);
  if (key === PAIRS && Array.isArray(content)) {
    const result: Dict = new Map();
    for (const pair of content) {
      if (Array.isArray(pair)) result.set(pair[0] ?? null, pair[1] ?? null);
    }
    return result;
  }
  return value;
}

/** A JSON parser that keeps what JSON.parse loses. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Value {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw this.#error();
    return value;
  }

  #value(): Value {
    this.#space();
    const char = this.#text[this.#at];
    if (char === "{") return this.#object();
    if (char === "[") return this.#list();
    if (char === '"') return this.#string();
    return this.#literal();
  }

  #object(): Value {
    const result: Dict = new Map();
    this.#at++;
    if (this.#next("}")) return result;
    do {
      this.#space();
      const key = this.#string();
      if (!this.#next(":")) throw this.#error();
      result.set(key, this.#value());
    } while (this.#next(","));
    if (!this.#next("}")) throw this.#error();
    return untagged(result);
  }

  #list(): Value {
    const result: Value[] = [];
    this.#at++;
    if (this.#next("]")) return result;
    do result.push(this.#value()); while (this.#next(","));
    if (!this.#next("]")) throw this.#error();
    return result;
  }

  #string(): string {
    STRING.lastIndex = this.#at;
    const match = STRING.exec(this.#text);
    if (match === null) throw this.#error();
    this.#at = STRING.lastIndex;
    return String(JSON.parse(match[0]));
  }

  #literal(): Value {
    LITERAL.lastIndex = this.#at;
    const match = LITERAL.exec(this.#text);
    if (match === null) throw this.#error();
    this.#at = LITERAL.lastIndex;
    const word = match[0];
    if (word in WORDS) return WORDS[word] ?? null;
    if (/^-?\d+$/.test(word)) return int(BigInt(word));
    const value = Number(word);
    if (Number.isNaN(value)) throw this.#error();
    return Number.isInteger(value) ? new Float(value) : value;
  }

  #next(char: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    while (" \t\n\r".includes(this.#text[this.#at] ?? "x")) this.#at++;
  }

  #error(): SyntaxError {
    return new SyntaxError(`Cannot parse JSON at offset ${this.#at}`);
  }
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const LITERAL = /-?(?:[0-9][0-9.eE+-]*|[A-Za-z]+)/y;
const WORDS: Readonly<Record<string, Value>> = {
  true: true,
  false: false,
  null: null,
  NaN: NaN,
  Infinity: Infinity,
  "-Infinity": -Infinity,
};
