import { type Dict, isDict } from "../../../lib/base/value.ts";
import { valueFromJson } from "../../../lib/base/value_json.ts";

/** The result that a module printed. */
export interface JsonOutput {
  readonly result: Dict;
  /** What stood after it, which is worth a warning. */
  readonly junk: string;
}

/**
 * Finds the JSON object in what a module printed: it starts a line, and noise before and after it is
 * tolerated, as Ansible does.
 *
 * @returns The object, or `undefined` if there is none.
 */
export function jsonOutput(text: string): JsonOutput | undefined {
  for (const { index } of text.matchAll(/^[ \t]*\{/gm)) {
    const end = endOfObject(text, index);
    if (end === undefined) continue;
    const result = parsed(text.slice(index, end));
    if (result !== undefined) return { result, junk: text.slice(end).trim() };
  }
  return undefined;
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let isText = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (isText) {
      if (character === "\\") at++;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return undefined;
}

function parsed(text: string): Dict | undefined {
  try {
    const value = valueFromJson(text);
    return isDict(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
