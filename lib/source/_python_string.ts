import { PYTHON_ESCAPES } from "./python_escape.ts";

const OPENING = /([rR]?[uU]?|[uU][rR])("""|'''|"|')/y;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { ...PYTHON_ESCAPES, "\n": "" };
const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Reads one Python string literal, with its prefix, that starts at `start`.
 *
 * @returns The decoded text and the offset after the closing quote, or `undefined` if there is no
 * complete `str` literal (bytes and f-strings are none).
 */
export function readPythonString(
  text: string,
  start: number,
): { value: string; end: number } | undefined {
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text);
  const quote = opening?.[2];
  const prefix = opening?.[1]?.toLowerCase();
  if (opening === null || quote === undefined || prefix === "ur" || prefix === "ru") {
    return undefined;
  }
  const isLong = quote.length === 3;
  let value = "";
  let at = start + opening[0].length;
  while (at < text.length) {
    if (text.startsWith(quote, at)) return { value, end: at + quote.length };
    const char = text.charAt(at);
    if (char === "\n" && !isLong) return undefined;
    if (char !== "\\") {
      value += char;
      at++;
      continue;
    }
    if (prefix === "r") {
      value += text.slice(at, at + 2);
      at += 2;
      continue;
    }
    const escape = readEscape(text, at + 1);
    if (escape === undefined) return undefined;
    value += escape.value;
    at = escape.end;
  }
  return undefined;
}

function readEscape(text: string, at: number): { value: string; end: number } | undefined {
  const char = text.charAt(at);
  const simple = SIMPLE_ESCAPES[char];
  if (simple !== undefined) return { value: simple, end: at + 1 };
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0];
  if (octal !== undefined) {
    return { value: String.fromCharCode(parseInt(octal, 8)), end: at + octal.length };
  }
  const length = HEX_LENGTHS[char];
  if (length !== undefined) {
    const digits = text.slice(at + 1, at + 1 + length);
    if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
    const code = parseInt(digits, 16);
    return code > 0x10ffff
      ? undefined
      : { value: String.fromCodePoint(code), end: at + 1 + length };
  }
  // A named character would need Unicode's list of names.
  if (char === "N") return undefined;
  return { value: "\\" + char, end: at + 1 };
}
