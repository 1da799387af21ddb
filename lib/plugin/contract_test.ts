import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import type { LogRecord } from "../base/log.ts";
import { clock } from "../system/clock.ts";
import { environment } from "../system/environment.ts";
import { FakeRandom } from "../system/fake_random.ts";
import { decodeLogMessage, type Progress } from "../wire/control.ts";
import { encodeHandshakeReply } from "../wire/handshake.ts";
import { CallError } from "./call_error.ts";
import { Channel } from "./channel.ts";
import { type ManagerOptions, PluginManager } from "./manager.ts";
import { parseManifest } from "./manifest.ts";
import { toFlags, toWorkerPermissions } from "./permissions.ts";
import { pluginEnvironment, withCookie } from "./plugin_environment.ts";
import type { HostServices } from "./services.ts";
import { processTransport } from "./transport/process.ts";
import { SharedWorker } from "./transport/shared_worker.ts";
import type { StartTransport } from "./transport/transport.ts";
import { workerTransport } from "./transport/worker.ts";

/** A worker of a test is type-checked when it is first started, which takes as long as it takes. */
const PATIENCE_MS = 120_000;

/** Every test here runs with each transport: what holds for one holds for the others. */

const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL("testdata/plugins/contract/", ROOT);
const MANIFEST = parseManifest(
  Deno.readTextFileSync(new URL("plugin.json", FOLDER)),
  "contract/plugin.json",
);

const TRANSPORTS: Readonly<Record<string, (file: string) => StartTransport>> = {
  worker: (file) => {
    const [path = "", scenario = "contract"] = file.split("#");
    return workerTransport({
      name: scenario,
      url: new URL(path, FOLDER),
      permissions: toWorkerPermissions(MANIFEST.permissions),
    });
  },
  shared: () => new SharedWorker(new URL("shared_worker.ts", FOLDER)).transport("contract"),
  process: (file) => {
    const [path = "", scenario = ""] = file.split("#");
    const config = new URL("deno.json", ROOT).pathname;
    return processTransport({
      command: Deno.execPath(),
      args: [
        ...["run", "--quiet", "--no-prompt", `--config=${config}`],
        ...toFlags(withCookie(MANIFEST.permissions)),
        new URL(path, FOLDER).href,
        scenario,
      ],
      env: pluginEnvironment(environment, MANIFEST.permissions),
      workingFolder: FOLDER.pathname,
    });
  },
};

interface Bench extends AsyncDisposable {
  readonly manager: PluginManager;
  readonly records: readonly LogRecord[];
  readonly progress: readonly Progress[];
  /** Resolves as soon as a line of the log matches. */
  logged(pattern: RegExp): Promise<void>;
}

function contract(name: string, run: (bench: Bench) => Promise<void>, options: Setup = {}): void {
  for (const [kind, start] of Object.entries(TRANSPORTS)) {
    // Plugins that break the protocol speak to their worker as its only one.
    if (kind === "shared" && options.file !== undefined) continue;
    Deno.test(`a ${kind} plugin ${name}`, async () => {
      await using bench = open(start(options.file ?? "contract.ts"), options);
      await run(bench);
    });
  }
}

interface Setup extends Partial<ManagerOptions> {
  readonly file?: string;
}

function open(start: StartTransport, { file: _, ...options }: Setup): Bench {
  const records: LogRecord[] = [];
  const progress: Progress[] = [];
  const waiting: { readonly pattern: RegExp; readonly found: () => void }[] = [];
  const manager = new PluginManager({
    sources: [{ manifest: MANIFEST, origin: "test", prepare: () => Promise.resolve(start) }],
    services: SERVICES,
    clock,
    log: (record) => {
      records.push(record);
      for (const { pattern, found } of waiting) if (pattern.test(record.message)) found();
    },
    progress: (_plugin, item) => progress.push(item),
    grease: new FakeRandom(7),
    handshakeMs: PATIENCE_MS,
    ...options,
  });
  return {
    manager,
    records,
    progress,
    logged: (pattern) =>
      new Promise((found) => {
        if (records.some(({ message }) => pattern.test(message))) return found();
        waiting.push({ pattern, found });
      }),
    [Symbol.asyncDispose]: () => manager.shutDown(),
  };
}

function unavailable(): never {
  throw new CallError("denied", "Cannot do this in a test");
}

const SERVICES: HostServices = {
  exec: unavailable,
  put: unavailable,
  get: unavailable,
  facts: unavailable,
  source: unavailable,
  read: (request) =>
    Promise.resolve({ kind: "file", content: new TextEncoder().encode(request.path) }),
};

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const failsWith = (code: string, message: RegExp) => (error: unknown) => {
  ok(error instanceof CallError, String(error));
  equal(error.code, code);
  match(error.message, message);
  return true;
};

