import assert from "node:assert/strict";
import { FakeClock } from "../../system/fake_clock.ts";
import { DEFAULT_LIMITS } from "./server.ts";
import { readAll, TestServer, writeAll } from "./testing/test_server.ts";

/** Clients that mean harm, or were never tested. */

const FRAMES = 10_000;
const UNLIMITED = { burst: 1e9, perSecond: 1e9 };

Deno.test(`IpcServer answers ${FRAMES} frames of nonsense, and a good client beside them`, async () => {
  await using server = await TestServer.open({
    limits: { perConnection: UNLIMITED, perUser: UNLIMITED, unreadLimit: 64 * 1024 * 1024 },
  });
  using good = await server.connect();
  const random = generator(20261122);
  for (let sent = 0; sent < FRAMES;) {
    const hostile = await server.raw();
    const answers = readAll(hostile);
    const frames = Array.from({ length: 250 }, () => nonsense(random));
    sent += frames.length;
    await writeAll(hostile, joined(frames)).catch(() => {});
    await hostile.closeWrite().catch(() => {});
    await good.ask({ type: "ping" }, "pong");
    for (const line of (await answers).trimEnd().split("\n")) {
      const { api_version, result } = JSON.parse(line);
      assert.equal(api_version, 1);
      assert.ok("ok" in result || typeof result.err.message === "string", line);
    }
    hostile.close();
  }
});

Deno.test("IpcServer serves others beside a flooder, one who never reads, and 60 slow ones", async () => {
  const served = { flood: 0, good: 0 };
  const clock = new FakeClock();
  await using server = await TestServer.open({
    clock,
    handle: (command) => {
      served[command.type === "toggle_mute" ? "flood" : "good"] += 1;
      return Promise.resolve({ type: "stopped" });
    },
  });
  const slow = await Promise.all(Array.from({ length: 60 }, () => server.raw()));
  for (const one of slow) await writeAll(one, '{"request_id":1,');
  const deaf = await server.raw();
  await writeAll(deaf, request(1, "subscribe_events"));
  const flooder = await server.raw();
  const flood = flooding(flooder);
  const good = await Promise.all(Array.from({ length: 138 }, () => server.connect()));

  for (let round = 0; round < 2; round++) {
    await clock.advance(1000);
    const session_id = "y".repeat(9_000);
    server.server.broadcast("session_expiring", () => ({ type: "session_expiring", session_id }));
    await Promise.all(good.map((client) => client.ask({ type: "verify_audit" }, "stopped")));
  }
  const { burst, perSecond } = DEFAULT_LIMITS.perConnection;
  assert.equal(served.good, 276);
  assert.ok(served.flood <= burst + 2 * perSecond, `The flooder was served ${served.flood} times`);

  for (const one of [...slow, deaf, flooder]) one.close();
  await flood;
  for (const client of good) client[Symbol.dispose]();
});

/** Writes commands as fast as it may until it is closed, and reads as fast. */
async function flooding(connection: Deno.Conn): Promise<void> {
  const text = Array.from({ length: 500 }, (_, n) => request(n, "toggle_mute")).join("");
  const reading = readAll(connection).catch(() => "");
  try {
    while (true) await writeAll(connection, text);
  } catch {
    await reading;
  }
}

function request(id: number, type: string): string {
  return `${JSON.stringify({ request_id: id, api_version: 1, command: { type } })}\n`;
}

type Generator = (below: number) => number;

/** Mulberry32: the same nonsense each time. */
function generator(seed: number): Generator {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const TYPES = ["ping", "launch", "get_state", "extend_current", "set_volume", "subscribe_events"];
const VALUES = [0, -1, 1e308, null, true, "", "x", [], {}, [[[[]]]], "\u0000", "￿", 2 ** 53, 0.5];

/** A request with something wrong, or mere bytes. */
function nonsense(random: Generator): Uint8Array {
  const pick = <T>(from: readonly T[]): T => {
    const value = from[random(from.length)];
    assert(value !== undefined);
    return value;
  };
  const value = () => random(3) === 0 ? { [pick(TYPES)]: pick(VALUES) } : pick(VALUES);
  const fields = {
    request_id: random(4) === 0 ? value() : random(1000),
    api_version: random(6) === 0 ? value() : 1,
    command: random(6) === 0 ? value() : {
      type: random(6) === 0 ? value() : pick(TYPES),
      entry_id: value(),
      by: value(),
      percent: value(),
      extended: value(),
    },
  };
  const bytes = new TextEncoder().encode(JSON.stringify(fields));
  switch (random(5)) {
    case 0:
      return bytes.subarray(0, random(bytes.length));
    case 1:
      for (let n = random(8); n >= 0; n--) bytes[random(bytes.length)] = random(256);
      return bytes;
    case 2:
      return Uint8Array.from({ length: random(200) }, () => random(256));
    default:
      return bytes;
  }
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length + 1, 0));
  let at = 0;
  for (const frame of frames) {
    bytes.set(frame, at);
    at += frame.length;
    bytes[at++] = 10;
  }
  return bytes;
}
