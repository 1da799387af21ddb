import { type Dict, Float, float, int, Tuple, type Value } from "../../base/value.ts";
import { DateTime } from "../template/date_time.ts";
import { typeError } from "../template/errors.ts";
import { finish } from "../template/finish.ts";
import { FinalText, LazyDict, TemplateObject } from "../template/object.ts";
import { PythonRange } from "../template/python_range.ts";
import { Undefined } from "../template/undefined.ts";
import { Unknown } from "../template/unknown.ts";
import { PythonObject, type PythonObjectParts } from "../template/python_object.ts";

/**
 * Values as the helper and the host tell them to each other: JSON, and for what JSON has no words
 * `{"__shep": [kind, …]}`. `python_source.ts` has the other end.
 */
const TAG = "__shep";

/** Keeps what is too large to be sent before anybody asks for it. */
export type KeepLazy = (dict: LazyDict) => number;

/**
 * @returns The JSON text of `value`.
 * @throws {UnknownError} If part of it is unknown.
 * @throws {PythonError} If there is something in it that only templates have.
 */
export function encodeValue(value: Value, keepLazy: KeepLazy): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return encodeNumber(value);
    case "boolean":
    case "bigint":
      return String(value);
    default:
      return value === null ? "null" : encodeObject(value, keepLazy);
  }
}

function encodeNumber(value: number): string {
  if (Number.isInteger(value)) return Object.is(value, -0) ? "0" : BigInt(value).toString();
  return Number.isFinite(value) ? String(value) : tagged("float", JSON.stringify(String(value)));
}

function encodeObject(value: Exclude<Value, null>, keepLazy: KeepLazy): string {
  if (Array.isArray(value)) return encodeList(value, keepLazy);
  if (value instanceof Map) return encodeDict(value, keepLazy);
  if (value instanceof Tuple) return tagged("tuple", encodeList(value.items, keepLazy));
  if (value instanceof Float) return tagged("float", JSON.stringify(String(value.value)));
  if (value instanceof FinalText) return JSON.stringify(value.text);
  if (value instanceof TemplateObject) return encodeTemplateObject(value, keepLazy);
  throw typeError(`Cannot hand a value of type ${typeof value} to Python`);
}

function encodeTemplateObject(value: TemplateObject, keepLazy: KeepLazy): string {
  if (value instanceof PythonObject) return tagged("object", String(value.number));
  if (value instanceof LazyDict) return tagged("lazy", String(keepLazy(value)));
  if (value instanceof Undefined) {
    return tagged(
      "undefined",
      JSON.stringify(value.reason),
      JSON.stringify(value.variable ?? null),
    );
  }
  if (value instanceof Unknown) return value.fail();
  if (value instanceof DateTime) return encodeTime(value);
  if (value instanceof PythonRange || value.typeName.startsWith("dict_")) {
    return encodeList([...value.iterate() ?? []], keepLazy);
  }
  throw typeError(`Cannot hand a '${value.typeName}' object to Python`);
}

function encodeTime(time: DateTime): string {
  const { year, month, day, hour, minute, second, microsecond, offset, zone } = time;
  const parts = JSON.stringify([year, month, day, hour, minute, second, microsecond]);
  return offset === undefined
    ? tagged("time", parts)
    : tagged("time", parts, String(offset), JSON.stringify(zone ?? null));
}

function encodeList(items: readonly Value[], keepLazy: KeepLazy): string {
  return `[${items.map((item) => encodeValue(item, keepLazy)).join(",")}]`;
}

function encodeDict(value: Dict, keepLazy: KeepLazy): string {
  const entries: string[] = [];
  for (const [key, item] of value) {
    if (typeof key !== "string" || key === TAG) {
      const pairs = [...value].map(([key, item]) => encodeList([key, item], keepLazy));
      return tagged("pairs", `[${pairs.join(",")}]`);
    }
    entries.push(`${JSON.stringify(key)}:${encodeValue(item, keepLazy)}`);
  }
  return `{${entries.join(",")}}`;
}

function tagged(kind: string, ...parts: readonly string[]): string {
  return `{"${TAG}":["${kind}",${parts.join(",")}]}`;
}

/** What turns what Python says into values. */
export interface DecodeParts extends Pick<PythonObjectParts, "attribute"> {
  /** @returns What `keepLazy` gave that number. */
  lazy(number: number): Value;
}

/**
 * @param plain What `JSON.parse` made of it.
 * @returns The value.
 */
export function decodeValue(plain: unknown, parts: DecodeParts): Value {
  switch (typeof plain) {
    case "string":
    case "number":
    case "boolean":
      return plain;
    default: {
      if (Array.isArray(plain)) return plain.map((item) => decodeValue(item, parts));
      if (plain === null || typeof plain !== "object") return null;
      if (TAG in plain) return untagged(plain[TAG], parts);
      const dict: Dict = new Map();
      for (const [key, item] of Object.entries(plain)) dict.set(key, decodeValue(item, parts));
      return dict;
    }
  }
}

function untagged(content: unknown, parts: DecodeParts): Value {
  const [kind, ...rest]: readonly unknown[] = Array.isArray(content) ? content : [];
  const [first] = rest;
  switch (kind) {
    case "int":
      return int(BigInt(String(first)));
    case "float":
      return decodeFloat(String(first));
    case "tuple":
      return new Tuple(listOf(first).map((item) => decodeValue(item, parts)));
    case "pairs":
      return new Map(
        listOf(first).map((pair) => {
          const [key, item] = listOf(pair);
          return [finish(decodeValue(key, parts)), decodeValue(item, parts)];
        }),
      );
    case "lazy":
      return parts.lazy(Number(first));
    case "time":
      return decodeTime(rest);
    case "undefined":
      return new Undefined(String(first), rest[1] === null ? undefined : String(rest[1]));
    case "object":
      return new PythonObject({
        number: Number(first),
        typeName: String(rest[1]),
        text: String(rest[2]),
        items: Array.isArray(rest[3]) ? rest[3].map((item) => decodeValue(item, parts)) : undefined,
        attribute: parts.attribute,
      });
    default:
      throw new TypeError(`Cannot read a value of kind ${String(kind)} from Python`);
  }
}

function listOf(plain: unknown): readonly unknown[] {
  return Array.isArray(plain) ? plain : [];
}

function decodeFloat(text: string): Value {
  const words: Readonly<Record<string, number>> = { inf: Infinity, "-inf": -Infinity, nan: NaN };
  return float(words[text] ?? Number(text));
}

function decodeTime([parts, offset, zone]: readonly unknown[]): DateTime {
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0] = listOf(
    parts,
  ).map(Number);
  return new DateTime({
    year,
    month,
    day,
    hour,
    minute,
    second,
    microsecond,
    ...(typeof offset === "number" && { offset }),
    ...(typeof zone === "string" && { zone }),
  });
}
