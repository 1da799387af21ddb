import type { Position } from "../base/position.ts";

/** A text with its file name, which turns offsets into positions when they are asked for. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lineStarts: Uint32Array | undefined;
  /** The line that was found last, from 0: who asks goes through the text. */
  #lastLine = 0;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** @returns The line and column of a UTF-16 offset; past the end is the end. */
  position(offset: number): Position {
    const starts = this.#starts();
    const line = this.#lineOf(offset, starts);
    this.#lastLine = line;
    const start = starts[line] ?? 0;
    const end = Math.min(offset, this.text.length);
    let column = end - start + 1;
    for (let at = start; at < end - 1; at++) {
      // A surrogate pair is one character.
      if ((this.text.charCodeAt(at) & 0xfc00) === 0xd800) column--;
    }
    return { file: this.file, line: line + 1, column };
  }

  /** @returns The text of a line, counted from 1, without its line break. */
  line(line: number): string | undefined {
    const starts = this.#starts();
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    return this.text.slice(start, starts[line] ?? this.text.length).replace(/\r?\n$|\r$/, "");
  }

  #lineOf(offset: number, starts: Uint32Array): number {
    for (const line of [this.#lastLine, this.#lastLine + 1]) {
      if ((starts[line] ?? Infinity) <= offset && offset < (starts[line + 1] ?? Infinity)) {
        return line;
      }
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
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
