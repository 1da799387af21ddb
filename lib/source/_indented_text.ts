const STEP = 64;
const MAX_STEPS = 8;

/** A text some of whose lines are indented deeper than they were written. */
export class IndentedText {
  readonly #lines: readonly string[];
  /** Offsets of the lines as they were written. */
  readonly #starts: readonly number[];
  readonly #steps = new Map<number, number>();
  #text: string | undefined;
  /** Offsets of the lines as they are now. */
  #newStarts: readonly number[];

  constructor(text: string) {
    this.#lines = text.split("\n");
    this.#starts = startsOf(this.#lines);
    this.#newStarts = this.#starts;
    this.#text = text;
  }

  get text(): string {
    if (this.#text === undefined) {
      const lines = this.#lines.map((line, index) => {
        const steps = this.#steps.get(index);
        return steps === undefined ? line : " ".repeat(steps * STEP) + line;
      });
      this.#newStarts = startsOf(lines);
      this.#text = lines.join("\n");
    }
    return this.#text;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  /** @returns A line as it was written; lines count from 0. */
  line(index: number): string {
    return this.#lines[index] ?? "";
  }

  isIndented(line: number): boolean {
    return this.#steps.has(line);
  }

  /** @returns Whether the line could be indented; there is an end to it. */
  indent(line: number): boolean {
    const steps = (this.#steps.get(line) ?? 0) + 1;
    if (steps > MAX_STEPS) return false;
    this.#steps.set(line, steps);
    this.#text = undefined;
    return true;
  }

  restore(lines: Iterable<number>): void {
    for (const line of lines) this.#steps.delete(line);
    this.#text = undefined;
  }

  /** @returns The line that has the offset of `text`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#newStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#newStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @returns The offset in `text` at which a line starts. */
  startOf(line: number): number {
    return this.#newStarts[line] ?? 0;
  }

  /** @returns The offset in what was written of an offset of `text`. */
  originalOffset(offset: number): number {
    if (this.#steps.size === 0) return offset;
    const line = this.lineAt(offset);
    const added = (this.#steps.get(line) ?? 0) * STEP;
    return (this.#starts[line] ?? 0) + Math.max(0, offset - this.startOf(line) - added);
  }
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return starts;
}
