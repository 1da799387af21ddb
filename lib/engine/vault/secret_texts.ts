import { DiagnosticError } from "../../base/diagnostic.ts";
import { isDict, isInt, Unsafe, type Value } from "../../base/value.ts";
import { parseYamlValue } from "../../source/yaml.ts";

/** Texts that tell nothing, and whose masking would make nonsense of everything else. */
const PLAIN_WORDS = /^(?:yes|no|true|false|on|off|null|none|~)$/i;

/** The least number that is taken for a secret: a port or a size is none. */
const LEAST_NUMBER = 100_000;

/**
 * Finds what must not be shown of a file of variables that was encrypted as a whole: all its values,
 * but neither its keys nor what is no more than a yes or no. Of tasks and plays it is what their
 * `vars` hold, as their names are there to be shown. What is not YAML is a secret as a whole.
 */
export function secretTexts(text: string): ReadonlySet<string> {
  const root = valueOf(text);
  const found = new Set<string>();
  if (isDict(root)) collect(root, found);
  else if (Array.isArray(root)) root.forEach((item) => collectVars(item, found));
  else found.add(text);
  return found;
}

function valueOf(text: string): Value {
  try {
    return parseYamlValue(text, { file: "vault" });
  } catch (error) {
    if (error instanceof DiagnosticError) return text;
    throw error;
  }
}

function collect(value: Value, found: Set<string>): void {
  if (typeof value === "string") collectText(value, found);
  else if (value instanceof Unsafe) collectText(value.text, found);
  else if (Array.isArray(value)) value.forEach((item) => collect(item, found));
  else if (isDict(value)) { for (const item of value.values()) collect(item, found); }
  else if (isInt(value) && value >= LEAST_NUMBER) found.add(String(value));
}

/** Of a template, what stands around its expressions: these show other variables. */
function collectText(text: string, found: Set<string>): void {
  for (const part of text.split(/\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/s)) {
    if (part.trim() !== "" && !PLAIN_WORDS.test(part)) found.add(part);
  }
}

function collectVars(value: Value, found: Set<string>): void {
  if (Array.isArray(value)) value.forEach((item) => collectVars(item, found));
  if (!isDict(value)) return;
  for (const [key, item] of value) {
    if (key === "vars") collect(item, found);
    else collectVars(item, found);
  }
}
