/** A place in a text that a person wrote; `line` and `column` count from 1, columns in characters. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** @returns `file:line:column`, the form every message uses. */
export function formatPosition(position: Position): string {
  return `${position.file}:${position.line}:${position.column}`;
}
