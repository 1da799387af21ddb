import { textLength } from "../code_points.ts";
import { valueError } from "../errors.ts";

/** How text is wrapped. */
export interface WrapOptions {
  /** Characters per line. */
  readonly width: number;
  readonly breakLongWords: boolean;
  readonly breakOnHyphens: boolean;
}

const WORD = "[\\w!\"'&.,?]";
const LETTER = "[^\\d\\W]";
const HYPHENED = new RegExp(
  `([\\t\\n\\v\\f\\r ]+|(?<=${WORD})-{2,}(?=\\w)|[^\\t\\n\\v\\f\\r ](?:-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${LETTER}-))(?=${LETTER}-?${LETTER})|(?=[\\t\\n\\v\\f\\r ]|$)|(?<=${WORD})(?=-{2,}\\w))|[^\\t\\n\\v\\f\\r ])`,
  "g",
);

/** @returns The lines of one paragraph as Python's `textwrap.wrap` breaks them. */
export function wrapText(text: string, options: WrapOptions): string[] {
  if (options.width <= 0) throw valueError(`invalid width ${options.width} (must be > 0)`);
  const chunks = splitChunks(text, options.breakOnHyphens ? "hyphens" : "spaces").reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (chunks.at(-1)?.trim() === "" && lines.length > 0) chunks.pop();
    const line = fillLine(chunks, options);
    if (line.at(-1)?.trim() === "") line.pop();
    if (line.length > 0) lines.push(line.join(""));
  }
  return lines;
}

function fillLine(chunks: string[], options: WrapOptions): string[] {
  const line: string[] = [];
  let length = 0;
  for (;;) {
    const chunk = chunks.at(-1);
    if (chunk === undefined || length + textLength(chunk) > options.width) break;
    line.push(chunk);
    length += textLength(chunk);
    chunks.pop();
  }
  const long = chunks.at(-1);
  if (long === undefined || textLength(long) <= options.width) return line;
  if (options.breakLongWords) {
    const characters = Array.from(long);
    const space = Math.max(1, options.width - length);
    let end = space;
    if (options.breakOnHyphens && characters.length > space) {
      const hyphen = characters.slice(0, space).lastIndexOf("-");
      if (hyphen > 0 && characters.slice(0, hyphen).some((c) => c !== "-")) end = hyphen + 1;
    }
    line.push(characters.slice(0, end).join(""));
    chunks[chunks.length - 1] = characters.slice(end).join("");
  } else if (line.length === 0) {
    line.push(long);
    chunks.pop();
  }
  return line;
}

/** Splits into words, the spaces between them, and the parts of words with hyphens. */
function splitChunks(text: string, at: "hyphens" | "spaces"): string[] {
  if (at === "spaces") {
    return text.split(/([\t\n\v\f\r ]+)/).filter((chunk) => chunk !== "");
  }
  const chunks: string[] = [];
  let word = "";
  for (const [piece] of text.matchAll(HYPHENED)) {
    if (/^[\t\n\v\f\r ]/.test(piece) || /^-{2,}$/.test(piece)) {
      if (word !== "") chunks.push(word);
      chunks.push(piece);
      word = "";
      continue;
    }
    word += piece;
    const whole = piece.length > 1 && piece.endsWith("-");
    if (whole) {
      chunks.push(word);
      word = "";
    }
  }
  if (word !== "") chunks.push(word);
  return chunks;
}
