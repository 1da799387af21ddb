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
  const form = globExpression(pattern);
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

function globExpression(pattern: string): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "*") source += ".*";
    else if (char === "?") source += ".";
    else if (char === "[") {
      const end = classEnd(pattern, at);
      source += end === undefined ? "\\[" : classExpression(pattern.slice(at + 1, end));
      at = end ?? at;
    } else source += char.replace(/[\\^$.|+(){}\]/]/, "\\$&");
  }
  return new RegExp(`^${source}$`, "su");
}

/** A `]` right after the opening bracket is an item of the class. */
function classEnd(pattern: string, open: number): number | undefined {
  let from = open + 1;
  if (pattern.charAt(from) === "!") from++;
  if (pattern.charAt(from) === "]") from++;
  const end = pattern.indexOf("]", from);
  return end === -1 ? undefined : end;
}

function classExpression(content: string): string {
  const isNegated = content.startsWith("!");
  const items = isNegated ? content.slice(1) : content;
  let source = "";
  for (let at = 0; at < items.length; at++) {
    const [first = "", dash, last] = items.slice(at, at + 3);
    if (dash !== "-" || last === undefined) {
      source += escaped(first);
      continue;
    }
    if (first <= last) source += `${escaped(first)}-${escaped(last)}`;
    at += 2;
  }
  if (source === "") return isNegated ? "." : "(?!)";
  return `[${isNegated ? "^" : ""}${source}]`;
}

function escaped(char: string): string {
  return char.replace(/[\\\]^[\-]/, "\\$&");
}
