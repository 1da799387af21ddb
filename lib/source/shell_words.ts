/** What `#` outside quotes means: the start of a comment, or a character like any other. */
export type CommentMode = "comments" | "no-comments";

/**
 * Splits a text into words as a POSIX shell would, without expanding anything: Python's
 * `shlex.split`, which Ansible uses for INI host lines (with comments) and for `command`.
 *
 * With comments, `#` ends a word even without a space before it.
 *
 * @throws {SyntaxError} If a quotation is not closed or nothing follows the last backslash.
 */
export function shellWords(text: string, mode: CommentMode): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at++);
    if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === "#" && mode === "comments") {
      if (word !== undefined) words.push(word);
      word = undefined;
      const lineEnd = text.indexOf("\n", at);
      at = lineEnd === -1 ? text.length : lineEnd;
    } else if (char === "\\") {
      if (at >= text.length) throw new SyntaxError("No escaped character");
      word = (word ?? "") + text.charAt(at++);
    } else if (char === "'" || char === '"') {
      const quoted = readQuoted(text, at, char);
      word = (word ?? "") + quoted.value;
      at = quoted.end;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** Inside double quotes a backslash escapes only a double quote and itself. */
function readQuoted(text: string, start: number, quote: string): { value: string; end: number } {
  let value = "";
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) return { value, end: at + 1 };
    if (char !== "\\" || quote === "'") {
      value += char;
      continue;
    }
    const next = text.charAt(++at);
    if (next === "") throw new SyntaxError("No escaped character");
    value += next === quote || next === "\\" ? next : "\\" + next;
  }
  throw new SyntaxError("No closing quotation");
}
