/** Puts bytes together to lines; of a line that is too long it keeps nothing. */
export class LineSplitter {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  /** @param limit Bytes of a line at most, its end not counted. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes of a line that has not ended yet. */
  get pending(): number {
    return this.#size;
  }

  /**
   * @returns The lines that end in `bytes`, without their ends.
   * @throws {LineTooLong} At a line beyond the limit; what came before it in `bytes` is lost, too.
   */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    const lines: Uint8Array[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.#keep(bytes.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#keep(bytes.subarray(start));
    return lines;
  }

  #keep(part: Uint8Array): void {
    if (this.#size + part.length > this.#limit) {
      this.#take();
      throw new LineTooLong(this.#limit);
    }
    if (part.length === 0) return;
    // The reader may use its buffer again.
    this.#parts.push(part.slice());
    this.#size += part.length;
  }

  #take(): Uint8Array {
    const line = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      line.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#size = 0;
    return line;
  }
}

/** A line is longer than lines may be. */
export class LineTooLong extends Error {
  override readonly name = "LineTooLong";

  constructor(limit: number) {
    super(`A line is longer than ${limit} bytes`);
  }
}

const NEWLINE = 10;
