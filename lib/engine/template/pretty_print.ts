import { type Dict, Tuple, type Value } from "../../base/value.ts";
import { compareOrder } from "./compare.ts";
import { LazyDict } from "./object.ts";
import { toRepr } from "./text.ts";

/** Characters per line. */
const WIDTH = 80;

/** @returns `value` as Python's `pprint.pformat` lays it out. */
export function prettyPrint(value: Value): string {
  return format(value instanceof LazyDict ? value.toDict() : value, 0, 0);
}

function format(value: Value, indent: number, allowance: number): string {
  const line = flat(value);
  if (line.length <= WIDTH - indent - allowance) return line;
  if (value instanceof Map && value.size > 0) {
    const entries = sorted(value).map(([key, item]) => ({ key: toRepr(key), item }));
    const lines = entries.map(({ key, item }, i) => {
      const rest = i === entries.length - 1 ? allowance + 1 : 1;
      return `${key}: ${format(item, indent + key.length + 3, rest)}`;
    });
    return `{${lines.join(`,\n${" ".repeat(indent + 1)}`)}}`;
  }
  if (Array.isArray(value)) return `[${items(value, indent, allowance + 1)}]`;
  if (value instanceof Tuple) {
    const comma = value.items.length === 1 ? "," : "";
    return `(${items(value.items, indent, allowance + 1 + comma.length)}${comma})`;
  }
  return typeof value === "string" ? wrapped(value, indent, allowance) : line;
}

function items(values: readonly Value[], indent: number, allowance: number): string {
  return values.map((item, i) => format(item, indent + 1, i === values.length - 1 ? allowance : 1))
    .join(`,\n${" ".repeat(indent + 1)}`);
}

/** Long text is broken between words into several literals. */
function wrapped(text: string, indent: number, allowance: number): string {
  const chunks: string[] = [];
  const lines = text.split(/(?<=\n)/);
  let width = WIDTH - indent;
  if (indent === 0) width -= 1;
  for (const [i, line] of lines.entries()) {
    const last = i === lines.length - 1;
    const limit = width - (last ? allowance + (indent === 0 ? 1 : 0) : 0);
    if (toRepr(line).length <= limit) {
      chunks.push(toRepr(line));
      continue;
    }
    const parts = line.match(/\S*\s*/g)?.filter((part) => part !== "") ?? [];
    let current = "";
    for (const [j, part] of parts.entries()) {
      const most = last && j === parts.length - 1 ? limit : width;
      if (current !== "" && toRepr(current + part).length > most) {
        chunks.push(toRepr(current));
        current = part;
      } else {
        current += part;
      }
    }
    if (current !== "") chunks.push(toRepr(current));
  }
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const body = chunks.join(`\n${" ".repeat(indent === 0 ? 1 : indent)}`);
  return indent === 0 ? `(${body})` : body;
}

function flat(value: Value): string {
  if (value instanceof Map) {
    return `{${sorted(value).map(([key, item]) => `${toRepr(key)}: ${flat(item)}`).join(", ")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(flat).join(", ")}]`;
  if (value instanceof Tuple) {
    const parts = value.items.map(flat);
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
  }
  return toRepr(value);
}

function sorted(dict: Dict): [Value, Value][] {
  return [...dict].sort(([a], [b]) => {
    if (typeof a === typeof b) return compareOrder("<", a, b);
    return typeof a < typeof b ? -1 : 1;
  });
}
