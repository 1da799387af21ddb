import { concatBytes } from "../../lib/base/concat_bytes.ts";

/** What stood between two markers of a stream. */
export interface Section {
  readonly bytes: Uint8Array;
  /** What the marker that ends it says, such as an exit code. */
  readonly trailer: string;
}

/** What a splitter takes beside the token. */
export interface SplitterOptions {
  /** Bytes that a section may have. */
  readonly limit: number;
  /** Gets bytes of the section `index` as soon as they are surely no part of a marker. */
  readonly onBytes?: (index: number, bytes: Uint8Array) => void;
}

const NEWLINE = 10;

/**
 * Cuts a stream of bytes into sections at markers: the token, a trailer, a newline. Chunks may break
 * anywhere. The token is random and new in every frame, so that no output can contain it.
 */
export class SectionSplitter {
  readonly #token: Uint8Array;
  readonly #first: number;
  readonly #options: SplitterOptions;
  readonly #sections: Section[] = [];
  #kept: Uint8Array[] = [];
  #size = 0;
  #tail = new Uint8Array(0);

  /** @param token What starts a marker; ASCII, at least one character. */
  constructor(token: string, options: SplitterOptions) {
    this.#token = new TextEncoder().encode(token);
    this.#first = this.#token[0] ?? 0;
    this.#options = options;
  }

  /** Sections that have ended. */
  get sections(): readonly Section[] {
    return this.#sections;
  }

  /** What came since the last marker. */
  get rest(): Uint8Array {
    return concatBytes([...this.#kept, this.#tail]);
  }

  /**
   * Takes the next bytes.
   *
   * @throws {RangeError} If a section is longer than the limit.
   */
  push(chunk: Uint8Array): void {
    let data = this.#tail.length === 0 ? chunk : concatBytes([this.#tail, chunk]);
    while (true) {
      const at = this.#findToken(data);
      const end = data.indexOf(NEWLINE, at + this.#token.length);
      const isWhole = at + this.#token.length <= data.length && end >= 0;
      this.#keep(data.subarray(0, at));
      if (!isWhole) {
        this.#tail = data.slice(at);
        return;
      }
      const trailer = new TextDecoder().decode(data.subarray(at + this.#token.length, end)).trim();
      this.#sections.push({ bytes: concatBytes(this.#kept), trailer });
      this.#kept = [];
      this.#size = 0;
      data = data.subarray(end + 1);
    }
  }

  /** @returns Where the token begins, or may begin at the end of `data`; its length if nowhere. */
  #findToken(data: Uint8Array): number {
    for (let at = data.indexOf(this.#first); at >= 0; at = data.indexOf(this.#first, at + 1)) {
      if (this.#isTokenAt(data, at)) return at;
    }
    return data.length;
  }

  #isTokenAt(data: Uint8Array, at: number): boolean {
    const length = Math.min(this.#token.length, data.length - at);
    for (let i = 1; i < length; i++) if (data[at + i] !== this.#token[i]) return false;
    return true;
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#size += bytes.length;
    if (this.#size > this.#options.limit) {
      throw new RangeError(`Cannot keep more than ${this.#options.limit} bytes of output`);
    }
    this.#kept.push(bytes);
    this.#options.onBytes?.(this.#sections.length, bytes);
  }
}
