/**
 * Quotes `text` as one word of a POSIX shell, on one line: `$_N` is a newline in every session (see
 * session_script.ts), because the session's shell reads its frames line by line.
 *
 * @throws {RangeError} If `text` holds a NUL character, which no argument can.
 */
export function quote(text: string): string {
  if (text.includes("\0")) {
    throw new RangeError("Cannot pass a text with a NUL character to a shell");
  }
  return `'${text.replaceAll("'", `'\\''`).replaceAll("\n", `'"$_N"'`)}'`;
}
