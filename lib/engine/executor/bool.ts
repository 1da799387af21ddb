import { Float, type Value } from "../../base/value.ts";

/** @returns What `value` means as a yes or no, or `undefined` if it is neither, as Ansible reads it. */
export function asBool(value: Value): boolean | undefined {
  if (typeof value === "boolean") return value;
  const text = String(value instanceof Float ? value.value : value).trim().toLowerCase();
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : undefined;
}

const TRUE: ReadonlySet<string> = new Set(["y", "yes", "on", "1", "true", "t"]);
const FALSE: ReadonlySet<string> = new Set(["n", "no", "off", "0", "false", "f"]);
