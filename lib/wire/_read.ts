import type { ByteBuffer } from "flatbuffers";
import { CheckedBuffer, Malformed } from "./_checked_buffer.ts";
import { WireError } from "./wire_error.ts";

/**
 * Decodes one message. Byte fields of the result are views of `bytes`.
 *
 * @param subject The message's name in the schema.
 * @param root The generated reader of that message, `X.getRootAsX`.
 * @throws {WireError} If `bytes` is not such a message, whatever went wrong.
 */
export function decode<T, R>(
  subject: string,
  bytes: Uint8Array,
  { root, read }: { root(buffer: ByteBuffer): T; read(table: T): R },
): R {
  try {
    return read(root(new CheckedBuffer(bytes)));
  } catch (error) {
    const problem = error instanceof Malformed ? error.message : "it is not well-formed";
    throw new WireError(subject, problem, { cause: error });
  }
}

/** @returns The elements of a vector of tables. */
export function many<T, R>(
  length: number,
  { at, read }: { at(index: number): T | null; read(item: T): R },
): R[] {
  const result: R[] = [];
  for (let i = 0; i < length; i++) {
    const item = at(i);
    if (item === null) throw new Malformed("an element is missing");
    result.push(read(item));
  }
  return result;
}

/** @returns The elements of a vector of texts. */
export function texts(length: number, at: (index: number) => string | null): string[] {
  const result: string[] = [];
  for (let i = 0; i < length; i++) result.push(at(i) ?? "");
  return result;
}

/**
 * @returns A field that names something and so must be there.
 * @throws {Malformed} If it is not.
 */
export function need<T>(value: T | null, field: string): T {
  if (value === null) throw new Malformed(`${field} is missing`);
  return value;
}

/**
 * @returns The name of an enum's value.
 * @throws {Malformed} If this version knows no such value.
 */
export function nameOf<T>(names: readonly T[], value: number, field: string): T {
  const name = names[value];
  if (name === undefined) throw new Malformed(`${field} ${value} is unknown`);
  return name;
}

/**
 * @returns An unsigned 64-bit field as a number.
 * @throws {Malformed} If it is past 2^53 - 1.
 */
export function safe(value: bigint, field: string): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed(`${field} is past 2^53 - 1`);
  return Number(value);
}

/** @returns `fields` without those that are null: absent on the wire is absent here. */
export function given<T extends object>(fields: Nullable<T>): T {
  const result: Record<string, unknown> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== null) result[key] = value;
  }
  return result as T;
}

/** The optional properties of `T` are null where absent. */
type Nullable<T> = {
  [K in keyof T]-?: Record<string, never> extends Pick<T, K> ? Exclude<T[K], undefined> | null
    : T[K];
};