contract("answers what it is sent", async ({ manager }) => {
  deepEqual(await manager.call("test.echo", bytes("hello")), bytes("hello"));
  deepEqual(await manager.call("test.echo", new Uint8Array()), new Uint8Array());
  const large = new Uint8Array(3_000_000).fill(7);
  deepEqual(await manager.call("test.echo", large), large);
});

contract("answers many calls in flight, each its own", async ({ manager }) => {
  const calls = Array.from({ length: 500 }, (_, i) => manager.call("test.echo", bytes(`${i}`)));
  deepEqual((await Promise.all(calls)).map(text), calls.map((_, i) => `${i}`));
});

contract("is not asked for what nobody offers", async ({ manager }) => {
  equal(manager.has("test.nothing"), false);
  await rejects(
    manager.call("test.nothing", bytes("")),
    failsWith("unknown_capability", /^Cannot call test\.nothing: no plugin offers it$/),
  );
  await rejects(
    manager.call("test.declared_only", bytes("")),
    failsWith("unknown_capability", /plugin contract declares but does not offer it$/),
  );
});

contract("says that it does not know a capability", async ({ manager }) => {
  const plugin = await manager.channelFor("test.echo");
  await rejects(
    plugin.call("test.nothing", bytes("")),
    failsWith("unknown_capability", /^Cannot serve test\.nothing/),
  );
  deepEqual(await plugin.call("test.echo", bytes("still there")), bytes("still there"));
});

contract("is told when a call is cancelled", async ({ manager, logged }) => {
  const controller = new AbortController();
  const call = manager.call("test.wait", bytes(""), { signal: controller.signal });
  await logged(/^waiting$/);
  controller.abort(new Error("the user has had enough"));
  await rejects(call, failsWith("cancelled", /^Cannot finish test\.wait of plugin contract/));
  await logged(/^aborted: Cannot finish test\.wait/);
  deepEqual(await manager.call("test.echo", bytes("next")), bytes("next"));
});

contract("is given up at the deadline", async ({ manager, logged }) => {
  await rejects(
    manager.call("test.wait", bytes(""), { deadlineMs: 20 }),
    failsWith("deadline_passed", /plugin contract has not answered for 20 ms$/),
  );
  await logged(/^aborted: Cannot wait for test\.wait any longer/);
});

contract("fails one call when it throws", async ({ manager, records }) => {
  await rejects(
    manager.call("test.throw", bytes("")),
    failsWith("failed", /^Cannot do what the test asks for$/),
  );
  deepEqual(await manager.call("test.echo", bytes("next")), bytes("next"));
  ok(records.some(({ level, message }) => level === "debug" && /contract\.ts:\d+/.test(message)));
});

contract("fails all calls with the reason when it exits", async ({ manager }) => {
  const waiting = manager.call("test.wait", bytes(""));
  const exit = failsWith("closed", /^Cannot reach plugin contract: it has exited with code 3$/);
  await Promise.all([
    rejects(waiting, exit),
    rejects(manager.call("test.exit", bytes("")), exit),
  ]);
  await rejects(manager.call("test.echo", bytes("")), exit);
});

contract("fails all calls with the reason when it crashes", async ({ manager }) => {
  await rejects(
    manager.call("test.crash", bytes("")),
    failsWith("closed", /^Cannot reach plugin contract: it has (failed|exited with code 1)/),
  );
});

contract("is killed at shutdown when it does not end", async ({ manager, records }) => {
  await manager.call("test.stay", bytes(""));
  await manager.shutDown();
  ok(records.some(({ message }) => message === "It did not end within 100 ms and was killed"));
}, { graceMs: 100 });

contract("is killed at shutdown when it is busy forever", async ({ manager, records }) => {
  const call = manager.call("test.hang", bytes(""));
  const failure = rejects(call, failsWith("closed", /^Cannot reach plugin contract/));
  await manager.call("test.echo", bytes(""), { deadlineMs: 50 }).catch(() => {});
  await manager.shutDown();
  await failure;
  ok(records.some(({ message }) => message === "It did not end within 100 ms and was killed"));
}, { graceMs: 100 });

contract("ends in time at shutdown and is not killed", async ({ manager, records }) => {
  await manager.call("test.echo", bytes(""));
  await manager.shutDown();
  deepEqual(records.filter(({ level }) => level === "warning").map(({ message }) => message), [
    "plugin.json declares test.declared_only, which the plugin does not offer",
  ]);
  await rejects(
    manager.call("test.echo", bytes("")),
    failsWith("closed", /it was shut down|code 0/),
  );
});

contract("floods the host, which answers all of it", async ({ manager, records }) => {
  equal(text(await manager.call("test.flood", bytes("20000"))), "unknown_capability");
  equal(records.filter(({ message }) => message.startsWith("line ")).length, 20_000);
});

