import type { FileRange } from "../../base/files.ts";
import type { SessionPutReply, SessionPutRequest } from "../../wire/connection.ts";
import type { Session, Waiting } from "./sessions.ts";

/** Bytes of the controller that are to be a file on a target. */
export interface FileContent {
  readonly size: number;
  /** @returns All bytes, or a piece of them. */
  read(range?: FileRange): Uint8Array;
}

/** @returns What is in memory anyway. */
export function contentOf(bytes: Uint8Array): FileContent {
  return {
    size: bytes.length,
    read: ({ offset, length } = { offset: 0, length: bytes.length }) =>
      bytes.subarray(offset, offset + length),
  };
}

/** Bytes that are on their way at a time; a message cannot have many more. */
export const PIECE = 8 * 1024 * 1024;

/** A file to write; `file` is a number that no other one of the session has. */
export interface PutWhole extends Omit<SessionPutRequest, "session" | "content" | "piece"> {
  readonly file: number;
  readonly content: FileContent;
}

/**
 * Writes one file, of any size in constant memory: a large one goes in pieces, and is where it belongs
 * with the last one.
 *
 * @throws {Error} If the content becomes shorter meanwhile.
 */
export async function putPieces(
  session: Session,
  { file, content, ...request }: PutWhole,
  options: Waiting,
): Promise<SessionPutReply> {
  const { size } = content;
  if (size <= PIECE) return await session.put({ ...request, content: content.read() }, options);
  const { path, isInPlace, before, unlessSha1, after, ...finish } = request;
  const first = { before, ...(unlessSha1 !== undefined && { unlessSha1 }) };
  let opened: SessionPutReply | undefined;
  for (let offset = 0;; offset += PIECE) {
    const length = Math.min(PIECE, size - offset);
    const isLast = offset + length === size;
    const bytes = content.read({ offset, length });
    if (bytes.length < length) throw new Error(`Cannot write ${path}: its source became shorter`);
    const reply = await session.put({
      path,
      isInPlace,
      content: bytes,
      before: [],
      after: isLast ? after : [],
      ...(offset === 0 ? first : {}),
      ...(isLast ? finish : {}),
      piece: { file, offset, isLast },
    }, options);
    opened ??= reply;
    const isOver = reply.lost !== undefined || reply.error !== undefined || reply.isKept;
    if (isLast || isOver) return { ...reply, before: opened.before };
  }
}
