import { float, int, type Value } from "../base/value.ts";
import { InvalidScalar, timestampText } from "./_yaml_timestamp.ts";

const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const JSON_NUMBER = /^-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/;

const TRUE = ["yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
const FALSE = ["no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];
const BOOLS: ReadonlyMap<string, boolean> = new Map([
  ...TRUE.map((word): [string, boolean] => [word, true]),
  ...FALSE.map((word): [string, boolean] => [word, false]),
]);
const NULLS: ReadonlySet<string> = new Set(["", "~", "null", "Null", "NULL"]);

/** @returns The value of an untagged, unquoted text by YAML 1.1 as PyYAML resolves it. */
export function plainScalar(text: string): Value | InvalidScalar {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return digits(text);
  switch (first) {
    case 43: // +
    case 45: // -
    case 46: // .
      return yamlInt(text) ?? yamlFloat(text) ?? text;
    case 61: // =
      return text === "=" ? noConstructor("value") : text;
    case 60: // <
      return text === "<<" ? noConstructor("merge") : text;
  }
  if (text.length > 5) return text;
  const bool = yamlBool(text);
  if (bool !== undefined) return bool;
  return NULLS.has(text) ? null : text;
}

/** @returns The boolean, or `undefined` if the text is none of YAML 1.1's. */
export function yamlBool(text: string): boolean | undefined {
  return BOOLS.get(text);
}

/** @returns Whether the text is one of YAML 1.1's nulls. */
export function isYamlNull(text: string): boolean {
  return NULLS.has(text);
}

/** @returns The integer (decimal, `0x`, `0b`, leading-zero octal, base 60), or `undefined`. */
export function yamlInt(text: string): number | bigint | undefined {
  if (!INT.test(text)) return undefined;
  let digits = text.replaceAll("_", "");
  const sign = digits.startsWith("-") ? -1n : 1n;
  digits = digits.replace(/^[-+]/, "");
  if (digits.includes(":")) {
    return int(sign * digits.split(":").reduce((sum, part) => sum * 60n + BigInt(part), 0n));
  }
  if (/^0[0-7]+$/.test(digits)) return int(sign * BigInt("0o" + digits));
  if (/^0[xb]$/.test(digits)) return undefined;
  if (digits.length < 15) return sign === 1n ? Number(digits) : 0 - Number(digits);
  return int(sign * BigInt(digits));
}

/** @returns The float (decimal point needed, base 60, `.inf`, `.nan`), or `undefined`. */
export function yamlFloat(text: string): Value | undefined {
  if (!FLOAT.test(text)) return undefined;
  let digits = text.replaceAll("_", "").toLowerCase();
  const sign = digits.startsWith("-") ? -1 : 1;
  digits = digits.replace(/^[-+]/, "");
  if (digits === ".inf") return float(sign * Infinity);
  if (digits === ".nan") return float(NaN);
  const value = digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return float(sign * value);
}

/** @returns The value of a bare JSON word, as Python's `json` reads it. */
export function jsonScalar(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  const number = JSON_NUMBER.exec(text);
  if (number === null) return text;
  const isFloat = number[1] !== undefined || number[2] !== undefined;
  return isFloat ? float(Number(text)) : int(BigInt(text));
}

function noConstructor(tag: string): InvalidScalar {
  return new InvalidScalar(
    `Could not determine a constructor for the tag 'tag:yaml.org,2002:${tag}'`,
  );
}

function digits(text: string): Value | InvalidScalar {
  const number = yamlInt(text) ?? yamlFloat(text);
  if (number !== undefined) return number;
  const date = timestampText(text);
  return date === undefined ? text : date;
}
