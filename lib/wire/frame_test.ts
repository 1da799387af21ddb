import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { encodeEnvelope } from "./envelope.ts";
import { FrameSplitter } from "./frame.ts";
import { WireError } from "./wire_error.ts";

function frameOf(body: Uint8Array): Uint8Array {
  const frame = new Uint8Array(body.length + 4);
  new DataView(frame.buffer).setUint32(0, body.length, true);
  frame.set(body, 4);
  return frame;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function split(chunks: readonly Uint8Array[], limit?: number): readonly Uint8Array[] {
  const bodies: Uint8Array[] = [];
  const onFrame = (body: Uint8Array) => void bodies.push(body);
  const splitter = new FrameSplitter(limit === undefined ? { onFrame } : { onFrame, limit });
  // What a transport does with a chunk afterwards must not matter to a body that spans chunks.
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return bodies;
}

const bodies = fc.array(fc.uint8Array({ minLength: 8, maxLength: 40 }), { maxLength: 6 });

Deno.test("FrameSplitter finds the same bodies wherever the stream is cut in two", () => {
  fc.assert(
    fc.property(bodies, (bodies) => {
      const stream = concat(bodies.map(frameOf));
      for (let cut = 0; cut <= stream.length; cut++) {
        deepEqual(split([stream.slice(0, cut), stream.slice(cut)]), bodies);
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("FrameSplitter finds the same bodies in pieces of any sizes", () => {
  fc.assert(fc.property(bodies, fc.array(fc.nat(9)), (bodies, sizes) => {
    const stream = concat(bodies.map(frameOf));
    const chunks: Uint8Array[] = [];
    let at = 0;
    for (const size of sizes) {
      chunks.push(stream.slice(at, at + size));
      at = Math.min(at + size, stream.length);
    }
    chunks.push(stream.slice(at));
    deepEqual(split(chunks), bodies);
  }));
});

Deno.test("FrameSplitter finds the same bodies byte by byte", () => {
  const frame = encodeEnvelope({
    kind: "request",
    protocolVersion: 1,
    capability: "echo",
    correlationId: "1",
    payload: new Uint8Array(1000).fill(9),
  });
  const stream = concat([frame, frame]);
  const found = split(Array.from(stream, (byte) => Uint8Array.of(byte)));
  deepEqual(found, [frame.slice(4), frame.slice(4)]);
});

Deno.test("FrameSplitter takes a body of the limit and refuses one byte more", () => {
  deepEqual(split([frameOf(new Uint8Array(64))], 64), [new Uint8Array(64)]);
  const splitter = new FrameSplitter({ onFrame: () => {}, limit: 64 });
  throws(
    () => splitter.push(frameOf(new Uint8Array(65)).subarray(0, 4)),
    new WireError("Frame", "it is 65 bytes long, more than 64"),
  );
});

Deno.test("FrameSplitter reads the length as unsigned", () => {
  const splitter = new FrameSplitter({ onFrame: () => {} });
  throws(
    () => splitter.push(Uint8Array.of(255, 255, 255, 255)),
    new WireError("Frame", "it is 4294967295 bytes long, more than 67108864"),
  );
});

Deno.test("FrameSplitter refuses a body that is too short to be a message", () => {
  const splitter = new FrameSplitter({ onFrame: () => {} });
  throws(
    () => splitter.push(frameOf(new Uint8Array(7))),
    new WireError("Frame", "it is 7 bytes long, less than 8"),
  );
});

Deno.test("FrameSplitter says what is missing when the stream ends within a frame", () => {
  const splitter = new FrameSplitter({ onFrame: () => {} });
  splitter.push(Uint8Array.of(20, 0, 0, 0, 1));
  throws(() => splitter.end(), new WireError("Frame", "the stream ended after 5 bytes of it"));
});

Deno.test("FrameSplitter gives out the frames before a malformed one", () => {
  const found: number[] = [];
  const splitter = new FrameSplitter({ onFrame: (body) => void found.push(body.length) });
  const stream = concat([
    frameOf(new Uint8Array(8)),
    frameOf(new Uint8Array(9)),
    new Uint8Array(4),
  ]);
  throws(() => splitter.push(stream), WireError);
  deepEqual(found, [8, 9]);
});

Deno.test("FrameSplitter reserves no memory for what is only promised", () => {
  const before = Deno.memoryUsage().rss;
  const splitters = Array.from({ length: 100 }, () => new FrameSplitter({ onFrame: () => {} }));
  for (const splitter of splitters) splitter.push(Uint8Array.of(0, 0, 0, 4, 1, 2, 3));
  equal(Deno.memoryUsage().rss - before < 512 * 1024 * 1024, true);
});
