import { ModuleFailure, type Value } from "../../../lib/plugin/sdk.ts";

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
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const named: Record<string, Value> = {};
    for (const [name, value] of Object.entries(match.groups ?? {})) named[name] = value ?? null;
    return { groups: match.slice(1).map((group): Value => group ?? null), named };
  };
}

function compile(regex: string): RegExp {
  const [, letters = "", rest = regex] = /^\(\?([aimsu]+)\)(.*)$/s.exec(regex) ?? [];
  const source = rest.replace(
    /\\[\s\S]|\(\?P<|\(\?P=(\w+)\)/g,
    (text, name: string | undefined) =>
      name === undefined ? JAVASCRIPT[text] ?? text : `\\k<${name}>`,
  );
  try {
    return new RegExp(
      source,
      ["m", ...["i", "s"].filter((flag) => letters.includes(flag))].join(""),
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ModuleFailure(`Invalid regular expression: ${error.message}`);
  }
}

/** What Python writes otherwise. */
const JAVASCRIPT: Readonly<Record<string, string>> = {
  "(?P<": "(?<",
  "\\A": "(?<![\\s\\S])",
  "\\Z": "(?![\\s\\S])",
};
