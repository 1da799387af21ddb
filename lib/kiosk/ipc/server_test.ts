import assert from "node:assert/strict";
import type { Answer, EventPayload } from "../api.ts";
import { FakeClock } from "../../system/fake_clock.ts";
import type { Role } from "../config/service_config.ts";
import { KioskError } from "./client.ts";
import { birthPath, SocketPathError } from "./socket_path.ts";
import { readAll, TestServer, writeAll } from "./testing/test_server.ts";

const PING = '{"request_id":1,"api_version":1,"command":{"type":"ping"}}\n';

Deno.test("IpcServer tells its handler who gives a command, as the kernel knows it", async () => {
  const seen: unknown[] = [];
  await using server = await TestServer.open({
    handle: (command, client) => {
      seen.push({ ...client, type: command.type });
      return Promise.resolve({ type: "stopped" });
    },
  });
  using client = await server.connect();
  assert.deepEqual(await client.request({ type: "stop_current", mode: "force" }), {
    type: "stopped",
  });
  const { pid } = Deno;
  assert.deepEqual(seen, [
    { clientId: "client-1", uid: Deno.uid(), pid, role: "admin", type: "stop_current" },
  ]);
});

Deno.test("IpcServer answers in the words of the API, errors with the request's id", async () => {
  await using server = await TestServer.open({
    handle: () => Promise.resolve({ code: "no_active_session", message: "Nothing runs" }),
  });
  const connection = await server.raw();
  await writeAll(connection, PING);
  await writeAll(connection, PING.replace("ping", "stop_current"));
  await writeAll(connection, PING.replace("ping", "get_state"));
  // It says no more, and still gets its answers.
  await connection.closeWrite();
  assert.equal(
    await readAll(connection),
    [
      '{"request_id":1,"api_version":1,"result":{"ok":{"type":"pong"}}}',
      '{"request_id":1,"api_version":1,"result":{"err":{"code":"invalid_request","message":' +
      '"\\"mode\\" must be \\"graceful\\" or \\"force\\""}}}',
      '{"request_id":1,"api_version":1,"result":{"err":{"code":"no_active_session","message":' +
      '"Nothing runs"}}}',
      "",
    ].join("\n"),
  );
  connection.close();
});

Deno.test("IpcServer sends away whom it can't tell, or who has no role", async () => {
  await using server = await TestServer.open({ role: "none" });
  using client = await server.connect();
  await assert.rejects(
    client.request({ type: "ping" }),
    (error) => error instanceof KioskError && error.code === "permission_denied",
  );
  await assert.rejects(TestServer.open({ peerOf: () => undefined }), SocketPathError);
  await assert.rejects(TestServer.open({ closeOnExec: () => false }), SocketPathError);
});

Deno.test("IpcServer keeps its socket from programs that are started while it serves", async () => {
  await using server = await TestServer.open();
  using client = await server.connect();
  await client.ask({ type: "ping" }, "pong");
  // Those of this process, which a program finds that was started by it.
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", "ls -l /proc/self/fd; cat /proc/net/unix"],
  }).output();
  const text = new TextDecoder().decode(stdout);
  const [inode] = new RegExp(`(\\d+) ${birthPath(server.path)}$`, "m").exec(text)?.slice(1) ?? [];
  assert.ok(inode !== undefined);
  assert.doesNotMatch(text, new RegExp(`socket:\\[${inode}\\]`));
});

Deno.test("IpcServer shows a subscriber all there is, then numbers what comes", async () => {
  await using server = await TestServer.open();
  server.server.broadcast("shutdown", () => ({ type: "shutdown" }));
  using plain = await server.connect();
  using extended = await server.connect();
  const first = await plain.ask({ type: "subscribe_events" }, "subscribed");
  assert.equal(first.sequence, 1);
  assert.equal(first.state.policy_loaded, true);
  const second = await extended.ask({ type: "subscribe_events", extended: true }, "subscribed");
  assert.equal(second.sequence, 1);
  const by = { secs: 60, nanos: 0 };
  server.server.broadcast(
    "clock_stepped",
    () => ({ type: "clock_stepped", by, direction: "back" }),
  );
  server.server.broadcast("shutdown", () => ({ type: "shutdown" }));
  await plain.ask({ type: "unsubscribe_events" }, "unsubscribed");
  server.server.broadcast("shutdown", () => ({ type: "shutdown" }));
  await Promise.all([plain, extended].map((client) => client.ask({ type: "ping" }, "pong")));
  plain[Symbol.dispose]();
  extended[Symbol.dispose]();
  const seen = async (client: typeof plain) =>
    (await Array.fromAsync(client.events())).map((one) => [one.sequence, one.payload.type]);
  assert.deepEqual(await seen(plain), [[2, "shutdown"]]);
  assert.deepEqual(await seen(extended), [[2, "clock_stepped"], [3, "shutdown"], [4, "shutdown"]]);
});

