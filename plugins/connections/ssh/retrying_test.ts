import assert from "node:assert/strict";
import type { ConnectReply } from "../../../lib/plugin/sdk.ts";
import { clock } from "../../../lib/system/clock.ts";
import { random } from "../../../lib/system/random.ts";
import { shellConnection } from "../shell_connection.ts";
import { CONTEXT } from "../testing/say.ts";
import { retrying } from "./retrying.ts";

const OPEN: ConnectReply = { kind: "open", session: "s", user: "u", home: "/" };
const GONE: ConnectReply = {
  kind: "failed",
  failure: "unreachable",
  message: "Connection refused",
};
const BUSY: ConnectReply = {
  kind: "failed",
  failure: "unreachable",
  message: "kex_exchange_identification: Connection closed by remote host",
};
const NO_JUMP_HOST: ConnectReply = {
  kind: "failed",
  failure: "unreachable",
  message: "Connection refused\nkex_exchange_identification: Connection closed by remote host",
};
const REFUSED: ConnectReply = { kind: "failed", failure: "authentication", message: "No" };

interface Case {
  readonly name: string;
  readonly retries?: string;
  readonly replies: readonly ConnectReply[];
  /** Which of the replies is given back. */
  readonly last: number;
  readonly waitedMs: number;
}

const CASES: readonly Case[] = [
  { name: "does nothing more once it is in", replies: [OPEN], last: 0, waitedMs: 0 },
  { name: "gives up at once by default", replies: [GONE, OPEN], last: 0, waitedMs: 0 },
  {
    name: "tries as often as it is told",
    retries: "2",
    replies: [GONE, GONE, OPEN],
    last: 2,
    waitedMs: 1000,
  },
  { name: "gives up after that", retries: "1", replies: [GONE, GONE, OPEN], last: 1, waitedMs: 0 },
  { name: "lets a busy server rest", replies: [BUSY, BUSY, BUSY, OPEN], last: 3, waitedMs: 5250 },
  {
    name: "gives a server that stays busy up in the end",
    replies: [...Array(11).fill(BUSY), OPEN],
    last: 10,
    waitedMs: 47_250,
  },
  {
    name: "does not take a way that ends early for a busy server",
    replies: [NO_JUMP_HOST, OPEN],
    last: 0,
    waitedMs: 0,
  },
  {
    name: "does not repeat a refusal",
    retries: "5",
    replies: [REFUSED, OPEN],
    last: 0,
    waitedMs: 0,
  },
];

for (const { name, retries, replies, last, waitedMs } of CASES) {
  Deno.test(`retrying() ${name}`, async () => {
    const waiting = [...replies];
    const waits: number[] = [];
    const connection = retrying({
      ...shellConnection(() => ({ argv: [] })),
      connect: () => Promise.resolve(waiting.shift() ?? GONE),
    });
    const settings = retries === undefined ? [] : [{ key: "ansible_ssh_retries", value: retries }];
    const reply = await connection.connect(
      { host: "h", address: "h", settings, timeoutMs: 1 },
      {
        ...CONTEXT,
        random: { ...random, bytes: () => Uint8Array.of(128) },
        clock: { ...clock, sleep: (ms) => Promise.resolve(void waits.push(ms)) },
      },
    );
    assert.equal(reply, replies[last]);
    assert.equal(waits.reduce((sum, ms) => sum + ms, 0), waitedMs);
  });
}