contract("writes to the log under its name", async ({ manager, records, logged }) => {
  await manager.call("test.print", bytes(""));
  await logged(/^printed \{ a: 1 \}$/);
  await logged(/^to stderr$/);
  deepEqual([...new Set(records.map(({ source }) => source))], ["plugin contract"]);
});

contract("says how far it is", async ({ manager, progress }) => {
  await manager.call("test.progress", bytes(""));
  deepEqual(progress.map(({ message, done, total }) => ({ message, done, total })), [
    { message: "half", done: 1, total: 2 },
  ]);
});

contract("calls the host while it is called", async ({ manager }) => {
  await rejects(
    manager.call("test.host", bytes("host.nothing\n")),
    failsWith("unknown_capability", /^Cannot serve host\.nothing/),
  );
  await rejects(
    manager.call("test.host", bytes("host.read\nnot a request")),
    failsWith("bad_payload", /^Cannot decode HostReadRequest/),
  );
});

for (const [kind, start] of Object.entries(TRANSPORTS)) {
  for (const version of [0, 2]) {
    Deno.test(`a ${kind} plugin leaves a host that speaks protocol version ${version}`, async () => {
      const { lines, ended } = await refuse(start("contract.ts"), version);
      const advice = version === 0 ? "update shep" : "update the plugin";
      ok(lines.some((line) => line.endsWith(`plugin contract speaks version 1: ${advice}`)));
      match(ended, kind === "process" ? /it has exited with code 1$/ : /speaks protocol version/);
    });
  }
}

/** A host that answers the handshake in another version of the protocol, and says no more. */
async function refuse(
  start: StartTransport,
  version: number,
): Promise<{ readonly lines: readonly string[]; readonly ended: string }> {
  const lines: string[] = [];
  const reply = encodeHandshakeReply({ protocolVersion: version, accepted: [] });
  const { promise, resolve } = Promise.withResolvers<string>();
  const channel = new Channel({
    peer: "the plugin",
    clock,
    send: (frame) => transport.send(frame),
    serve: () => Promise.resolve(reply),
    notice: (_, payload) => void lines.push(decodeLogMessage(payload).message),
    closed: () => {},
  });
  const transport = start({
    receive: (bytes) => channel.receive(bytes),
    ended: resolve,
    line: () => {},
  });
  const ended = await promise;
  await transport.gone;
  return { lines, ended };
}

const refusals: Readonly<Record<string, RegExp>> = {
  newer: /speaks protocol version 2, this shep speaks version 1: update shep, or take an older/,
  older: /speaks protocol version 0, this shep speaks version 1: update the plugin$/,
  "other-name": /^Cannot use plugin contract: it says that its name is somebody/,
  "other-capability-version": /offers version 2 of test\.echo, but plugin\.json declares version 1/,
  undeclared: /offers test\.more, which plugin\.json does not declare/,
  silent: /^Cannot reach plugin contract: it has not introduced itself within 200 ms$/,
};
for (const [scenario, message] of Object.entries(refusals)) {
  contract(`is refused: ${scenario}`, async ({ manager }) => {
    await rejects(manager.call("test.echo", bytes("")), failsWith("closed", message));
    await rejects(manager.call("test.echo", bytes("")), failsWith("closed", message));
  }, { file: `raw.ts#${scenario}`, ...(scenario === "silent" ? { handshakeMs: 200 } : {}) });
}

for (const scenario of ["garbage", "not-an-envelope"]) {
  contract(`breaks the protocol: ${scenario}`, async ({ manager }) => {
    await rejects(
      manager.call("test.echo", bytes("")),
      failsWith(
        "protocol_error",
        /^Cannot go on with plugin contract: Cannot decode (Frame|Envelope)/,
      ),
    );
  }, { file: `raw.ts#${scenario}` });
}

contract("is not ended for a notice that cannot be read", async ({ manager, logged }) => {
  // Greased calls are not answered by this one, so it is started by the side.
  manager.start("test.echo").catch(() => {});
  await logged(/^Cannot decode LogMessage: an offset points outside of it$/);
}, { file: "raw.ts#odd-log", graceMs: 50 });

Deno.test("a process plugin that exits before its handshake is named with its exit code", async () => {
  const start = TRANSPORTS["process"]?.("raw.ts#exits");
  ok(start);
  await using bench = open(start, {});
  await rejects(
    bench.manager.call("test.echo", bytes("")),
    failsWith("closed", /^Cannot reach plugin contract: it has exited with code 7$/),
  );
});

Deno.test("a process plugin whose program does not exist is named with the reason", async () => {
  const start = processTransport({
    command: "/nonexistent/program",
    args: [],
    env: {},
    workingFolder: "/",
  });
  await using bench = open(start, {});
  await rejects(
    bench.manager.call("test.echo", bytes("")),
    failsWith("closed", /^Cannot start plugin contract: /),
  );
});
