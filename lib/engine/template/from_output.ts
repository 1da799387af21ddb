import { Float, Tuple, type Value } from "../../base/value.ts";
import { FinalText, LazyDict, TemplateObject } from "./object.ts";
import { parsePythonLiteral } from "../../source/python_literal.ts";
import { printed, unrolled } from "./printed.ts";
import { Unknown } from "./unknown.ts";

/** What a template has printed, and how. */
export interface Output {
  readonly text: string;
  /** How many pieces the text was printed in. */
  readonly pieces: number;
  readonly lastPiece: Value;
}

/**
 * How results become values: `value` as Ansible does up to 2.18, `native` as Jinja2's native types
 * do, `typed` as Ansible does since 2.19, where a text stays one whatever it looks like.
 */
export type ValueMode = "value" | "native" | "typed";

/**
 * @returns The value that Ansible makes of a template's output. `value`: text that looks like a
 * list, a dict or a bool is read as one. `native` and `typed`: a single piece is the value itself;
 * with `native`, text is read as any Python literal.
 */
export function fromOutput(mode: ValueMode, output: Output): Value {
  if (output.pieces === 1) return fromPiece(mode, output.lastPiece);
  if (mode === "value") return fromText(output.text);
  if (output.pieces === 0) return null;
  return mode === "native" ? quoted(output.text) : output.text;
}

/** @returns The value that Ansible makes of a template that prints the single value `piece`. */
export function fromPiece(mode: ValueMode, piece: Value): Value {
  if (piece instanceof FinalText || piece instanceof Unknown) return piece;
  if (mode !== "value") return nativeValue(mode, piece);
  if (typeof piece === "object" && piece !== null) {
    const value = unrolled(piece);
    if ((Array.isArray(value) || value instanceof Map) && isLiteral(value)) return value;
  }
  return fromText(printed(piece));
}

/** @returns `text`, or what it means if it looks like a list, a dict or a bool. */
function fromText(text: string): Value {
  if (text === "True") return true;
  if (text === "False") return false;
  const first = text.charCodeAt(0);
  if (first !== 0x5b && first !== 0x7b) return text;
  return literal(text, JSON_WORDS);
}

function nativeValue(mode: ValueMode, value: Value): Value {
  if (typeof value === "string") return mode === "native" ? quoted(value) : value;
  return value instanceof LazyDict ? value.toDict() : unrolled(value);
}

/** Text that is a quoted Python string keeps its quotes, as in Ansible. */
function quoted(text: string): Value {
  const value = literal(text, PYTHON_WORDS);
  if (typeof value !== "string" || value === text) return value;
  const quote = text.charAt(0);
  return quote + value + quote;
}

/** Ansible reads JSON's words too. */
const JSON_WORDS: ReadonlyMap<string, Value> = new Map([["true", true], ["false", false], [
  "null",
  null,
]]);
const PYTHON_WORDS: ReadonlyMap<string, Value> = new Map();

function literal(text: string, words: ReadonlyMap<string, Value>): Value {
  if (/^[ \t]/.test(text)) return text;
  const parsed = parsePythonLiteral(text, words);
  return parsed === undefined ? text : parsed.value;
}

/** Whether `value` is the same after being printed and read back. */
function isLiteral(value: Value): boolean {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value);
    case "object":
      break;
    default:
      return true;
  }
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isLiteral);
  if (value instanceof Map) {
    for (const [key, item] of value) if (!isLiteral(key) || !isLiteral(item)) return false;
    return true;
  }
  if (value instanceof Tuple) return value.items.every(isLiteral);
  if (value instanceof TemplateObject) return value instanceof Unknown;
  return value instanceof Float;
}
