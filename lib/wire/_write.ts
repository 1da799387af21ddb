import { Builder, type Offset } from "flatbuffers";

/**
 * Encodes one message: `write` returns the offset of its root.
 *
 * @param content The byte fields of the message: what is large is given room at once.
 */
export function encode(
  write: (builder: Builder) => Offset,
  content: readonly (Uint8Array | undefined)[] = [],
): Uint8Array<ArrayBuffer> {
  const room = content.reduce((total, field) => total + (field?.length ?? 0), 0);
  if (room > LARGE) {
    const builder = new Builder(room + LARGE);
    builder.finish(write(builder));
    return builder.asUint8Array() as Uint8Array<ArrayBuffer>;
  }
  shared.clear();
  shared.finish(write(shared));
  const message = shared.asUint8Array().slice();
  if (message.length > KEPT) shared = new Builder(KEPT);
  return message;
}

/** @returns The offset of a text, 0 if there is none. */
export function text(builder: Builder, value: string | undefined): Offset {
  if (value === undefined) return 0;
  const length = value.length;
  if (length > SHORT) return builder.createString(value);
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    if (code >= 0x80) return builder.createString(value);
    scratch[i] = code;
  }
  return builder.createString(scratch.subarray(0, length));
}

/** @returns The offset of bytes, 0 if there are none; an empty array is there. */
export function bytes(builder: Builder, value: Uint8Array | undefined): Offset {
  return value === undefined ? 0 : builder.createByteVector(value);
}

/** @returns The offset of a vector of tables, 0 if it is absent or empty. */
export function list<T>(
  builder: Builder,
  items: readonly T[] | undefined,
  write: (builder: Builder, item: T) => Offset,
): Offset {
  if (items === undefined || items.length === 0) return 0;
  const offsets = items.map((item) => write(builder, item));
  builder.startVector(4, offsets.length, 4);
  for (let i = offsets.length - 1; i >= 0; i--) builder.addOffset(offsets[i]!);
  return builder.endVector();
}

/** @returns The offset of a vector of texts, 0 if it is absent or empty. */
export function textList(builder: Builder, items: readonly string[] | undefined): Offset {
  return list(builder, items, text);
}

/** A builder costs more to make than a small message does to write, so one serves for all. */
let shared = new Builder(4096);
/** A message past this leaves a builder behind that is too large to keep. */
const KEPT = 65_536;
/** Content past this is worth a builder of its own. */
const LARGE = 16_384;

/** Up to here writing byte by byte is faster than a call of the encoder. */
const SHORT = 48;
const scratch = new Uint8Array(SHORT);
