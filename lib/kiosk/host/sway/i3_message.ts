/** A message of the protocol that Sway has from i3: its type, and JSON. See sway-ipc(7). */
export interface I3Message {
  readonly type: number;
  readonly payload: string;
}

/** Types of what is asked; an answer has the type of its question. */
export const I3 = { runCommand: 0, subscribe: 2, getTree: 4 } as const;

/** The type of events about windows. */
export const WINDOW_EVENT = 0x8000_0003;

/** More than any tree of windows takes. */
const MOST_BYTES = 32 * 1024 * 1024;

const MAGIC = new TextEncoder().encode("i3-ipc");
const HEADER = MAGIC.length + 8;

/** @returns The bytes of a message; numbers are little-endian, as on every computer with Sway. */
export function encodeI3({ type, payload }: I3Message): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(payload);
  const bytes = new Uint8Array(HEADER + body.length);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC.length, body.length, true);
  view.setUint32(MAGIC.length + 4, type, true);
  bytes.set(body, HEADER);
  return bytes;
}

/** Puts messages together from bytes that come in any portions. */
export class I3Decoder {
  #rest = new Uint8Array();

  /**
   * @returns The messages that are complete now.
   * @throws {Error} If it is not the protocol.
   */
  push(bytes: Uint8Array): readonly I3Message[] {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const messages: I3Message[] = [];
    let at = 0;
    while (all.length - at >= HEADER) {
      const { type, length } = readHeader(all.subarray(at, at + HEADER));
      const end = at + HEADER + length;
      if (end > all.length) break;
      messages.push({ type, payload: new TextDecoder().decode(all.subarray(at + HEADER, end)) });
      at = end;
    }
    this.#rest = all.slice(at);
    return messages;
  }
}

function readHeader(header: Uint8Array): { readonly type: number; readonly length: number } {
  if (!MAGIC.every((byte, index) => header[index] === byte)) {
    throw new Error("Cannot understand the compositor: it does not speak the protocol of i3");
  }
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const length = view.getUint32(MAGIC.length, true);
  if (length > MOST_BYTES) {
    throw new Error(`Cannot understand the compositor: a message has ${length} bytes`);
  }
  return { type: view.getUint32(MAGIC.length + 4, true), length };
}
