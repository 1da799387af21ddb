import { ByteBuffer } from "flatbuffers";

/** What is wrong with a message; `decode()` turns it into a WireError. */
export class Malformed extends Error {}

/**
 * The bytes of a message that may be hostile. The generated readers reach them through these methods
 * alone, so what they check holds for every message:
 *
 * - nothing outside the bytes is read, and no vector is longer than what remains;
 * - references point forward, so that there are no cycles;
 * - texts are UTF-8;
 * - what is decoded, counting shared parts each time, is in proportion to the bytes.
 */
export class CheckedBuffer extends ByteBuffer {
  readonly #bytes: Uint8Array;
  #budget: number;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.#bytes = bytes;
    this.#budget = FREE + 4 * bytes.length;
  }

  override readUint8(offset: number): number {
    return this.#bytes[offset] ?? outside();
  }

  override readInt8(offset: number): number {
    return (this.readUint8(offset) << 24) >> 24;
  }

  override readUint16(offset: number): number {
    const bytes = this.#bytes;
    if (offset < 0 || offset + 2 > bytes.length) outside();
    return bytes[offset]! | (bytes[offset + 1]! << 8);
  }

  override readInt32(offset: number): number {
    const bytes = this.#bytes;
    if (offset < 0 || offset + 4 > bytes.length) outside();
    return bytes[offset]! | (bytes[offset + 1]! << 8) | (bytes[offset + 2]! << 16) |
      (bytes[offset + 3]! << 24);
  }

  override __offset(position: number, field: number): number {
    const vtable = position - this.readInt32(position);
    return field < this.readUint16(vtable) ? this.readUint16(vtable + field) : 0;
  }

  override __indirect(offset: number): number {
    this.#spend(TABLE_COST);
    return this.#follow(offset);
  }

  override __vector(offset: number): number {
    return this.#follow(offset) + 4;
  }

  override __vector_len(offset: number): number {
    const start = this.#follow(offset);
    const length = this.readInt32(start);
    // Elements may be wider than a byte; reading one that is outside fails then.
    if (length < 0 || start + 4 + length > this.#bytes.length) outside();
    return length;
  }

  override __string(offset: number): string {
    const start = this.#follow(offset) + 4;
    const end = start + this.readInt32(start - 4);
    if (end < start || end > this.#bytes.length) outside();
    this.#spend(end - start + 4);
    return readText(this.#bytes, start, end);
  }

  #follow(offset: number): number {
    const distance = this.readInt32(offset);
    if (distance <= 0) throw new Malformed("a reference points backward");
    return offset + distance;
  }

  #spend(amount: number): void {
    this.#budget -= amount;
    if (this.#budget < 0) throw new Malformed("it is far larger when decoded");
  }
}

/**
 * Without shared parts no message exceeds four times its bytes: a table takes eight on the wire, and a
 * text as many as it has. Sharing parts, as some writers do with texts, may add this much.
 */
const FREE = 16 * 1024 * 1024;
const TABLE_COST = 32;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= SHORT) {
    let text = "";
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte >= 0x80) return decodeText(bytes, start, end);
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decodeText(bytes, start, end);
}

/** Up to here reading byte by byte is faster than a call of the decoder. */
const SHORT = 24;

function decodeText(bytes: Uint8Array, start: number, end: number): string {
  try {
    return decoder.decode(bytes.subarray(start, end));
  } catch (error) {
    throw new Malformed("a text is not UTF-8", { cause: error });
  }
}

function outside(): never {
  throw new Malformed("an offset points outside of it");
}
