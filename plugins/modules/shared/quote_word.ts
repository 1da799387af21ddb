/** @returns `word` quoted for a POSIX shell, only if it needs to be: Python's shlex.quote(). */
export function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'"'"'`)}'`;
}
