/** Python's rules of upper and lower case, and of what kind of characters a text is made of. */

const WORD_LETTER = /\p{L}|\p{Nl}/u;

/** @returns The first character in upper case, the others in lower case. */
export function capitalize(text: string): string {
  const [first = "", ...rest] = Array.from(text);
  return titleCharacter(first) + rest.join("").toLowerCase();
}

/** @returns Each run of letters capitalized. */
export function titleCase(text: string): string {
  let result = "";
  let inside = false;
  for (const character of text) {
    result += inside ? character.toLowerCase() : titleCharacter(character);
    inside = WORD_LETTER.test(character);
  }
  return result;
}

/** @returns Upper case as lower and the other way round. */
export function swapCase(text: string): string {
  return Array.from(
    text,
    (c) => c.toLowerCase() === c ? c.toUpperCase() : c.toLowerCase(),
  ).join("");
}

/** @returns Whether there are cased characters and all of them are lower case. */
export function isLower(text: string): boolean {
  return /\p{Ll}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text);
}

/** @returns Whether there are cased characters and all of them are upper case. */
export function isUpper(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text);
}

/** @returns Whether every word starts in upper case and goes on in lower case. */
export function isTitle(text: string): boolean {
  return /[\p{Lu}\p{Ll}\p{Lt}]/u.test(text) && titleCase(text) === text;
}

function titleCharacter(character: string): string {
  const upper = character.toUpperCase();
  // "ß" becomes "Ss", not "SS".
  const [first = "", ...rest] = Array.from(upper);
  return first + rest.join("").toLowerCase();
}