Deno.test("IpcServer tells the records of the audit log to admins who asked, and numbers all", async () => {
  const roles: Role[] = ["admin"];
  await using server = await TestServer.open({ role: () => roles[0] });
  using client = await server.connect();
  using other = await server.connect();
  await client.ask({ type: "subscribe_events", audit: true }, "subscribed");
  await other.ask({ type: "subscribe_events", extended: true }, "subscribed");
  const record = { type: "audit_entry", event_type: "command", details: { uid: 1 } } as const;
  server.server.broadcast("audit_entry", () => record);
  server.server.broadcast("shutdown", () => ({ type: "shutdown" }));
  roles[0] = "shell";
  server.server.broadcast("audit_entry", () => record);
  await assert.rejects(
    other.ask({ type: "subscribe_events", audit: true }, "subscribed"),
    /Only an admin may listen to the audit log/,
  );
  for (const one of [client, other]) {
    await one.ask({ type: "ping" }, "pong");
    one[Symbol.dispose]();
  }
  const seen = async (one: typeof client) =>
    (await Array.fromAsync(one.events())).map(({ sequence, payload }) => [sequence, payload.type]);
  assert.deepEqual(await seen(client), [[1, "audit_entry"], [2, "shutdown"]]);
  assert.deepEqual(await seen(other), [[1, "shutdown"]]);
});

Deno.test("IpcServer lets a burst of commands through, then as many as come back with time", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.open({
    clock,
    limits: { perConnection: { burst: 3, perSecond: 1 } },
  });
  using client = await server.connect();
  const ping = () => client.request({ type: "ping" }).then(() => "ok", (error) => error.code);
  assert.deepEqual(
    [await ping(), await ping(), await ping(), await ping()],
    ["ok", "ok", "ok", "rate_limited"],
  );
  await clock.advance(1000);
  assert.deepEqual([await ping(), await ping()], ["ok", "rate_limited"]);
});

Deno.test("IpcServer counts long answers as several", async () => {
  const clock = new FakeClock();
  const reason = "x".repeat(5 * 16 * 1024);
  await using server = await TestServer.open({
    clock,
    limits: { perConnection: { burst: 2, perSecond: 1 } },
    handle: () => Promise.resolve({ type: "volume_denied", reason }),
  });
  using client = await server.connect();
  const ask = () => client.ask({ type: "get_volume" }, "volume_denied");
  await ask();
  // Of 2 commands 6 were taken.
  await clock.advance(4_900);
  await assert.rejects(ask(), /Too many commands/);
  await clock.advance(200);
  await ask();
});

Deno.test("IpcServer counts what a user asks for over all connections", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.open({
    clock,
    limits: { perUser: { burst: 3, perSecond: 1 } },
  });
  const codes: string[] = [];
  for (let n = 0; n < 5; n++) {
    using client = await server.connect();
    codes.push(await client.request({ type: "ping" }).then(() => "ok", (error) => error.code));
  }
  assert.deepEqual(codes, ["ok", "ok", "ok", "rate_limited", "rate_limited"]);
});

Deno.test("IpcServer lets in so many connections, and says so to the others", async () => {
  await using server = await TestServer.open({ limits: { connectionsOfUser: 2 } });
  using one = await server.connect();
  using two = await server.connect();
  await Promise.all([one, two].map((client) => client.ask({ type: "ping" }, "pong")));
  const three = await server.raw();
  assert.match(await readAll(three), /"rate_limited","message":"Too many connections"/);
  three.close();
});

Deno.test("IpcServer sends away a client that leaves unread what it is sent, with a word", async () => {
  await using server = await TestServer.open({ limits: { unreadLimit: 64 * 1024 } });
  const idle = await server.raw();
  await writeAll(idle, PING.replace("ping", "subscribe_events"));
  using other = await server.connect();
  while (server.dropped.length === 0) {
    server.server.broadcast("session_expiring", () => longEvent());
    await other.ask({ type: "ping" }, "pong");
  }
  assert.deepEqual(server.dropped, ["Too much was left unread"]);
  const lines = (await readAll(idle)).trimEnd().split("\n");
  assert.match(lines.at(-1) ?? "", /"request_id":null,.*"Too much was left unread"/);
  assert.ok(lines.length > 2);
  idle.close();
});

