/** Texts as Python counts them: in code points, where JavaScript counts UTF-16 units. */

const SURROGATE = /[\ud800-\udfff]/;

/** @returns Whether units and code points are the same thing in `text`. */
export function isPlain(text: string): boolean {
  return !SURROGATE.test(text);
}

/** @returns Python's `len(text)`. */
export function textLength(text: string): number {
  if (isPlain(text)) return text.length;
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** @returns The code points of `text`, each as a string. */
export function characters(text: string): string[] {
  return isPlain(text) ? text.split("") : Array.from(text);
}

/** @returns The code points from `start` to before `end`, both within the text. */
export function textSlice(text: string, start: number, end: number): string {
  return isPlain(text) ? text.slice(start, end) : Array.from(text).slice(start, end).join("");
}

/** @returns How many code points come before the unit `offset`; -1 stays -1. */
export function toCodePoints(text: string, offset: number): number {
  return offset <= 0 ? offset : textLength(text.slice(0, offset));
}
