import type { Value } from "../../../base/value.ts";

/** @returns Whether an option of a lookup says yes. */
export function asBool(value: Value | undefined): boolean {
  return value !== undefined && ["true", "yes", "on", "1", "y", "t"].includes(
    String(value).toLowerCase(),
  );
}

/** @returns A list of texts, where one text is a list of one. */
export function asTexts(value: Value | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}
