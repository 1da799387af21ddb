import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { FakeClock } from "../system/fake_clock.ts";
import { FakeRandom } from "../system/fake_random.ts";
import { encodeEnvelope } from "../wire/envelope.ts";
import { CallError } from "./call_error.ts";
import { Channel, type ChannelOptions, type InboundCall } from "./channel.ts";

type Handler = (call: InboundCall) => Promise<Uint8Array> | undefined;

interface End {
  readonly channel: Channel;
  readonly notices: string[];
  readonly closed: CallError[];
}

/** Two channels whose bytes arrive in pieces of `pieceSize`, in a later turn. */
function connect(
  handlers: { readonly host?: Handler; readonly plugin?: Handler } = {},
  { pieceSize = 1_000, ...more }: { readonly pieceSize?: number } & Partial<ChannelOptions> = {},
) {
  const clock = new FakeClock();
  const make = (peer: string, serve: Handler, other: () => Channel): End => {
    const notices: string[] = [];
    const closed: CallError[] = [];
    const channel = new Channel({
      peer,
      clock,
      send: (frame) => {
        for (let at = 0; at < frame.length; at += pieceSize) {
          const piece = frame.slice(at, at + pieceSize);
          queueMicrotask(() => other().receive(piece));
        }
      },
      serve,
      notice: (capability) => void notices.push(capability),
      closed: (reason) => void closed.push(reason),
      ...more,
    });
    return { channel, notices, closed };
  };
  const host: End = make("plugin x", handlers.host ?? nothing, () => plugin.channel);
  const plugin: End = make("the host", handlers.plugin ?? nothing, () => host.channel);
  return { host, plugin, clock };
}

const nothing: Handler = () => undefined;
const echo: Handler = ({ payload }) => Promise.resolve(payload);
const forever: Handler = () => new Promise(() => {});

const failure = (code: string, message: RegExp) => (error: unknown) => {
  ok(error instanceof CallError);
  equal(error.code, code);
  match(error.message, message);
  return true;
};

Deno.test("call() is answered in both directions at the same time", async () => {
  const { host, plugin } = connect({ host: echo, plugin: echo }, { pieceSize: 7 });
  const answers = await Promise.all([1, 2, 3].flatMap((i) => [
    host.channel.call("a", Uint8Array.of(i)),
    plugin.channel.call("b", Uint8Array.of(i + 10)),
  ]));
  deepEqual(answers.map(([first]) => first), [1, 11, 2, 12, 3, 13]);
  equal(host.channel.inFlight, 0);
});

Deno.test("call() may be answered in another order", async () => {
  const release: (() => void)[] = [];
  const { host } = connect({
    plugin: ({ payload }) => new Promise((resolve) => release.push(() => resolve(payload))),
  });
  const calls = [1, 2, 3].map((i) => host.channel.call("a", Uint8Array.of(i)));
  await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
  for (const answer of release.toReversed()) answer();
  deepEqual((await Promise.all(calls)).map(([first]) => first), [1, 2, 3]);
});

Deno.test("call() makes the payload of the correlation id", async () => {
  const { host } = connect({
    plugin: ({ payload, correlationId }) => {
      deepEqual(new TextDecoder().decode(payload), correlationId);
      return Promise.resolve(payload);
    },
  });
  await host.channel.call("a", (id) => new TextEncoder().encode(id));
});

Deno.test("call() fails with what the handler throws", async () => {
  const { host } = connect({ plugin: () => Promise.reject(new CallError("denied", "Not you")) });
  await rejects(host.channel.call("a", new Uint8Array()), failure("denied", /^Not you$/));
});

Deno.test("call() fails at its deadline and the other end is told", async () => {
  const reasons: unknown[] = [];
  const { host, clock } = connect({
    plugin: ({ signal }) => {
      signal.addEventListener("abort", () => reasons.push(signal.reason.message));
      return new Promise(() => {});
    },
  });
  const call = host.channel.call("a", new Uint8Array(), { deadlineMs: 1_000 });
  const failed = rejects(
    call,
    failure("deadline_passed", /plugin x has not answered for 1000 ms$/),
  );
  await clock.advance(999);
  equal(host.channel.inFlight, 1);
  await clock.advance(1);
  await failed;
  await clock.advance(0);
  deepEqual(reasons, [
    "Cannot wait for a any longer: plugin x has not answered for 1000 ms",
  ]);
});

Deno.test("call() answered in time leaves no timer behind", async () => {
  const { host, clock } = connect({ plugin: echo });
  await host.channel.call("a", new Uint8Array(), { deadlineMs: 1_000 });
  equal(clock.sleeping, 0);
});

Deno.test("call() with an aborted signal sends nothing", async () => {
  let served = 0;
  const { host } = connect({
    plugin: ({ payload }) => {
      served++;
      return Promise.resolve(payload);
    },
  });
  const signal = AbortSignal.abort(new Error("before"));
  await rejects(
    host.channel.call("a", new Uint8Array(), { signal }),
    failure("cancelled", /^Cannot finish a of plugin x: the call is cancelled$/),
  );
  equal(served, 0);
});

