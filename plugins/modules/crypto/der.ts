import { concatBytes } from "../../../lib/base/concat_bytes.ts";

/** One element of DER (X.690): its tag, its content and the whole of it. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly bytes: Uint8Array;
}

export const SEQUENCE = 0x30;
export const SET = 0x31;

/** @returns An element of its parts. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(parts);
  return concatBytes([Uint8Array.of(tag, ...lengthBytes(content.length)), content]);
}

/** @returns An object identifier such as `2.5.4.3`. */
export function derOid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** @returns An integer that is not negative, of big-endian bytes. */
export function derInteger(value: Uint8Array): Uint8Array {
  const start = value.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Uint8Array.of(0) : value.subarray(start);
  return der(0x02, (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), digits);
}

/** @returns An element with another tag in the place of its own (X.690: IMPLICIT). */
export function retagged(tag: number, element: Uint8Array): Uint8Array {
  return der(tag, ...derElements(element).map(({ content }) => content));
}

/** @returns A text with the tag of its kind of string. */
export function derText(tag: number, text: string): Uint8Array {
  return der(tag, new TextEncoder().encode(text));
}

/** @returns A time in seconds, as UTCTime up to 2049 and as GeneralizedTime later (RFC 5280). */
export function derTime(time: string): Uint8Array {
  const year = Number(time.slice(0, 4));
  return year < 2050 ? derText(0x17, `${time.slice(2)}Z`) : derText(0x18, `${time}Z`);
}

/**
 * @returns The elements in `bytes`, one after the other.
 * @throws {RangeError} If they are no DER.
 */
export function derElements(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1] ?? 0x80;
    const count = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || count > 4) throw new RangeError("Cannot read DER: no definite length");
    const length = count === 0
      ? first
      : bytes.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
    const start = at + 2 + count;
    const end = start + length;
    if (end > bytes.length) throw new RangeError("Cannot read DER: it is cut off");
    elements.push({ tag, content: bytes.subarray(start, end), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/** @returns The text of an object identifier's content. */
export function oidText(content: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [joint = 0, ...rest] = numbers;
  const first = Math.min(2, Math.floor(joint / 40));
  return [first, joint - first * 40, ...rest].join(".");
}

/** @returns Whether two byte strings are the same. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [0x80 + digits.length, ...digits];
}

function base128(value: number): readonly number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 + rest % 128);
  }
  return digits;
}
