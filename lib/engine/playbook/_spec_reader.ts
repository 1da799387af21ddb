import { type Dict, isDict, type Value } from "../../base/value.ts";

/** Reads parts of a JSON document and collects what is wrong with it, each with its path. */
export class SpecReader {
  readonly errors: string[] = [];
  readonly #unknown: "refused" | "ignored";

  /** @param unknown What becomes of keys that nobody knows. */
  constructor(unknown: "refused" | "ignored" = "refused") {
    this.#unknown = unknown;
  }

  /** Records that the value at `path` is not what it must be. */
  refuse(path: string, expected: string): void {
    this.errors.push(`${path} must be ${expected}`);
  }

  /** @returns The mapping at `path`; an empty one, after an error, if it is none. */
  mapping(value: Value | undefined, path: string): ReadonlyMap<string, Value> {
    const result = new Map<string, Value>();
    if (value === undefined) return result;
    if (!isDict(value)) {
      this.refuse(path, "a mapping");
      return result;
    }
    for (const [key, item] of value) {
      if (typeof key === "string") result.set(key, item);
      else this.refuse(path, "a mapping with texts as keys");
    }
    return result;
  }

  /** Records every key of `mapping` that `known` does not hold, unless such are ignored. */
  refuseUnknown(mapping: ReadonlyMap<string, Value>, path: string, known: readonly string[]): void {
    if (this.#unknown === "ignored") return;
    for (const key of mapping.keys()) {
      if (!known.includes(key)) {
        this.errors.push(`${path}.${key} is not known: known are ${known.join(", ")}`);
      }
    }
  }

  text(value: Value | undefined, path: string): string | undefined {
    if (value === undefined || typeof value === "string") return value;
    this.refuse(path, "a text");
    return undefined;
  }

  flag(value: Value | undefined, path: string): boolean {
    if (value === undefined || typeof value === "boolean") return value ?? false;
    this.refuse(path, "true or false");
    return false;
  }

  list(value: Value | undefined, path: string): readonly Value[] {
    if (value === undefined || Array.isArray(value)) return value ?? [];
    this.refuse(path, "a list");
    return [];
  }

  /** @returns The texts at `path`; one text counts as a list of one. */
  texts(value: Value | undefined, path: string): readonly string[] {
    if (typeof value === "string") return [value];
    const result: string[] = [];
    for (const item of this.list(value, path)) {
      if (typeof item === "string") result.push(item);
      else this.refuse(path, "a list of texts");
    }
    return result;
  }

  /** @returns The word at `path`, or `undefined`, after an error, if it is none of `words`. */
  word<T extends string>(
    value: Value | undefined,
    path: string,
    words: readonly T[],
  ): T | undefined {
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) this.refuse(path, `one of ${words.join(", ")}`);
    return word;
  }
}

/** @returns A plain JSON value, or a `Value`, as a `Value`. */
export function valueFromPlain(plain: unknown): Value {
  if (plain instanceof Map) {
    const result: Dict = new Map();
    for (const [key, item] of plain) result.set(valueFromPlain(key), valueFromPlain(item));
    return result;
  }
  if (Array.isArray(plain)) return plain.map(valueFromPlain);
  if (typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean") {
    return plain;
  }
  if (typeof plain === "object" && plain !== null) {
    return new Map<Value, Value>(
      Object.entries(plain).map(([key, item]) => [key, valueFromPlain(item)]),
    );
  }
  return null;
}
