import type { Value } from "../../../base/value.ts";
import { iterate } from "../iterate.ts";
import { pairs } from "../methods/dict_methods.ts";
import { toText } from "../text.ts";
import { LazyDict } from "../object.ts";
import { valueError } from "../errors.ts";

/** @returns `text` percent-encoded; letters, digits, `_.-~` and the characters `safe` stay. */
export function urlQuote(text: string, safe: string): string {
  let result = "";
  for (const character of text) {
    result += /[A-Za-z0-9_.~-]/.test(character) || safe.includes(character)
      ? character
      : encodeURIComponent(character).replace(/[!'()*]/g, percent);
  }
  return result;
}

/** @returns A query string of a dict, or of a list of pairs. */
export function urlEncode(value: Value): string {
  const entries = value instanceof Map || value instanceof LazyDict
    ? [...pairs(value)]
    : iterate(value).map(pair);
  return entries.map(([key, item]) => `${forQuery(key)}=${forQuery(item)}`).join("&");
}

function pair(item: Value): readonly [Value, Value] {
  const [key, value, ...more] = iterate(item);
  if (key !== undefined && value !== undefined && more.length === 0) return [key, value];
  throw valueError("not enough values to unpack (expected 2)");
}

function forQuery(value: Value): string {
  return urlQuote(toText(value), "").replaceAll("%20", "+");
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
