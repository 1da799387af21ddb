import { globPattern } from "../../source/glob_pattern.ts";
import { RegexError } from "../../source/regex_error.ts";
import { translateRegex } from "../../source/translate_regex.ts";

/** Tells whether a name fits a pattern. */
export type NameMatcher = (name: string) => boolean;

/**
 * @returns The matcher of a glob (`*`, `?`, `[a-c]`, `[!a]`, as Python's `fnmatch`) or, after `~`, of
 * a regular expression that must match from the start.
 * @throws {SyntaxError} If the expression is malformed.
 */
export function nameMatcher(pattern: string): NameMatcher {
  if (pattern.startsWith("~")) return expressionMatcher(pattern);
  if (!/[*?[]/.test(pattern)) return (name) => name === pattern;
  const form = globPattern(pattern);
  return (name) => form.test(name);
}

function expressionMatcher(pattern: string): NameMatcher {
  try {
    const { source, ignoreCase } = translateRegex(pattern.slice(1), {});
    const form = new RegExp(source, ignoreCase ? "viy" : "vy");
    return (name) => {
      form.lastIndex = 0;
      return form.test(name);
    };
  } catch (error) {
    if (!(error instanceof RegexError) && !(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`Invalid host list pattern: ${pattern}`, { cause: error });
  }
}
