import { typeError, valueError } from "./errors.ts";
import { characters, textLength } from "./code_points.ts";
import { toFixedHalfEven } from "./numbers.ts";
import { pythonFloat } from "../../base/python_float.ts";

/** A number to be formatted: an int exactly, or a float. */
export type FormatInput =
  | { readonly kind: "text"; readonly value: string; readonly type: string }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number };

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?([a-zA-Z%])?$/su;

/** @returns `input` formatted by Python's format specification `spec`, such as `>10.2f`. */
export function formatSpec(input: FormatInput, spec: string): string {
  if (spec === "") return plain(input);
  const parsed = parseSpec(spec);
  const width = parsed.width;
  if (input.kind === "text") return formatText(input, parsed, spec);
  const body = input.kind === "int" && !"eEfFgG%".includes(parsed.type || " ")
    ? formatInt(input.value, parsed)
    : formatFloat(Number(input.value), parsed, input.kind);
  const signed = applySign(body, parsed.sign);
  const align = parsed.align || ">";
  const missing = width - textLength(signed.sign + signed.prefix + signed.digits);
  if (missing <= 0) return signed.sign + signed.prefix + signed.digits;
  if (align === "=") {
    return signed.sign + signed.prefix + padDigits(signed.digits, missing, parsed);
  }
  return pad(signed.sign + signed.prefix + signed.digits, { ...parsed, align });
}

/** @returns `value` with `precision` digits in the style `e`, `f`, `g` or their capitals. */
export function formatFloatStyle(
  value: number,
  style: string,
  options: { readonly precision: number; readonly alternate: boolean },
): string {
  const lower = style.toLowerCase();
  let text: string;
  if (!Number.isFinite(value)) text = pythonFloat(value);
  else if (lower === "f") text = toFixedHalfEven(value, options.precision);
  else if (lower === "e") text = exponential(value, options.precision);
  else text = general(value, Math.max(options.precision, 1), options.alternate);
  return style === lower ? text : text.toUpperCase();
}

function plain(input: FormatInput): string {
  if (input.kind === "float") return pythonFloat(input.value);
  return String(input.value);
}

function parseSpec(spec: string): Spec {
  const match = SPEC.exec(spec);
  if (match === null) throw valueError("Invalid format specifier");
  const [, fill, align = "", sign = "-", , alternate, zero, width = "", grouping = ""] = match;
  return {
    fill: fill ?? (zero === undefined ? " " : "0"),
    align: align || (zero === undefined ? "" : "="),
    sign,
    alternate: alternate !== undefined,
    width: Number(width || 0),
    grouping,
    precision: match[9] === undefined ? undefined : Number(match[9]),
    type: match[10] ?? "",
  };
}

function formatText(
  input: { readonly value: string; readonly type: string },
  spec: Spec,
  text: string,
): string {
  if (input.type !== "str") {
    throw typeError(`unsupported format string passed to ${input.type}.__format__`);
  }
  if (spec.type !== "" && spec.type !== "s") {
    throw valueError(`Unknown format code '${spec.type}' for object of type 'str'`);
  }
  if (spec.align === "=" && !text.startsWith("0")) {
    throw valueError("'=' alignment not allowed in string format specifier");
  }
  const value = spec.precision === undefined
    ? input.value
    : characters(input.value).slice(0, spec.precision).join("");
  return pad(value, { ...spec, align: spec.align === "=" ? "<" : spec.align || "<" });
}

