import { Tuple, type Value } from "../../base/value.ts";
import { characters, textLength } from "./code_points.ts";
import { dictGet } from "./dict_access.ts";
import { PythonError, typeError, valueError } from "./errors.ts";
import { formatFloatStyle } from "./format_spec.ts";
import { numeric, toNumber } from "./numbers.ts";
import { LazyDict, TemplateObject } from "./object.ts";
import { pythonType } from "./python_type.ts";
import { reprText, toRepr, toText } from "./text.ts";

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: string;
}

const DIRECTIVE = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?(.)?/gs;

/**
 * @returns Python's `template % values`; `values` is one value, a tuple of them, or a dict for
 * `%(name)s`.
 * @throws {PythonError} If the values do not fit the template.
 */
export function percentFormat(template: string, values: Value): string {
  const list = values instanceof Tuple ? values.items : [values];
  const mapping = values instanceof LazyDict ? values.toDict() : values;
  let next = 0;
  let named = false;
  const take = (): Value => {
    const value = list[next++];
    if (value === undefined) throw typeError("not enough arguments for format string");
    return value;
  };
  const result = template.replace(
    DIRECTIVE,
    (
      whole: string,
      name: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      conversion: string | undefined,
      offset: number,
    ) => {
      if (conversion === undefined) throw valueError("incomplete format");
      if (conversion === "%") return "%";
      const number = (text: string | undefined) => text === "*" ? starred(take()) : Number(text);
      const directive: Directive = {
        flags,
        width: width === undefined ? 0 : number(width),
        precision: precision !== undefined
          ? number(precision)
          : whole.includes(".")
          ? 0
          : undefined,
        conversion,
      };
      if (!"diouxXeEfFgGcrsa".includes(conversion)) {
        throw valueError(
          `unsupported format character '${conversion}' (0x${
            conversion.charCodeAt(0).toString(16)
          }) at index ${offset + whole.length - 1}`,
        );
      }
      if (name === undefined) return formatOne(directive, take());
      named = true;
      if (!(mapping instanceof Map)) throw typeError("format requires a mapping");
      const value = dictGet(mapping, name);
      if (value === undefined) throw new PythonError("KeyError", reprText(name));
      return formatOne(directive, value);
    },
  );
  // What can be subscripted counts as a mapping, whose items need not all be used.
  const mappingLike = mapping instanceof Map || Array.isArray(values) ||
    values instanceof TemplateObject;
  if (next < list.length && !named && !mappingLike) {
    throw typeError("not all arguments converted during string formatting");
  }
  return result;
}

function formatOne(directive: Directive, value: Value): string {
  const { conversion, precision } = directive;
  switch (conversion) {
    case "s":
    case "r":
    case "a": {
      const text = conversion === "s" ? toText(value) : toRepr(value);
      const cut = precision === undefined ? text : characters(text).slice(0, precision).join("");
      return pad(cut, directive);
    }
    case "c":
      return pad(
        typeof value === "string" ? value : String.fromCodePoint(toNumber(value) ?? 0),
        directive,
      );
    case "d":
    case "i":
    case "u":
    case "x":
    case "X":
    case "o":
      return formatInteger(directive, value);
    default:
      return formatReal(directive, value);
  }
}

function formatInteger(directive: Directive, value: Value): string {
  const { conversion, flags, precision } = directive;
  const number = numeric(value);
  const decimal = "diu".includes(conversion);
  if (number === undefined || (number.kind === "float" && !decimal)) {
    throw typeError(
      `%${conversion} format: ${decimal ? "a real number" : "an integer"} is required, not ${
        pythonType(value)
      }`,
    );
  }
  const whole = number.kind === "int" ? number.value : BigInt(Math.trunc(number.value));
  const radix = decimal ? 10 : conversion === "o" ? 8 : 16;
  let digits = (whole < 0n ? -whole : whole).toString(radix).padStart(precision ?? 0, "0");
  let prefix = "";
  if (flags.includes("#") && !decimal) prefix = conversion === "o" ? "0o" : "0x";
  if (conversion === "X") {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  return padNumber({ sign: signOf(whole < 0n, flags), prefix, digits }, directive);
}

function formatReal(directive: Directive, value: Value): string {
  const number = toNumber(value);
  if (number === undefined) throw typeError(`must be real number, not ${pythonType(value)}`);
  const text = formatFloatStyle(number, directive.conversion, {
    precision: directive.precision ?? 6,
    alternate: directive.flags.includes("#"),
  });
  const negative = text.startsWith("-");
  return padNumber({
    sign: signOf(negative, directive.flags),
    prefix: "",
    digits: negative ? text.slice(1) : text,
  }, directive);
}

function signOf(negative: boolean, flags: string): string {
  if (negative) return "-";
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

function padNumber(
  parts: { readonly sign: string; readonly prefix: string; readonly digits: string },
  directive: Directive,
): string {
  const { sign, prefix, digits } = parts;
  const length = sign.length + prefix.length + digits.length;
  if (directive.flags.includes("0") && !directive.flags.includes("-")) {
    return sign + prefix + "0".repeat(Math.max(0, directive.width - length)) + digits;
  }
  return pad(sign + prefix + digits, directive);
}

function pad(text: string, directive: Directive): string {
  const space = " ".repeat(Math.max(0, directive.width - textLength(text)));
  return directive.flags.includes("-") ? text + space : space + text;
}

function starred(value: Value): number {
  if (typeof value !== "number") throw typeError("* wants int");
  return value;
}
