import { PYTHON_ESCAPES } from "./python_escape.ts";
import { splitArguments } from "./_argument_words.ts";

/** What a `k=v` text holds. */
export interface KeyValueArguments {
  /** In the order of the text; a repeated key keeps its place and takes the last value. */
  readonly options: ReadonlyMap<string, string>;
  /** The words that are no `key=value`, with their quotes and spacing, if there are any. */
  readonly freeForm: string | undefined;
}

/**
 * Which `key=value` words are options: all of them, or only those that modules with a free-form
 * command (`command`, `shell`, `raw`, `script`) take out of their text.
 */
export type KeyValueMode = "options" | "free-form";

const FREE_FORM_OPTIONS: ReadonlySet<string> = new Set([
  "creates",
  "removes",
  "chdir",
  "executable",
  "warn",
  "stdin",
  "stdin_add_newline",
  "strip_empty_ends",
]);

const ESCAPE =
  /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\\'"abfnrtv]))/g;

/**
 * Reads the arguments of a task or of an ad-hoc command written as text, as Ansible does: words
 * keep together what stands in quotes or in a template block, values lose their quotes, backslash
 * escapes are decoded, and `\=` is no separator.
 *
 * @throws {SyntaxError} If a quotation or a template block is not closed.
 */
export function parseKeyValue(text: string, mode: KeyValueMode): KeyValueArguments {
  const options = new Map<string, string>();
  const rest: string[] = [];
  for (const word of splitArguments(text)) {
    const decoded = decodeEscapes(word);
    const separator = separatorIndex(decoded);
    if (separator === undefined) {
      rest.push(decoded.includes("=", 0) ? decoded.replaceAll("\\=", "=") : word);
      continue;
    }
    const key = decoded.slice(0, separator);
    if (mode === "free-form" && !FREE_FORM_OPTIONS.has(key)) rest.push(word);
    else options.set(key.trim(), unquoted(decoded.slice(separator + 1).trim()));
  }
  return { options, freeForm: rest.length === 0 ? undefined : joinWords(rest) };
}

/** @returns The text without the quotes around it, if there is the same one at both ends. */
export function unquoted(text: string): string {
  const first = text.charAt(0);
  const isQuoted = text.length > 1 && (first === '"' || first === "'") && text.endsWith(first) &&
    text.at(-2) !== "\\";
  return isQuoted ? text.slice(1, -1) : text;
}

function separatorIndex(word: string): number | undefined {
  let index = word.indexOf("=", 1);
  while (index !== -1 && word.charAt(index - 1) === "\\") index = word.indexOf("=", index + 1);
  return index === -1 ? undefined : index;
}

function decodeEscapes(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(ESCAPE, (whole, long, short, byte, octal, simple) => {
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    if (simple !== undefined) return PYTHON_ESCAPES[simple] ?? whole;
    const code = parseInt(long ?? short ?? byte, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

/** A word that ends its line keeps the line break, which then separates instead of a space. */
function joinWords(words: readonly string[]): string {
  let text = "";
  for (const word of words) text += (text === "" || text.endsWith("\n") ? "" : " ") + word;
  return text;
}
