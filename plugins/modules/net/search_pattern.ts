import { ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";
import { PythonRegex } from "../../../lib/source/python_regex.ts";
import { RegexError } from "../../../lib/source/regex_error.ts";

/** What a regular expression found. */
export interface Found {
  readonly groups: readonly Value[];
  readonly named: Readonly<Record<string, Value>>;
}

/** Searches a text. */
export type SearchPattern = (text: string) => Found | undefined;

/**
 * @param regex A regular expression of Python, `^` and `$` at each line.
 * @throws {ModuleFailure} If it is none.
 */
export function searchPattern(regex: string): SearchPattern {
  const pattern = compile(regex);
  return (text) => {
    const match = pattern.search(text);
    if (match === undefined) return undefined;
    const named: Record<string, Value> = {};
    for (const [name, value] of match.named) named[name] = value ?? null;
    return { groups: match.groups.slice(1).map((group): Value => group ?? null), named };
  };
}

function compile(regex: string): PythonRegex {
  try {
    return PythonRegex.compile(regex, { multiline: true });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new ModuleFailure(`Invalid regular expression: ${error.message}`, {}, { cause: error });
  }
}
