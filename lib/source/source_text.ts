import type { Position } from "../base/position.ts";

/** A text with its file name, which turns offsets into positions when they are asked for. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lineStarts: Uint32Array | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** @returns The line and column of a UTF-16 offset; past the end is the end. */
  position(offset: number): Position {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const before = this.text.slice(starts[low] ?? 0, offset);
    return { file: this.file, line: low + 1, column: characterCount(before) + 1 };
  }

  /** @returns The text of a line, counted from 1, without its line break. */
  line(line: number): string | undefined {
    const starts = this.#starts();
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    return this.text.slice(start, starts[line] ?? this.text.length).replace(/\r?\n$|\r$/, "");
  }

  #starts(): Uint32Array {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf("\n"); at !== -1; at = this.text.indexOf("\n", at + 1)) {
        starts.push(at + 1);
      }
      this.#lineStarts = Uint32Array.from(starts);
    }
    return this.#lineStarts;
  }
}

/** @returns The number of characters, where a surrogate pair is one. */
function characterCount(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800) count--;
  }
  return count;
}
