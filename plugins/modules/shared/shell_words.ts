/**
 * Splits a text into words as a POSIX shell does, without any expansion: Python's shlex.split().
 *
 * @throws {SyntaxError} If a quote is not closed or the text ends with a backslash.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== "") {
      if (char === quote) quote = "";
      else if (char === "\\" && quote === '"' && /["\\]/.test(text.charAt(at + 1))) {
        word = (word ?? "") + text.charAt(++at);
      } else word = (word ?? "") + char;
    } else if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= "";
    } else if (char === "\\") {
      if (at + 1 >= text.length) throw new SyntaxError("No escaped character");
      word = (word ?? "") + text.charAt(++at);
    } else word = (word ?? "") + char;
  }
  if (quote !== "") throw new SyntaxError("No closing quotation");
  if (word !== undefined) words.push(word);
  return words;
}

/** @returns `word` quoted for a POSIX shell, only if it needs to be: Python's shlex.quote(). */
export function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'"'"'`)}'`;
}
