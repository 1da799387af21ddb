import assert from "node:assert/strict";
import type { SessionPutReply, SessionPutRequest } from "../../wire/connection.ts";
import { contentOf, PIECE, putPieces } from "./put_pieces.ts";
import type { Session } from "./sessions.ts";

type Put = Omit<SessionPutRequest, "session">;

const options = { signal: new AbortController().signal };
const PROBE = { argv: ["id"] };
const DONE: SessionPutReply = { isKept: false, before: [], after: [] };

/** Notes what it is to write and answers with `replies`, and then that all is well. */
function noting(...replies: readonly SessionPutReply[]) {
  const puts: Put[] = [];
  const waiting = [...replies];
  const put = (request: Put) => {
    puts.push(request);
    return Promise.resolve(waiting.shift() ?? DONE);
  };
  return { puts, session: { put } as unknown as Session };
}

const FILE = {
  file: 7,
  path: "/x",
  isInPlace: false,
  unlessSha1: "da39",
  mode: "0600",
  validate: "v %s",
  before: [PROBE],
  after: [PROBE, PROBE],
};

Deno.test("putPieces() sends what is not large at once", async () => {
  const { puts, session } = noting();
  const content = new Uint8Array(PIECE);
  await putPieces(session, { ...FILE, content: contentOf(content) }, options);
  const { file: _, ...expected } = FILE;
  assert.deepEqual(puts, [{ ...expected, content }]);
});

Deno.test("putPieces() sends conditions with the first piece and the rest with the last", async () => {
  const { puts, session } = noting();
  const whole = new Uint8Array(2 * PIECE + 5).map((_, index) => index % 251);
  await putPieces(session, { ...FILE, content: contentOf(whole) }, options);
  assert.deepEqual(puts.map(({ content: _, ...put }) => put), [
    {
      path: "/x",
      isInPlace: false,
      before: [PROBE],
      after: [],
      unlessSha1: "da39",
      piece: { file: 7, offset: 0, isLast: false },
    },
    {
      path: "/x",
      isInPlace: false,
      before: [],
      after: [],
      piece: { file: 7, offset: PIECE, isLast: false },
    },
    {
      path: "/x",
      isInPlace: false,
      before: [],
      after: [PROBE, PROBE],
      mode: "0600",
      validate: "v %s",
      piece: { file: 7, offset: 2 * PIECE, isLast: true },
    },
  ]);
  let at = 0;
  for (const { content } of puts) {
    assert.deepEqual(content, whole.subarray(at, at + content.length));
    at += content.length;
  }
  assert.equal(at, whole.length);
});

for (
  const end of [{ ...DONE, isKept: true }, { ...DONE, error: "full" }, { ...DONE, lost: "gone" }]
) {
  Deno.test(`putPieces() sends no more after ${JSON.stringify(end)}`, async () => {
    const { puts, session } = noting(end);
    const content = contentOf(new Uint8Array(PIECE + 1));
    assert.deepEqual(await putPieces(session, { ...FILE, content }, options), end);
    assert.equal(puts.length, 1);
  });
}

Deno.test("putPieces() fails where the source becomes shorter", async () => {
  const content = { size: PIECE + 9, read: () => new Uint8Array(3) };
  await assert.rejects(
    putPieces(noting().session, { ...FILE, content }, options),
    /^Error: Cannot write \/x: its source became shorter$/,
  );
});
