import { deepEqual, equal, match, rejects } from "node:assert/strict";
import type { LogRecord } from "../base/log.ts";
import { FakeClock } from "../system/fake_clock.ts";
import { encodeHandshake } from "../wire/handshake.ts";
import { CallError } from "./call_error.ts";
import { Channel } from "./channel.ts";
import { PluginManager, type PluginSource } from "./manager.ts";
import { readManifest } from "./manifest.ts";
import type { HostServices } from "./services.ts";
import type { StartTransport } from "./transport/transport.ts";

/** A plugin in memory: it offers what its manifest says, answers with its name, ends when told. */
class FakePlugin implements PluginSource {
  readonly manifest;
  readonly origin: string;
  readonly clock: FakeClock;
  started = 0;
  killed = 0;
  /** What ends the plugin from outside. */
  end: (why: string) => void = () => {};

  constructor(
    name: string,
    capabilities: readonly string[],
    options: { readonly clock: FakeClock; readonly origin?: string },
  ) {
    this.manifest = readManifest({
      name,
      version: "1.0.0",
      description: "In memory",
      entry: "x.ts",
      capabilities: capabilities.map((name) => ({ name, version: 1 })),
    }, name);
    this.clock = options.clock;
    this.origin = options.origin ?? "test";
  }

  prepare(): Promise<StartTransport> {
    return Promise.resolve((events) => {
      this.started++;
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      this.end = (why) => {
        events.ended(why);
        resolve();
      };
      const { name, capabilities } = this.manifest;
      const channel = new Channel({
        peer: "the host",
        clock: this.clock,
        send: (frame) => queueMicrotask(() => events.receive(frame)),
        serve: ({ capability }) => {
          if (capability === "shep.shutdown") queueMicrotask(() => this.end("it was shut down"));
          return Promise.resolve(new TextEncoder().encode(name));
        },
        notice: () => {},
        closed: () => {},
      });
      const handshake = { protocolVersion: 1, pluginName: name, pluginVersion: "1.0.0" };
      channel.call("shep.handshake", encodeHandshake({ ...handshake, capabilities }))
        .catch(() => {});
      return {
        send: (frame) => queueMicrotask(() => channel.receive(frame)),
        kill: () => {
          this.killed++;
          this.end("it was ended");
        },
        gone,
      };
    });
  }
}

const refuse = () => Promise.reject(new CallError("denied", "Not in this test"));
const SERVICES: HostServices = {
  exec: refuse,
  put: refuse,
  get: refuse,
  facts: refuse,
  source: refuse,
  read: refuse,
};

function manage(sources: readonly PluginSource[], clock: FakeClock) {
  const records: LogRecord[] = [];
  const log = (record: LogRecord) => void records.push(record);
  return { manager: new PluginManager({ sources, services: SERVICES, clock, log }), records };
}

async function nameBehind(manager: PluginManager, capability: string): Promise<string> {
  return new TextDecoder().decode(await manager.call(capability, new Uint8Array()));
}

Deno.test("PluginManager starts a plugin when it is first needed, and once", async () => {
  const clock = new FakeClock();
  const a = new FakePlugin("a", ["test.a", "test.b"], { clock });
  const b = new FakePlugin("b", ["test.c"], { clock });
  const { manager } = manage([a, b], clock);
  deepEqual([manager.has("test.a"), manager.has("test.z")], [true, false]);
  deepEqual([...manager.capabilities.keys()], ["test.a", "test.b", "test.c"]);
  equal(a.started, 0);
  const names = ["test.a", "test.b", "test.a"].map((name) => nameBehind(manager, name));
  deepEqual(await Promise.all(names), ["a", "a", "a"]);
  deepEqual([a.started, b.started], [1, 0]);
  await manager.start("test.a", "test.c");
  deepEqual([a.started, b.started], [1, 1]);
  await manager.shutDown();
});

