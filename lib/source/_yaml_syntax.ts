import type { Diagnostic } from "../base/diagnostic.ts";
import type { SourceText } from "./source_text.ts";

/** The parser's complaint and where it stood. */
export interface SyntaxError {
  readonly source: SourceText;
  readonly offset: number;
  readonly reason: string;
  /** Offset of the first line of a bracketed or quoted value that was not indented. */
  readonly firstUnindented: number | undefined;
}

const CANNOT_START = "found character that cannot start any token";
const NO_MAPPING = "mapping values are not allowed in this context";
const PREFIX = "Syntax Error while loading YAML: ";

/** Reasons whose counterpart in libyaml does not depend on the text around. */
const PROBLEMS: Readonly<Record<string, string>> = {
  "tab characters must not be used in indentation": CANNOT_START,
  "expected the node content, but found ','": "did not find expected node content",
  "name of an alias node must contain at least one character":
    "did not find expected alphabetic or numeric character",
  "name of an anchor node must contain at least one character":
    "did not find expected alphabetic or numeric character",
  "unknown escape sequence": "found unknown escape character",
  "expected hexadecimal character": "did not find expected hexdecimal number",
  "a line break is expected": "did not find expected comment or line break",
  "can not read a block mapping entry; a multiline key may not be an implicit key":
    "could not find expected ':'",
  "expected ':' after a mapping key": "could not find expected ':'",
  "unexpected end of the stream within a double quoted scalar": "found unexpected end of stream",
  "unexpected end of the stream within a single quoted scalar": "found unexpected end of stream",
  "unexpected end of the document within a double quoted scalar":
    "found unexpected document indicator",
  "unexpected end of the document within a single quoted scalar":
    "found unexpected document indicator",
};

/** @returns The finding in the words of PyYAML, which people search for, with a hint. */
export function syntaxDiagnostic(error: SyntaxError): Diagnostic {
  const { source, reason } = error;
  const isOpenBracket = reason === "unexpected end of the stream within a flow collection";
  const offset = isOpenBracket ? error.firstUnindented ?? error.offset : error.offset;
  const position = source.position(offset);
  const problem = findProblem(source.text, offset, reason);
  const hint = findHint(source, position.line, problem);
  return {
    rule: "yaml-syntax",
    severity: "error",
    message: PREFIX + problem,
    position,
    ...(hint === undefined ? {} : { hint }),
  };
}

function findProblem(text: string, offset: number, reason: string): string {
  const char = text.charAt(offset);
  if (/[@`%]/.test(char) || char === "\t") return CANNOT_START;
  const fixed = PROBLEMS[reason];
  if (fixed !== undefined) return fixed;
  if (reason.endsWith("non-printable characters") || reason.startsWith("null byte")) {
    const code = text.charCodeAt(offset).toString(16).padStart(4, "0");
    return `unacceptable character #x${code}: special characters are not allowed`;
  }
  if (/^missed comma|^deficient indentation|within a flow collection$/.test(reason)) {
    return `did not find expected ',' or '${missingBracket(text, offset)}'`;
  }
  if (!/^bad indentation of a|^end of the stream or a document/.test(reason)) return reason;
  if (char === ":") return NO_MAPPING;
  if (/^-\s/.test(text.slice(offset, offset + 2)) && /:[ \t]+$/.test(text.slice(0, offset))) {
    return "block sequence entries are not allowed in this context";
  }
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const isValue = /[:\-][ \t]+$/.test(text.slice(lineStart, offset));
  if (isValue && /[\]},]/.test(char)) return "did not find expected node content";
  if (/^\.\.\.[ \t]/.test(text.slice(lineStart, offset))) {
    return "did not find expected <document start>";
  }
  const isInSequence = reason.includes("sequence") || /^-\s/m.test(text.slice(0, lineStart));
  return isInSequence && lineStart === offset && char !== "-"
    ? "did not find expected '-' indicator"
    : "did not find expected key";
}

/** @returns The closing bracket of the innermost open one before `offset`. */
function missingBracket(text: string, offset: number): string {
  let open = 0;
  for (let index = offset - 1; index >= 0; index--) {
    const char = text.charAt(index);
    if (char === "]" || char === "}") open++;
    if (char !== "[" && char !== "{") continue;
    if (open === 0) return char === "[" ? "]" : "}";
    open--;
  }
  return "]";
}

/** @returns What the person can do about it, as far as the line at fault shows it. */
function findHint(source: SourceText, line: number, problem: string): string | undefined {
  const text = source.line(line) ?? "";
  const above = source.line(line - 1) ?? "";
  if (/^\s*\t/.test(text) || /^ *\t/.test(above)) {
    return "Indent with spaces: there is a tab at the start of the line";
  }
  if (/(?:^|[:\-]\s+)\{\{/.test(text)) {
    return 'Quote a value that starts with "{{", such as: name: "{{ value }}"';
  }
  if (/^\s*\{%/.test(text)) return "YAML files are no templates: only the values in them are";
  if (/[:\-]\s+(["'])(?:(?!\1).)*\1\s*[^\s#,\]}:]/.test(text)) {
    return "A value that starts with a quote must end with it: " +
      "quote the whole value with the other kind of quote";
  }
  if (/[:\-]\s+[@`%]/.test(text)) return "Quote a value that starts with @, ` or %";
  if (problem.includes("alphabetic or numeric")) {
    return "Quote a value that starts with * or &";
  }
  if (problem === NO_MAPPING && /^\s*(?:-\s+)?[^\s"'#:]+:\s+\S.*:(?:\s|$)/.test(text)) {
    return 'Quote a value that contains ": "';
  }
  if (problem === "found unexpected end of stream") return "A quote is opened and never closed";
  if (problem.startsWith("did not find expected ','")) {
    return "Look for a missing comma, or for a bracket that is not closed";
  }
  if (problem === "found unknown escape character") {
    return "Double the backslash, or use single quotes, in which it means nothing";
  }
  if (problem === NO_MAPPING || /expected (?:key|':'|'-')/.test(problem)) {
    return "Check the indentation of this line against the lines before it, " +
      "and that each key ends with a colon and a space";
  }
  return undefined;
}
