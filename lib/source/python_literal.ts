import { type Dict, float, int, Tuple, type Value } from "../base/value.ts";
import { readPythonString } from "./_python_string.ts";

/**
 * Reads the text of a Python literal as `ast.literal_eval` does: numbers, strings, lists, tuples,
 * dicts, sets (as lists without repetitions), `True`, `False`, `None` and signs. Bytes, complex
 * numbers and `...` have no counterpart among our values and count as no literal.
 *
 * @param words Further words, of at most five letters, that stand for values inside brackets.
 * @returns The value, or `undefined` if `text` is not such a literal.
 */
export function parsePythonLiteral(
  text: string,
  words: ReadonlyMap<string, Value> = NO_WORDS,
): { value: Value } | undefined {
  if (!MAY_START_LITERAL.test(text)) return undefined;
  const reader = new LiteralReader(text.replace(LEADING_SPACE, ""), words);
  try {
    return { value: reader.readAll() };
  } catch (error) {
    if (error instanceof NotALiteral) return undefined;
    throw error;
  }
}

const NO_WORDS: ReadonlyMap<string, Value> = new Map();
const LEADING_SPACE = /^[ \t]*(?:(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*)?/;

/** A cheap test that spares most plain words the parser. */
const MAY_START_LITERAL =
  /^[ \t]*(?:[-+.0-9'"(\[{#\n]|\\\n|[rRuU]{1,2}['"]|True\b|False\b|None\b|set\()/;

const NUMBER =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:[0-9](?:_?[0-9])*)?\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?|[0-9](?:_?[0-9])*(?:\.(?:[eE][-+]?[0-9](?:_?[0-9])*)?|[eE][-+]?[0-9](?:_?[0-9])*)?)/y;
const DECIMAL_INT = /^(?:0+|[1-9][0-9]*)$/;
const PREFIXED_INT = /^0[xXoObB]/;
const MAX_DEPTH = 200;

class NotALiteral extends Error {
  override readonly name = "NotALiteral";
}

class LiteralReader {
  readonly #text: string;
  #at = 0;
  /** Open brackets: inside them a line break is white space. */
  #depth = 0;

  readonly #words: ReadonlyMap<string, Value>;

  constructor(text: string, words: ReadonlyMap<string, Value>) {
    this.#text = text;
    this.#words = words;
  }

  readAll(): Value {
    this.#skipSpace();
    const first = this.#readSigned();
    if (this.#peek() !== ",") return this.#end(first);
    const items = [first];
    while (this.#take(",")) {
      if (this.#at >= this.#text.length || this.#peek() === "\n") break;
      items.push(this.#readSigned());
    }
    return this.#end(new Tuple(items));
  }

  #end(value: Value): Value {
    this.#depth++;
    this.#skipSpace();
    if (this.#at < this.#text.length) throw new NotALiteral();
    return value;
  }

  #readSigned(): Value {
    let isNegative = false;
    let isSigned = false;
    while (this.#peek() === "-" || this.#peek() === "+") {
      if (isSigned) throw new NotALiteral();
      isSigned = true;
      isNegative = this.#peek() === "-";
      this.#at++;
      this.#skipSpace();
    }
    if (!isSigned) return this.#readAtom();
    const value = this.#readNumber();
    if (value === undefined) throw new NotALiteral();
    return isNegative ? negate(value) : value;
  }

  #readAtom(): Value {
    const next = this.#peek();
    if (next === "[") return this.#readItems("]");
    if (next === "{") return this.#readBraces();
    if (next === "(") return this.#readParentheses();
    const number = this.#readNumber();
    if (number !== undefined) return number;
    const name = this.#readName();
    return name === undefined ? this.#readStrings() : name;
  }

  #readNumber(): Value | undefined {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    if (/[0-9A-Za-z_.]/.test(this.#peek())) throw new NotALiteral();
    this.#skipSpace();
    const digits = found.replaceAll("_", "");
    if (PREFIXED_INT.test(digits)) return int(BigInt(digits));
    if (!/^[0-9]+$/.test(digits)) return float(Number(digits));
    if (!DECIMAL_INT.test(digits)) throw new NotALiteral();
    return int(BigInt(digits));
  }

  #readName(): Value | undefined {
    const name = /^[A-Za-z]+/.exec(this.#text.slice(this.#at, this.#at + 6))?.[0];
    if (name === undefined) return undefined;
    const word = this.#words.get(name);
    if (word === undefined && !["True", "False", "None", "set"].includes(name)) return undefined;
    const after = this.#text.slice(this.#at + name.length);
    if (/^[0-9A-Za-z_'"]/.test(after)) throw new NotALiteral();
    this.#at += name.length;
    this.#skipSpace();
    if (word !== undefined) return word;
    if (name === "None") return null;
    if (name !== "set") return name === "True";
    if (!this.#take("(") || !this.#take(")")) throw new NotALiteral();
    return [];
  }

  #readStrings(): string {
    let result: string | undefined;
    for (;;) {
      const found = readPythonString(this.#text, this.#at);
      if (found === undefined) break;
      result = (result ?? "") + found.value;
      this.#at = found.end;
      this.#skipSpace();
    }
    if (result === undefined) throw new NotALiteral();
    return result;
  }

  #readItems(close: string): Value[] {
    const items: Value[] = [];
    this.#open();
    while (!this.#close(close)) {
      items.push(this.#readSigned());
      if (!this.#take(",") && this.#peek() !== close) throw new NotALiteral();
    }
    return items;
  }

  #readParentheses(): Value {
    this.#open();
    if (this.#close(")")) return new Tuple([]);
    const first = this.#readSigned();
    if (this.#close(")")) return first;
    const items = [first];
    while (!this.#close(")")) {
      if (!this.#take(",")) throw new NotALiteral();
      if (this.#peek() !== ")") items.push(this.#readSigned());
    }
    return new Tuple(items);
  }

  #readBraces(): Value {
    this.#open();
    const entries: Dict = new Map();
    if (this.#close("}")) return entries;
    const first = this.#readKey();
    if (!this.#take(":")) return this.#readSet(first);
    entries.set(first, this.#readSigned());
    while (!this.#close("}")) {
      if (!this.#take(",")) throw new NotALiteral();
      if (this.#peek() === "}") continue;
      const key = this.#readKey();
      if (!this.#take(":")) throw new NotALiteral();
      entries.set(key, this.#readSigned());
    }
    return entries;
  }

  #readSet(first: Value): Value[] {
    const items = new Set([first]);
    while (!this.#close("}")) {
      if (!this.#take(",")) throw new NotALiteral();
      if (this.#peek() !== "}") items.add(this.#readKey());
    }
    return [...items];
  }

  #readKey(): Value {
    const key = this.#readSigned();
    if (Array.isArray(key) || key instanceof Map) throw new NotALiteral();
    return key;
  }

  #open(): void {
    if (++this.#depth > MAX_DEPTH) throw new NotALiteral();
    this.#at++;
    this.#skipSpace();
  }

  #close(bracket: string): boolean {
    if (this.#peek() !== bracket) return false;
    this.#depth--;
    this.#at++;
    this.#skipSpace();
    return true;
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    this.#skipSpace();
    return true;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #skipSpace(): void {
    const space = this.#depth > 0
      ? /(?:[ \t\f\r\n]|\\\n|#[^\n]*)*/y
      : /(?:[ \t\f]|\\\n)*(?:#[^\n]*)?/y;
    space.lastIndex = this.#at;
    this.#at += space.exec(this.#text)?.[0].length ?? 0;
  }
}

function negate(value: Value): Value {
  if (typeof value === "bigint") return int(-value);
  if (typeof value === "number") return value === 0 ? 0 : -value;
  if (value !== null && typeof value === "object" && "value" in value) return float(-value.value);
  throw new NotALiteral();
}