Deno.test("KioskClient says why it was sent away", async () => {
  await using server = await TestServer.open({ limits: { unreadLimit: 1024 } });
  using client = await server.connect();
  await client.ask({ type: "subscribe_events" }, "subscribed");
  for (let n = 0; n < 100; n++) server.server.broadcast("session_expiring", () => longEvent());
  await assert.rejects(Array.fromAsync(client.events()), /Too much was left unread/);
});

Deno.test("IpcServer sends a message that is longer than what may be left unread", async () => {
  await using server = await TestServer.open({ limits: { unreadLimit: 1024 } });
  using client = await server.connect();
  await client.ask({ type: "subscribe_events" }, "subscribed");
  server.server.broadcast("session_expiring", () => longEvent());
  const { value } = await client.events().next();
  assert.deepEqual(value?.payload, longEvent());
});

function longEvent(): EventPayload {
  return { type: "session_expiring", session_id: "x".repeat(10_000) };
}

Deno.test("IpcServer ends a connection whose line is too long, or takes too long", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.open({ clock, limits: { lineTimeout: 10_000 } });
  const long = await server.raw();
  await writeAll(long, "x".repeat(65_536));
  await writeAll(long, "x").catch(() => {});
  assert.match(await readAll(long), /"invalid_request","message":"A line is longer than 65536 /);
  long.close();

  const slow = await server.raw();
  const patient = await server.raw();
  await writeAll(patient, PING);
  await writeAll(slow, PING.slice(0, 20));
  while (clock.sleeping === 0) await patient.read(new Uint8Array(1000));
  await clock.advance(9_000);
  await writeAll(slow, PING.slice(20, 25));
  await clock.advance(1_000);
  assert.match(await readAll(slow), /"invalid_request","message":"A line took too long"/);
  slow.close();
  await patient.closeWrite();
  assert.equal(await readAll(patient), "");
  patient.close();
});

Deno.test("IpcServer tells what came of what a client asked for when it goes", async () => {
  await using server = await TestServer.open({
    clock: new FakeClock(),
    limits: { perConnection: { burst: 5, perSecond: 1 } },
    handle: () => Promise.resolve({ type: "launch_denied", reasons: [] }),
  });
  const connection = await server.raw();
  const launch = PING.replace('"ping"', '"launch","entry_id":"game"');
  await writeAll(connection, `${PING}${PING}nonsense\n${PING}${launch}${PING}${launch}`);
  await connection.closeWrite();
  await readAll(connection);
  connection.close();
  using other = await server.connect();
  while (server.asked.length === 0) await other.ask({ type: "ping" }, "pong").catch(() => {});
  const [gone] = server.asked;
  assert.equal(gone?.client.clientId, "client-1");
  assert.deepEqual(gone?.commands, {
    ping: { allowed: 3, rate_limited: 1 },
    invalid_request: { refused: 1 },
    launch: { refused: 1, rate_limited: 1 },
  });
});

Deno.test("IpcServer tells what came of a command whose client was gone by then", async () => {
  const answer = Promise.withResolvers<Answer>();
  const begun = Promise.withResolvers<void>();
  const server = await TestServer.open({
    handle: () => {
      begun.resolve();
      return answer.promise;
    },
  });
  const connection = await server.raw();
  await writeAll(connection, PING.replace("ping", "get_health"));
  await begun.promise;
  await server[Symbol.asyncDispose]();
  connection.close();
  answer.resolve({ type: "stopped" });
  while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(server.asked[0]?.commands, { get_health: { allowed: 1 } });
});

Deno.test("IpcServer tells each hour what a client asked for that stays", async () => {
  const clock = new FakeClock();
  await using server = await TestServer.open({ clock });
  using client = await server.connect();
  await client.ask({ type: "ping" }, "pong");
  await clock.advance(60 * 60 * 1000 - 1);
  await client.ask({ type: "ping" }, "pong");
  assert.deepEqual(server.asked, []);
  await clock.advance(1);
  await client.ask({ type: "ping" }, "pong");
  await client.ask({ type: "ping" }, "pong");
  assert.deepEqual(server.asked.map(({ commands }) => commands), [{ ping: { allowed: 3 } }]);
});
