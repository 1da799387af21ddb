/**
 * @returns The words of a text with quotes and backslashes as in a POSIX shell: Python's
 * shlex.split(). What is not closed ends with the text.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:[^\s"'\\]|\\[^]|'[^']*'?|"(?:\\[^]|[^"\\])*"?|\\$)+/g)) {
    words.push(word.replace(PART, (part) => unquoted(part)));
  }
  return words;
}

const PART = /\\[^]|'[^']*'?|"(?:\\[^]|[^"\\])*"?/g;

function unquoted(part: string): string {
  if (part.startsWith("'")) return part.replace(/^'|'$/g, "");
  if (part.startsWith("\\")) return part.slice(1);
  return part.replace(/^"/, "").replace(/(^|[^\\](?:\\\\)*)"$/, "$1").replace(/\\(["\\])/g, "$1");
}
