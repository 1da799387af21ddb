import type { Keyword, Setting } from "./task.ts";

/**
 * The named fields of the first design repeat the settings that are literal, so that a reader that
 * knows no templates sees them. A template, and what has another type, is no literal.
 */

/** @returns The setting's text, or its number as text. */
export function literalText(settings: readonly Setting[], keyword: Keyword): string | undefined {
  const value = literal(settings, keyword);
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : undefined;
}

/** @returns The setting's integer. */
export function literalInt(settings: readonly Setting[], keyword: Keyword): number | undefined {
  const text = literalText(settings, keyword);
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** @returns The setting's bool. */
export function literalBool(settings: readonly Setting[], keyword: Keyword): boolean | undefined {
  const value = literal(settings, keyword);
  return typeof value === "boolean" ? value : undefined;
}

/** @returns The tags: a list, or a text with commas. */
export function literalTags(settings: readonly Setting[]): readonly string[] | undefined {
  const value = literal(settings, "tags");
  if (typeof value === "string") return value.split(",").map((tag) => tag.trim());
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** @returns The conditions of `when`, joined with "and". They are expressions, not templates. */
export function literalWhen(settings: readonly Setting[]): string | undefined {
  const value = literal(settings, "when");
  if (!Array.isArray(value)) return value === undefined ? undefined : String(value);
  if (value.length < 2) return value.length === 0 ? undefined : String(value[0]);
  return value.map((condition) => `(${condition})`).join(" and ");
}

/** @returns The environment's variables, each value as JSON text. */
export function literalEnvironment(
  settings: readonly Setting[],
): readonly { readonly key: string; readonly value: string }[] | undefined {
  const value = literal(settings, "environment");
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).map(([key, item]) => ({ key, value: JSON.stringify(item) }));
}

/** Scalars, lists of scalars and mappings alone; anything with a template or a tag is left out. */
function literal(settings: readonly Setting[], keyword: Keyword): unknown {
  for (const setting of settings) {
    if (setting.keyword === keyword) return parse(setting.value);
  }
  return undefined;
}

function parse(json: string): unknown {
  if (/\{\{|\{%|"__(ansible|shep)_/.test(json)) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    const isPlain = !Array.isArray(value) || value.every((item) => typeof item !== "object");
    return value !== null && isPlain ? value : undefined;
  } catch {
    // NaN and Infinity are values here but no JSON; no keyword takes them as a literal.
    return undefined;
  }
}