Deno.test("call() ignores an answer that comes after it was cancelled", async () => {
  const late = Promise.withResolvers<Uint8Array>();
  const { host, clock } = connect({ plugin: () => late.promise });
  const controller = new AbortController();
  const call = host.channel.call("a", new Uint8Array(), { signal: controller.signal });
  controller.abort();
  await rejects(call, failure("cancelled", /./));
  late.resolve(new Uint8Array());
  await clock.advance(0);
  equal(host.channel.closedBecause, undefined);
});

Deno.test("call() refuses a message that the other end would refuse", async () => {
  const { host } = connect({ plugin: echo }, { frameLimit: 1_000 });
  await rejects(
    host.channel.call("a", new Uint8Array(2_000)),
    failure(
      "too_long",
      /^Cannot send a to plugin x: the message is \d+ bytes long, more than 1000$/,
    ),
  );
  deepEqual(await host.channel.call("a", new Uint8Array(10)), new Uint8Array(10));
});

Deno.test("an answer that is too long becomes an error", async () => {
  const { host } = connect({ plugin: () => Promise.resolve(new Uint8Array(2_000)) }, {
    frameLimit: 1_000,
  });
  await rejects(host.channel.call("a", new Uint8Array()), failure("too_long", /more than 1000$/));
});

Deno.test("notify() is heard, and cancelling what is not there is ignored", async () => {
  const { host, plugin, clock } = connect();
  plugin.channel.notify("shep.grease", new Uint8Array(3));
  await clock.advance(0);
  deepEqual(host.notices, ["shep.grease"]);
  equal(host.channel.closedBecause, undefined);
});

Deno.test("close() fails what is in flight and aborts what is being served", async () => {
  const signals: AbortSignal[] = [];
  const { host, plugin, clock } = connect({
    host: ({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
    plugin: forever,
  });
  const call = host.channel.call("a", new Uint8Array());
  plugin.channel.call("b", new Uint8Array()).catch(() => {});
  await clock.advance(0);
  host.channel.close("it has had enough");
  host.channel.close("a second time");
  await rejects(call, failure("closed", /^Cannot reach plugin x: it has had enough$/));
  deepEqual(signals.map(({ aborted }) => aborted), [true]);
  equal(host.closed.length, 1);
  await rejects(host.channel.call("a", new Uint8Array()), failure("closed", /had enough$/));
});

Deno.test("ended() within a frame is an error of the protocol", async () => {
  const { host } = connect({ plugin: forever });
  const call = host.channel.call("a", new Uint8Array());
  host.channel.receive(Uint8Array.of(100, 0, 0, 0, 1));
  host.channel.ended("it has exited with code 0");
  await rejects(
    call,
    failure("protocol_error", /^Cannot go on with plugin x: .* the stream ended after 5 bytes/),
  );
});

Deno.test("a message of another protocol version closes the channel", async () => {
  const { host } = connect({ plugin: forever });
  const call = host.channel.call("a", new Uint8Array());
  host.channel.receive(encodeEnvelope({
    kind: "request",
    protocolVersion: 2,
    capability: "a",
    correlationId: "1",
    payload: new Uint8Array(),
  }));
  await rejects(call, failure("protocol_error", /its protocol version is 2, expected 1$/));
});

Deno.test("a correlation id that is in use closes the channel", () => {
  const { host } = connect({ host: forever });
  const frame = () =>
    encodeEnvelope({
      kind: "request",
      protocolVersion: 1,
      capability: "a",
      correlationId: "1",
      payload: new Uint8Array(),
    });
  host.channel.receive(frame());
  host.channel.receive(frame());
  equal(host.closed[0]?.code, "protocol_error");
});

Deno.test("more calls than can be served are answered with busy", async () => {
  const { plugin, clock } = connect({ host: forever }, { servingLimit: 10 });
  const codes: string[] = [];
  for (let i = 0; i < 15; i++) {
    plugin.channel.call("a", new Uint8Array()).catch((error) => codes.push(error.code));
  }
  await clock.advance(0);
  deepEqual([...new Set(codes)], ["busy"]);
  equal(codes.length, 5);
});

Deno.test("receive() survives 5,000 hostile streams: each closes its channel alone", () => {
  const random = new FakeRandom(99);
  let refused = 0;
  for (let i = 0; i < 5_000; i++) {
    const { host } = connect({ host: echo });
    const body = random.bytes(8 + random.below(60));
    const frame = new Uint8Array(4 + body.length);
    new DataView(frame.buffer).setUint32(
      0,
      random.below(4) === 0 ? random.below(100) : body.length,
      true,
    );
    frame.set(body, 4);
    host.channel.receive(frame);
    if (host.channel.closedBecause !== undefined) {
      equal(host.channel.closedBecause.code, "protocol_error");
      refused++;
    }
  }
  ok(refused > 4_000, String(refused));
});
