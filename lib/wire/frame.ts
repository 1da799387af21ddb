import { WireError } from "./wire_error.ts";

/** The longest body a frame may have unless told otherwise: 64 MiB. */
export const FRAME_LIMIT = 64 * 1024 * 1024;

/** A FlatBuffer holds at least the offset of its root and an empty table. */
const SHORTEST = 8;
const PREFIX = 4;

/** Splits a stream of bytes, in whatever pieces it comes, into the bodies of its frames. */
export class FrameSplitter {
  readonly #limit: number;
  readonly #onFrame: (body: Uint8Array) => void;
  /** The start of a frame that is not yet complete, prefix included. */
  #partial = new Uint8Array();
  #length = 0;

  /**
   * @param options `onFrame` gets each body, which stays valid as long as it is referred to; `limit`
   * is the longest body in bytes.
   */
  constructor(
    options: { readonly onFrame: (body: Uint8Array) => void; readonly limit?: number },
  ) {
    this.#onFrame = options.onFrame;
    this.#limit = options.limit ?? FRAME_LIMIT;
  }

  /**
   * Takes the next bytes of the stream; the caller leaves them alone from then on.
   *
   * @throws {WireError} If a frame is longer than the limit or too short to be one; the stream cannot
   * be continued then.
   */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#length === 0 && chunk.length - at >= PREFIX) {
        const end = at + PREFIX + this.#bodyLength(chunk, at);
        if (end <= chunk.length) {
          this.#onFrame(chunk.subarray(at + PREFIX, end));
          at = end;
          continue;
        }
      }
      at += this.#append(chunk, at);
    }
  }

  /** @throws {WireError} If the stream ended within a frame. */
  end(): void {
    if (this.#length > 0) {
      throw new WireError("Frame", `the stream ended after ${this.#length} bytes of it`);
    }
  }

  /** @returns How many bytes of `chunk` from `start` on belong to the frame that has begun. */
  #append(chunk: Uint8Array, start: number): number {
    const wanted = this.#length < PREFIX ? PREFIX : PREFIX + this.#bodyLength(this.#partial, 0);
    const count = Math.min(wanted - this.#length, chunk.length - start);
    this.#reserve(this.#length + count, wanted);
    this.#partial.set(chunk.subarray(start, start + count), this.#length);
    this.#length += count;
    if (this.#length === wanted && wanted > PREFIX) {
      const body = this.#partial.subarray(PREFIX, wanted);
      this.#partial = new Uint8Array();
      this.#length = 0;
      this.#onFrame(body);
    }
    return count;
  }

  /** Makes room as bytes come, not as the prefix promises: a promise costs the sender nothing. */
  #reserve(needed: number, wanted: number): void {
    if (needed <= this.#partial.length) return;
    const grown = new Uint8Array(
      Math.min(Math.max(needed, this.#partial.length * 2), Math.max(wanted, needed)),
    );
    grown.set(this.#partial.subarray(0, this.#length));
    this.#partial = grown;
  }

  #bodyLength(bytes: Uint8Array, at: number): number {
    const length = (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) |
      (bytes[at + 3]! << 24)) >>> 0;
    if (length > this.#limit) {
      throw new WireError("Frame", `it is ${length} bytes long, more than ${this.#limit}`);
    }
    if (length < SHORTEST) {
      throw new WireError("Frame", `it is ${length} bytes long, less than ${SHORTEST}`);
    }
    return length;
  }
}
