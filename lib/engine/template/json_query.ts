import jmespath from "jmespath";
import { type Dict, Float, isDict, Tuple, type Value } from "../../base/value.ts";
import { FilterError } from "./errors.ts";
import { finish } from "./finish.ts";

/**
 * Asks a value in the language JMESPath. npm's `jmespath` comes from the language's author and
 * passes its compliance tests; it knows plain objects alone, so values are turned into them and back,
 * and floats without a fraction come back as ints.
 *
 * @throws {FilterError} If the expression is malformed or does not fit the value.
 */
export function jsonQuery(value: Value, expression: string): Value {
  const data = plain(finish(value));
  try {
    return valueOf(LANGUAGE.search(data, expression));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new FilterError(`JMESPathError in json_query filter plugin:\n${error.message}`, {
      cause: error,
    });
  }
}

const LANGUAGE: { readonly search: (data: unknown, expression: string) => unknown } = jmespath;

function plain(value: Value): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Tuple) return value.items.map(plain);
  if (value instanceof Float) return value.value;
  if (typeof value === "bigint") return Number(value);
  if (!isDict(value)) return value;
  // Names such as __proto__ are names like any other.
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, item] of value) result[String(key)] = plain(item);
  return result;
}

function valueOf(data: unknown): Value {
  switch (typeof data) {
    case "string":
    case "boolean":
      return data;
    case "number":
      return Number.isNaN(data) ? null : data;
    case "object": {
      if (data === null) return null;
      if (Array.isArray(data)) return data.map(valueOf);
      const result: Dict = new Map();
      for (const [key, item] of Object.entries(data)) result.set(key, valueOf(item));
      return result;
    }
    default:
      return null;
  }
}
