import type { Value } from "../../base/value.ts";
import { getAttribute, item } from "./access.ts";
import { PythonError, valueError } from "./errors.ts";
import { formatSpec } from "./format_spec.ts";
import { numeric } from "./numbers.ts";
import type { Arguments } from "./object.ts";
import { pythonType } from "./python_type.ts";
import { reprText, toRepr, toText } from "./text.ts";
import { Undefined } from "./undefined.ts";

/**
 * @returns Python's `template.format(...)`.
 * @throws {PythonError} If the template is malformed or names an argument that is not there.
 */
export function strFormat(template: string, args: Arguments): string {
  return new Formatter(args).format(template, 2);
}

class Formatter {
  readonly #args: Arguments;
  #next = 0;

  constructor(args: Arguments) {
    this.#args = args;
  }

  format(template: string, depth: number): string {
    if (depth < 0) throw valueError("Max string recursion exceeded");
    let out = "";
    let at = 0;
    while (at < template.length) {
      const character = template.charAt(at);
      if (character === "{" || character === "}") {
        if (template.charAt(at + 1) === character) {
          out += character;
          at += 2;
          continue;
        }
        if (character === "}") throw valueError("Single '}' encountered in format string");
        const end = closing(template, at + 1);
        out += this.#field(template.slice(at + 1, end), depth);
        at = end + 1;
        continue;
      }
      out += character;
      at++;
    }
    return out;
  }

  #field(field: string, depth: number): string {
    const match = /^([^!:]*)(?:!(.))?(?::(.*))?$/s.exec(field);
    if (match === null) throw valueError("expected ':' after conversion specifier");
    const [, path = "", conversion, spec = ""] = match;
    const value = this.#lookup(path);
    const filled = spec.includes("{") ? this.format(spec, depth - 1) : spec;
    if (conversion === "r" || conversion === "a") return formatValue(toRepr(value), filled);
    if (conversion === "s") return formatValue(toText(value), filled);
    if (conversion !== undefined) {
      throw valueError(`Unknown conversion specifier ${reprText(conversion)}`);
    }
    return formatValue(value, filled);
  }

  #lookup(path: string): Value {
    const first = /^[^.[]*/.exec(path)?.[0] ?? "";
    let value: Value | undefined;
    if (first === "" || /^\d+$/.test(first)) {
      const index = first === "" ? this.#next++ : Number(first);
      value = this.#args.positional[index];
      if (value === undefined) {
        throw new PythonError(
          "IndexError",
          `Replacement index ${index} out of range for positional args tuple`,
        );
      }
    } else {
      value = this.#args.named.get(first);
      if (value === undefined) throw new PythonError("KeyError", reprText(first));
    }
    for (const step of path.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
      const [, attribute, key = ""] = step;
      value = attribute !== undefined
        ? attributeOf(value, attribute)
        : itemOf(value, /^\d+$/.test(key) ? Number(key) : key);
    }
    return value;
  }
}

function attributeOf(value: Value, name: string): Value {
  if (value instanceof Undefined) value.fail();
  const found = value instanceof Map ? undefined : getAttribute(value, name);
  if (found !== undefined && !(found instanceof Undefined)) return found;
  throw new PythonError(
    "AttributeError",
    `'${pythonType(value)}' object has no attribute '${name}'`,
  );
}

function itemOf(value: Value, key: Value): Value {
  if (value instanceof Undefined) value.fail();
  const found = item(value, key);
  if (found !== undefined) return found;
  throw value instanceof Map
    ? new PythonError("KeyError", toRepr(key))
    : new PythonError("IndexError", `${pythonType(value)} index out of range`);
}

/** @returns `value` by the format specification `spec`. */
function formatValue(value: Value, spec: string): string {
  const number = typeof value === "boolean" && spec === "" ? undefined : numeric(value);
  return formatSpec(
    number ?? { kind: "text", value: toText(value), type: pythonType(value) },
    spec,
  );
}

function closing(template: string, from: number): number {
  if (from >= template.length) throw valueError("Single '{' encountered in format string");
  let depth = 1;
  for (let at = from; at < template.length; at++) {
    const character = template.charAt(at);
    if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
  }
  throw valueError("expected '}' before end of string");
}