Deno.test("PluginManager calls the first of those that offer the same, and says so", async () => {
  const clock = new FakeClock();
  const { manager, records } = manage([
    new FakePlugin("a", ["test.x"], { clock }),
    new FakePlugin("b", ["test.x", "test.y"], { clock }),
    new FakePlugin("a", ["test.z"], { clock, origin: "/theirs/a" }),
  ], clock);
  equal(await nameBehind(manager, "test.x"), "a");
  equal(await nameBehind(manager, "test.y"), "b");
  equal(manager.has("test.z"), false);
  deepEqual(records.map(({ source, level, message }) => [source, level, message]), [
    ["plugin b", "warning", "Its test.x is not used: a has it"],
    ["plugin a", "warning", "The one of /theirs/a is not used: the name is taken"],
  ]);
  await manager.shutDown();
});

Deno.test("PluginManager does not start a plugin again that has ended", async () => {
  const clock = new FakeClock();
  const plugin = new FakePlugin("a", ["test.a"], { clock });
  const { manager } = manage([plugin], clock);
  await manager.start("test.a");
  plugin.end("it has exited with code 9");
  for (let i = 0; i < 2; i++) {
    await rejects(
      nameBehind(manager, "test.a"),
      new CallError("closed", "Cannot reach plugin a: it has exited with code 9"),
    );
  }
  equal(plugin.started, 1);
  await manager.shutDown();
});

Deno.test("PluginManager fails every call with why a plugin cannot be prepared", async () => {
  const clock = new FakeClock();
  const plugin = new FakePlugin("a", ["test.a"], { clock });
  plugin.prepare = () => Promise.reject(new CallError("denied", "Not trusted"));
  const { manager } = manage([plugin], clock);
  for (let i = 0; i < 2; i++) {
    await rejects(nameBehind(manager, "test.a"), new CallError("denied", "Not trusted"));
  }
  await manager.shutDown();
});

/** A plugin that never says anything. */
class SilentPlugin extends FakePlugin {
  override prepare(): Promise<StartTransport> {
    return Promise.resolve(() => {
      this.started++;
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      const kill = () => {
        this.killed++;
        resolve();
      };
      return { send: () => {}, kill, gone };
    });
  }
}

Deno.test("PluginManager gives up a plugin that does not introduce itself", async () => {
  const clock = new FakeClock();
  const plugin = new SilentPlugin("a", ["test.a"], { clock });
  const { manager } = manage([plugin], clock);
  const failed = rejects(
    nameBehind(manager, "test.a"),
    new CallError("closed", "Cannot reach plugin a: it has not introduced itself within 10000 ms"),
  );
  await clock.advance(10_000);
  await clock.advance(500);
  await failed;
  equal(plugin.killed, 1);
});

Deno.test("PluginManager ends a plugin at shutdown that has not introduced itself yet", async () => {
  const clock = new FakeClock();
  const plugin = new SilentPlugin("a", ["test.a"], { clock });
  const { manager } = manage([plugin], clock);
  const failed = rejects(
    nameBehind(manager, "test.a"),
    new CallError("closed", "Cannot reach plugin a: shep is ending"),
  );
  await clock.advance(0);
  const shutDown = manager.shutDown();
  await clock.advance(500);
  await Promise.all([failed, shutDown]);
  deepEqual([plugin.started, plugin.killed], [1, 1]);
});

Deno.test("PluginManager starts nothing after its shutdown", async () => {
  const clock = new FakeClock();
  const plugin = new FakePlugin("a", ["test.a"], { clock });
  const { manager } = manage([plugin], clock);
  await manager.shutDown();
  await rejects(nameBehind(manager, "test.a"), (error: unknown) => {
    match(String(error), /Cannot start a plugin: shep is ending/);
    return true;
  });
  equal(plugin.started, 0);
});

Deno.test("PluginManager keeps calls of sessions away from those who have no session", async () => {
  const clock = new FakeClock();
  const plugin = new FakePlugin("a", ["connect.a", "session.exec"], { clock });
  const { manager } = manage([plugin], clock);
  equal(manager.has("session.exec"), false);
  const channel = await manager.channelFor("connect.a");
  equal(new TextDecoder().decode(await channel.call("session.exec", new Uint8Array())), "a");
  await manager.shutDown();
});
