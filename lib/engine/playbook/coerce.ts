import { type Dict, float, int, isDict, isFloat, isInt, type Value } from "../../base/value.ts";
import { valueFromJson } from "../../base/value_json.ts";
import { pythonJson } from "../../base/python_json.ts";
import { parsePythonLiteral } from "../../source/python_literal.ts";
import { equals } from "../template/compare.ts";
import { roundHalfEven, toNumber } from "../template/numbers.ts";
import { pythonType } from "../template/python_type.ts";
import { toText } from "../template/text.ts";
import type { OptionType } from "./argument_spec.ts";

/** A value that cannot be made what an option wants; the message is Ansible's. */
export class CoercionError extends Error {
  override readonly name = "CoercionError";
}

/**
 * Makes a value what an option of `type` holds, as Ansible's modules do: texts become numbers,
 * booleans, lists (at commas) and dicts (JSON, Python or `k=v`), and everything can become a text.
 *
 * @throws {CoercionError} If there is no such value.
 */
export function coerce(value: Value, type: OptionType): Value {
  switch (type) {
    case "str":
    case "path":
      return toText(value);
    case "int":
      return toInt(value);
    case "float":
      return toFloat(value);
    case "bool":
      return toBool(value);
    case "list":
      return toList(value);
    case "dict":
      return toDict(value);
    case "raw":
      return value;
    case "jsonarg":
    case "json":
      return toJson(value);
    case "bytes":
      return toBytes(value, BYTES);
    case "bits":
      return toBytes(value, BITS);
    default:
      return type satisfies never;
  }
}

/** @returns How Python prints the type of `value`: `<class 'str'>`. */
export function classOf(value: Value): string {
  return `<class '${pythonType(value)}'>`;
}

function refuse(value: Value, wanted: string): never {
  throw new CoercionError(`${classOf(value)} cannot be converted to ${wanted}`);
}

function toInt(value: Value): Value {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (isInt(value)) return value;
  const text = typeof value === "string" ? value.trim() : "";
  if (!/^[+-]?[0-9]+(?:_[0-9]+)*$/.test(text)) refuse(value, "an int");
  const digits = BigInt(text.replace(/[+_-]/g, ""));
  return int(text.startsWith("-") ? -digits : digits);
}

function toFloat(value: Value): Value {
  if (isFloat(value)) return value;
  if (isInt(value) || typeof value === "boolean") return float(Number(value));
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  const words = /^([+-]?)(?:(inf(?:inity)?)|(nan))$/.exec(text);
  if (words?.[3] !== undefined) return NaN;
  if (words?.[2] !== undefined) return words[1] === "-" ? -Infinity : Infinity;
  if (!/^[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?$/.test(text)) refuse(value, "a float");
  return float(Number(text.replaceAll("_", "")));
}

const TRUE_WORDS: readonly Value[] = ["y", "yes", "on", "1", "true", "t", 1];
const FALSE_WORDS: readonly Value[] = ["n", "no", "off", "0", "false", "f", 0];

function toBool(value: Value): Value {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && !isInt(value) && !isFloat(value)) refuse(value, "a bool");
  const word = typeof value === "string" ? value.toLowerCase().trim() : value;
  if (TRUE_WORDS.some((one) => equals(one, word))) return true;
  if (FALSE_WORDS.some((one) => equals(one, word))) return false;
  // Python prints a set, whose order is random: this is one of its orders.
  throw new CoercionError(
    `The value '${toText(value)}' is not a valid boolean.  Valid booleans include: 0, 1, 'off', ` +
      "'1', 'on', 'y', 'yes', 'false', 'f', '0', 'true', 't', 'no', 'n'",
  );
}

function toList(value: Value): Value {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value.split(",");
  if (isInt(value) || isFloat(value) || typeof value === "boolean") return [toText(value)];
  return refuse(value, "a list");
}

function toDict(value: Value): Value {
  if (isDict(value)) return value;
  if (typeof value !== "string") return refuse(value, "a dict");
  if (value.startsWith("{")) return dictOfText(value);
  if (value.includes("=")) return dictOfPairs(value);
  throw new CoercionError("dictionary requested, could not parse JSON or key=value");
}

function dictOfText(text: string): Value {
  try {
    return valueFromJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const literal = parsePythonLiteral(text);
    if (literal !== undefined) return literal.value;
    throw new CoercionError("unable to evaluate string as dictionary");
  }
}

/** `a=1, b="2 3"`: fields end at commas and spaces outside quotes; a backslash escapes. */
function dictOfPairs(text: string): Dict {
  const fields = [...text.trim().matchAll(FIELD)].map(([field]) => unescaped(field));
  return new Map(fields.map((field, index): [Value, Value] => {
    const separator = field.indexOf("=");
    if (separator !== -1) return [field.slice(0, separator), field.slice(separator + 1)];
    const element = `dictionary update sequence element #${index} has length 1`;
    throw new CoercionError(`${element}; 2 is required`);
  }));
}

const FIELD = /(?:\\.|"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[^ ,])+/gs;

/** Takes quotes and escapes away, also those in the middle. */
function unescaped(field: string): string {
  let text = "";
  let quote = "";
  for (let i = 0; i < field.length; i++) {
    const char = field.charAt(i);
    if (char === "\\") text += field.charAt(++i);
    else if (quote === "" && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = "";
    else text += char;
  }
  return text;
}

function toJson(value: Value): Value {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value) || isDict(value)) return pythonJson(value);
  return refuse(value, "a json string");
}

interface Unit {
  readonly letter: "B" | "b";
  readonly word: "byte" | "bit";
  readonly name: string;
}

const BYTES: Unit = { letter: "B", word: "byte", name: "a Byte value" };
const BITS: Unit = { letter: "b", word: "bit", name: "a Bit value" };
const SCALES = "BKMGTPEZY";

/** `1.5K`, `2MB`: sizes in powers of 1024. */
function toBytes(value: Value, unit: Unit): Value {
  const [, digits = "", suffix] = /^\s*(\d*\.?\d*)\s*([A-Za-z]+)?/.exec(toText(value)) ?? [];
  const amount = /\d/.test(digits) ? toNumber(Number(digits)) : undefined;
  if (amount === undefined) return refuse(value, unit.name);
  if (suffix === undefined) return roundHalfEven(amount, 0);
  const scale = SCALES.indexOf(suffix.charAt(0).toUpperCase());
  const isUnit = suffix.length === 1 || suffix.toLowerCase().includes(unit.word) ||
    suffix.charAt(1) === unit.letter;
  if (scale === -1 || !isUnit) return refuse(value, unit.name);
  return roundHalfEven(amount * 2 ** (10 * scale), 0);
}
