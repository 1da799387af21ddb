import { equal, ok } from "node:assert/strict";
import { FakeRandom } from "../system/fake_random.ts";
import { decodeExecuteTaskReply, decodeExecuteTaskRequest } from "./execute.ts";
import { decodeEnvelope, encodeEnvelope } from "./envelope.ts";
import { FrameSplitter } from "./frame.ts";
import { decodeHandshake } from "./handshake.ts";
import { decodeHostExecRequest, decodeHostPutRequest } from "./host.ts";
import { decodeInventoryResponse, encodeInventoryResponse } from "./inventory.ts";
import { decodeParseResponse } from "./parse.ts";
import { decodePlaybookResponse } from "./playbook.ts";
import { WireError } from "./wire_error.ts";

/** Whatever comes, a decoder gives a message or a WireError, in time and without eating memory. */

const DECODERS = [
  decodeEnvelope,
  decodeHandshake,
  decodeExecuteTaskRequest,
  decodeExecuteTaskReply,
  decodeHostExecRequest,
  decodeHostPutRequest,
  decodeInventoryResponse,
  decodeParseResponse,
  decodePlaybookResponse,
];

const samples = [...Deno.readDirSync(new URL("../../testdata/wire/", import.meta.url))]
  .filter(({ name }) => name.endsWith(".json"))
  .map(({ name }) => Deno.readTextFileSync(new URL(`../../testdata/wire/${name}`, import.meta.url)))
  .map((text) => Uint8Array.fromHex(JSON.parse(text).hex));

/** @returns 1 if the bytes were refused, 0 if they made a message. */
function attempt(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): number {
  try {
    decode(bytes);
    return 0;
  } catch (error) {
    ok(error instanceof WireError, `${error} for ${bytes.toHex()}`);
    return 1;
  }
}

const random = new FakeRandom(20_260_101);
const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;

/** Changes bytes here and there, mostly to values that make offsets and lengths wild. */
function mutate(sample: Uint8Array): Uint8Array {
  const bytes = sample.slice();
  for (let i = random.below(6); i >= 0; i--) {
    const at = random.below(bytes.length);
    const value = pick([0, 1, 4, 127, 128, 255, random.below(256)]);
    if (random.below(3) === 0) bytes.fill(value, at, Math.min(at + 4, bytes.length));
    else bytes[at] = value;
  }
  return random.below(5) === 0 ? bytes.slice(0, random.below(bytes.length)) : bytes;
}

Deno.test("decoders refuse 10,000 random messages with a WireError, or read them", () => {
  let refused = 0;
  for (let i = 0; i < 10_000; i++) {
    refused += attempt(pick(DECODERS), random.bytes(random.below(300)));
  }
  ok(refused > 9_000, String(refused));
});

Deno.test("decoders refuse 20,000 damaged messages with a WireError, or read them", () => {
  let refused = 0;
  for (let i = 0; i < 20_000; i++) refused += attempt(pick(DECODERS), mutate(pick(samples)));
  ok(refused > 5_000, String(refused));
  ok(refused < 20_000, String(refused));
});

Deno.test("FrameSplitter and decodeEnvelope() survive 20,000 damaged streams", () => {
  const frame = encodeEnvelope({
    kind: "request",
    protocolVersion: 1,
    capability: "execute.copy",
    correlationId: "17",
    payload: new Uint8Array(64),
  });
  let refused = 0;
  for (let i = 0; i < 20_000; i++) {
    const splitter = new FrameSplitter({ onFrame: decodeEnvelope, limit: 1 << 20 });
    const bytes = mutate(frame);
    refused += attempt(() => {
      splitter.push(bytes);
      splitter.end();
    }, bytes);
  }
  ok(refused > 5_000, String(refused));
});

/** A vector whose elements all refer to one table, which refers to one vector, and so on. */
function bomb(depth: number): Uint8Array {
  // Each level: a vector of WIDTH offsets to one table {block, rescue, always} or {block: Block}.
  const words: number[] = [];
  const width = 64;
  // ParseResponse { tasks: TaskList }, then TaskList { tasks: [Task] } and Task { block: Block }.
  const table = (fields: readonly (number | undefined)[]) => {
    // The table is laid out behind its vtable; fields are filled in later as forward offsets.
    const size = 4 + 2 * fields.length;
    const padded = size + (size % 4);
    const vtable = new Uint16Array(padded / 2);
    vtable[0] = size;
    vtable[1] = 4 + 4 * fields.length;
    fields.forEach((field, i) => vtable[2 + i] = field === undefined ? 0 : 4 + 4 * i);
    return { vtable, padded };
  };
  const put = (fields: readonly (number | undefined)[]) => {
    const { vtable, padded } = table(fields);
    for (let i = 0; i < vtable.length; i += 2) words.push(vtable[i]! | (vtable[i + 1]! << 16));
    const start = words.length;
    words.push(padded, ...fields.map(() => 0));
    return start;
  };
  const link = (from: number, to: number) => words[from] = (to - from) * 4;
  words.push(0);
  const root = put([undefined, 1]);
  link(0, root);
  let vectorField = root + 2;
  for (let level = 0; level < depth; level++) {
    // TaskList or Block: field 0 is a vector of tasks.
    const list = put([1]);
    link(vectorField, list);
    const vector = words.length;
    words.push(width, ...Array(width).fill(0));
    link(list + 1, vector);
    // Task: field 9 is its block.
    const task = put([undefined, 1, ...Array(7).fill(undefined), 1]);
    for (let i = 1; i <= width; i++) link(vector + i, task);
    const name = words.length;
    words.push(0, 0);
    link(task + 2, name);
    vectorField = task + 10;
  }
  const last = put([undefined]);
  link(vectorField, last);
  return new Uint8Array(Uint32Array.from(words).buffer);
}

Deno.test("decoders read shared parts, but not without end", () => {
  const small = decodeParseResponse(bomb(2));
  equal(small.tasks?.length, 64);
  // Read to its end, it would never come to one.
  equal(attempt(decodeParseResponse, bomb(12)), 1);
});

Deno.test("decoders refuse a vector that is longer than the message", () => {
  const bytes = encodeInventoryResponse({
    inventory: { hosts: [], groups: [] },
    warnings: ["a", "b", "c"],
    diagnostics: [],
  });
  // The vector of three warnings says that it has 2^31 - 1.
  const at = bytes.toHex().indexOf("03000000") / 2;
  bytes.set([255, 255, 255, 127], at);
  equal(attempt(decodeInventoryResponse, bytes), 1);
});
