/** @returns `text` quoted for a POSIX shell, only if it needs to be: Python's `shlex.quote()`. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}
