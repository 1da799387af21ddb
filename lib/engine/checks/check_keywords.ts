import { type Value, Vaulted } from "../../base/value.ts";
import type { Keyword } from "../../wire/task.ts";
import { toText } from "../template/text.ts";
import { coerce, CoercionError } from "../playbook/coerce.ts";
import { DEBUGGER_VALUES } from "../playbook/debugger_values.ts";
import type { Settings } from "../playbook/model.ts";
import { isTemplate } from "../playbook/static_names.ts";
import type { Found } from "./found.ts";

/** @returns What is wrong with the literal values of keywords, in the words of a run. */
export function checkKeywords(settings: Settings): readonly Found[] {
  return [...settings].flatMap(([keyword, { value, position }]) => {
    const message = value === null || holdsTemplate(value) ? undefined : problemOf(keyword, value);
    if (message === undefined) return [];
    return [{ rule: "invalid-value", message, ...(position === undefined ? {} : { position }) }];
  });
}

/** @returns Whether a value is a text with a template in it or a vault, or holds one. */
export function holdsTemplate(value: Value): boolean {
  if (typeof value === "string") return isTemplate(value);
  if (value instanceof Vaulted) return true;
  if (Array.isArray(value)) return value.some(holdsTemplate);
  return value instanceof Map && [...value.values()].some(holdsTemplate);
}

const TYPES: ReadonlyMap<Keyword, "bool" | "int" | "percent"> = new Map([
  ["any_errors_fatal", "bool"],
  ["async", "int"],
  ["become", "bool"],
  ["check_mode", "bool"],
  ["delay", "int"],
  ["delegate_facts", "bool"],
  ["diff", "bool"],
  ["force_handlers", "bool"],
  ["gather_facts", "bool"],
  ["gather_timeout", "int"],
  ["ignore_errors", "bool"],
  ["ignore_unreachable", "bool"],
  ["max_fail_percentage", "percent"],
  ["no_log", "bool"],
  ["poll", "int"],
  ["port", "int"],
  ["retries", "int"],
  ["run_once", "bool"],
  ["throttle", "int"],
  ["timeout", "int"],
]);

const ORDERS = ["inventory", "sorted", "reverse_sorted", "reverse_inventory", "shuffle"];

function problemOf(keyword: Keyword, value: Value): string | undefined {
  const type = TYPES.get(keyword);
  if (type !== undefined) return typeProblem(keyword, value, type);
  const text = toText(value);
  if (keyword === "debugger" && typeof value === "string" && !DEBUGGER_VALUES.includes(value)) {
    return `'${text}' is not a valid value for debugger. Must be one of ${
      DEBUGGER_VALUES.join(", ")
    }`;
  }
  if (keyword === "order" && !ORDERS.includes(text)) {
    return `Invalid 'order' specified for inventory hosts: ${text}`;
  }
  if (keyword === "register" && !/^[A-Za-z_]\w*$/.test(text)) {
    return `Invalid variable name in 'register' specified: '${text}'`;
  }
  if (keyword === "loop" && !Array.isArray(value)) {
    return `Invalid data passed to 'loop', it requires a list, got this instead: ${text}`;
  }
  return undefined;
}

function typeProblem(
  keyword: Keyword,
  value: Value,
  type: "bool" | "int" | "percent",
): string | undefined {
  const plain = type === "percent" && typeof value === "string" ? value.replace(/%$/, "") : value;
  // Python's int() cuts a float off, but does not read one from a text.
  const isCut = type === "int" && typeof value !== "string";
  try {
    coerce(plain, type === "percent" || isCut ? "float" : type);
    return undefined;
  } catch (error) {
    if (!(error instanceof CoercionError)) throw error;
    const what = `the field '${keyword}' has an invalid value (${toText(value)})`;
    return `${what}, and could not be converted to an ${type}. The error was: ${error.message}`;
  }
}