function formatInt(value: bigint, spec: Spec): string {
  const sign = value < 0n ? "-" : "";
  const magnitude = value < 0n ? -value : value;
  switch (spec.type) {
    case "":
    case "d":
    case "n":
      if (spec.precision !== undefined) {
        throw valueError("Precision not allowed in integer format specifier");
      }
      return sign + group(String(magnitude), spec.grouping, 3);
    case "x":
    case "X": {
      const digits = group(magnitude.toString(16), spec.grouping, 4);
      const text = (spec.alternate ? "0x" : "") + digits;
      return sign + (spec.type === "X" ? text.toUpperCase() : text);
    }
    case "o":
      return sign + (spec.alternate ? "0o" : "") + group(magnitude.toString(8), spec.grouping, 4);
    case "b":
      return sign + (spec.alternate ? "0b" : "") + group(magnitude.toString(2), spec.grouping, 4);
    case "c":
      return String.fromCodePoint(Number(value));
    default:
      throw valueError(`Unknown format code '${spec.type}' for object of type 'int'`);
  }
}

function formatFloat(value: number, spec: Spec, kind: "int" | "float"): string {
  const { type, alternate } = spec;
  if (type === "%") {
    const text = formatFloatStyle(value * 100, "f", { precision: spec.precision ?? 6, alternate });
    return `${text}%`;
  }
  if (type === "" || type === "n") {
    if (spec.precision === undefined) return grouped(pythonFloat(value), spec.grouping);
    const text = general(value, Math.max(spec.precision, 1), false);
    return grouped(text.includes(".") || text.includes("e") ? text : `${text}.0`, spec.grouping);
  }
  if (!"eEfFgG".includes(type)) {
    throw valueError(`Unknown format code '${type}' for object of type '${kind}'`);
  }
  const text = formatFloatStyle(value, type, { precision: spec.precision ?? 6, alternate });
  return grouped(text, spec.grouping);
}

function general(value: number, precision: number, alternate: boolean): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const text = exponential(value, precision - 1);
  const exponent = Number(text.slice(text.indexOf("e") + 1));
  if (exponent < -4 || exponent >= precision) {
    return alternate ? text : text.replace(/\.?0*e/, "e");
  }
  const fixed = toFixedHalfEven(value, precision - 1 - exponent);
  return alternate || !fixed.includes(".") ? fixed : fixed.replace(/\.?0+$/, "");
}

function exponential(value: number, precision: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential(Math.min(precision, 100)).split("e");
  return `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, "0")}`;
}

function grouped(text: string, separator: string): string {
  if (separator === "") return text;
  const match = /^(-?)(\d+)(.*)$/s.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", rest = ""] = match;
  return sign + group(whole, separator, 3) + rest;
}

function group(digits: string, separator: string, size: number): string {
  if (separator === "") return digits;
  const parts: string[] = [];
  for (let end = digits.length; end > 0; end -= size) {
    parts.unshift(digits.slice(Math.max(0, end - size), end));
  }
  return parts.join(separator);
}

function applySign(text: string, sign: string): { sign: string; prefix: string; digits: string } {
  const negative = text.startsWith("-");
  const rest = negative ? text.slice(1) : text;
  const prefix = /^0[xXobB]/.exec(rest)?.[0] ?? "";
  return {
    sign: negative ? "-" : sign === "-" ? "" : sign,
    prefix,
    digits: rest.slice(prefix.length),
  };
}

function padDigits(digits: string, missing: number, spec: Spec): string {
  if (spec.grouping === "" || spec.fill !== "0") return spec.fill.repeat(missing) + digits;
  const whole = /^\d[\d_,]*/.exec(digits)?.[0] ?? "";
  const rest = digits.slice(whole.length);
  let bare = whole.replaceAll(spec.grouping, "");
  const width = missing + whole.length;
  let text = whole;
  while (text.length < width) {
    bare = `0${bare}`;
    text = group(bare, spec.grouping, "dn".includes(spec.type || "d") ? 3 : 4);
  }
  return text + rest;
}

function pad(text: string, spec: Spec): string {
  const missing = spec.width - textLength(text);
  if (missing <= 0) return text;
  if (spec.align === "<") return text + spec.fill.repeat(missing);
  if (spec.align === "^") {
    const left = Math.floor(missing / 2);
    return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
  }
  return spec.fill.repeat(missing) + text;
}
