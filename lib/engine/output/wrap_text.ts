/**
 * Breaks `text` into lines of at most `width` characters as Python's `textwrap.wrap` does with its
 * defaults: white space becomes spaces, words break after hyphens, too long ones anywhere.
 *
 * @returns The lines without their ends; with `keepSpaces` also the spaces where lines break.
 */
export function wrapText(
  text: string,
  width: number,
  options: { readonly keepSpaces?: true } = {},
): string[] {
  const chunks = chunksOf(withoutTabs(text).replace(/[\t\n\v\f\r]/g, " ")).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (!options.keepSpaces && lines.length > 0 && isBlank(chunks.at(-1))) chunks.pop();
    const line = takeLine(chunks, width);
    if (!options.keepSpaces && isBlank(line.at(-1))) line.pop();
    if (line.length > 0) lines.push(line.join(""));
  }
  return lines;
}

/** Takes chunks off the end of `chunks` until the line is full. */
function takeLine(chunks: string[], width: number): string[] {
  const line: string[] = [];
  let length = 0;
  for (let next = chunks.at(-1); next !== undefined; next = chunks.at(-1)) {
    if (length + next.length > width) break;
    line.push(next);
    length += next.length;
    chunks.pop();
  }
  const long = chunks.at(-1);
  if (long !== undefined && long.length > width) {
    const end = breakOf(long, Math.max(1, width - length));
    line.push(long.slice(0, end));
    chunks[chunks.length - 1] = long.slice(end);
  }
  return line;
}

/** Where to break a word that is longer than a line. */
function breakOf(word: string, room: number): number {
  const hyphen = word.slice(0, room).lastIndexOf("-");
  return hyphen > 0 && /[^-]/.test(word.slice(0, hyphen)) ? hyphen + 1 : room;
}

function isBlank(chunk: string | undefined): boolean {
  return chunk !== undefined && chunk.trim() === "";
}

/** Splits into runs of spaces, words, and the parts of words that hyphens and dashes end. */
function chunksOf(text: string): string[] {
  return text.split(CHUNK).filter((chunk) => chunk !== "");
}

const WORD = "[\\p{L}\\p{N}_]";
const LETTER = "[\\p{L}_]";
const PUNCTUATED = `(?:${WORD}|[!"'&.,?])`;
const CHUNK = new RegExp(
  `( +|(?<=${PUNCTUATED})-{2,}(?=${WORD})|[^ ]+?(?:` +
    `-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${PUNCTUATED}-))(?=${LETTER}-?${LETTER})` +
    `|(?= |$)|(?<=${PUNCTUATED})(?=-{2,}${WORD})))`,
  "u",
);

/** Tabs go to every eighth column. */
function withoutTabs(text: string): string {
  if (!text.includes("\t")) return text;
  let result = "";
  let column = 0;
  for (const character of text) {
    const piece = character === "\t" ? " ".repeat(8 - column % 8) : character;
    result += piece;
    column = /[\r\n]/.test(character) ? 0 : column + piece.length;
  }
  return result;
}
