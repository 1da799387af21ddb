import { PYTHON_ESCAPES } from "../../source/python_escape.ts";

const SIMPLE: Readonly<Record<string, string>> = { ...PYTHON_ESCAPES, "\n": "" };

/** Hex digits that `\x`, `\u` and `\U` need. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * @returns `text` with Python's string escapes resolved; unknown ones keep their backslash.
 * @throws {SyntaxError} If an escape is cut short; the message is Python's.
 */
export function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  let result = "";
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character !== "\\") {
      result += character;
      at++;
      continue;
    }
    const kind = text.charAt(at + 1);
    const simple = SIMPLE[kind];
    const digits = DIGITS[kind];
    const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
    if (simple !== undefined) {
      result += simple;
      at += 2;
    } else if (digits !== undefined) {
      const hex = text.slice(at + 2, at + 2 + digits);
      const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? parseInt(hex, 16) : -1;
      if (code < 0 || code > 0x10ffff) {
        throw new SyntaxError(code < 0 ? truncated(kind, digits) : "illegal Unicode character");
      }
      result += String.fromCodePoint(code);
      at += 2 + digits;
    } else if (octal !== undefined) {
      result += String.fromCodePoint(parseInt(octal, 8));
      at += 1 + octal.length;
    } else if (kind === "N") {
      // deno-lint-ignore shep/error-wording -- Python's words
      throw new SyntaxError("unknown Unicode character name");
    } else {
      result += `\\${kind}`;
      at += 2;
    }
  }
  return result;
}

function truncated(kind: string, digits: number): string {
  return `truncated \\${kind}${"X".repeat(digits)} escape`;
}
