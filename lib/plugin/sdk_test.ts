import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import { dict, Float } from "../base/value.ts";
import { FakeClock } from "../system/fake_clock.ts";
import { FakeRandom } from "../system/fake_random.ts";
import { WireError } from "../wire/wire_error.ts";
import { CallError } from "./call_error.ts";
import { executeTask, loadInventory, openConnection, parseFile, parsePlaybook } from "./client.ts";
import type { Caller } from "./manager.ts";
import {
  bool,
  type CallContext,
  type CapabilityHandler,
  connection,
  int,
  inventory,
  list,
  module,
  type ModuleCall,
  ModuleFailure,
  type ModuleResult,
  optionalBool,
  optionalDict,
  optionalFloat,
  optionalInt,
  optionalStr,
  parse,
  playbook,
  str,
  strings,
  type Target,
} from "./sdk.ts";
import { type HostServices, serveHostCall, type ServiceContext } from "./services.ts";

/** A plugin without a process: its capabilities are called, and it calls the host, in memory. */
function callerOf(
  handlers: readonly CapabilityHandler[],
  services: Partial<HostServices> = {},
): Caller {
  const refuse = () => Promise.reject(new CallError("denied", "Not in this test"));
  const all: HostServices = {
    exec: refuse,
    put: refuse,
    get: refuse,
    facts: refuse,
    source: refuse,
    read: refuse,
    ...services,
  };
  const { signal } = new AbortController();
  const context: CallContext = {
    clock: new FakeClock(),
    random: new FakeRandom(),
    correlationId: "9",
    signal,
    log: () => {},
    progress: () => {},
    call: (capability, payload) => {
      const call = { capability, payload, correlationId: "1", signal };
      const answer = serveHostCall(all, call, "tests");
      return answer ?? Promise.reject(new CallError("unknown_capability", capability));
    },
  };
  return {
    call: (capability, payload) => {
      const handler = handlers.find(({ name }) => name === capability);
      if (handler === undefined) throw new Error(`There is no ${capability}`);
      return handler.handle(typeof payload === "function" ? payload("9") : payload, context);
    },
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);

function run(
  test: {
    readonly run: (call: ModuleCall, target: Target) => Promise<ModuleResult>;
    readonly services?: Partial<HostServices>;
    readonly args?: Readonly<Record<string, string>>;
  },
) {
  return executeTask(callerOf([module("test", test.run)], test.services), {
    taskName: "A task",
    module: "test",
    args: Object.entries(test.args ?? {}).map(([key, value]) => ({ key, value })),
    host: "web1",
    connectionInfo: [],
    scope: "secret",
    checkMode: true,
    diff: true,
    verbosity: 2,
  });
}

Deno.test("module() gets its arguments as values and what the task is", async () => {
  let seen: ModuleCall | undefined;
  await run({
    args: { a: '"text"', b: "1.0", c: '{"x": [1, null]}' },
    run: (call) => {
      seen = call;
      return Promise.resolve({});
    },
  });
  ok(seen);
  deepEqual(
    seen.args,
    dict({ a: "text", b: new Float(1), c: new Map([["x", [1, null]]]) }),
  );
  const { module, checkMode, diff, verbosity, host, taskName } = seen;
  deepEqual([module, checkMode, diff, verbosity, host, taskName], [
    "test",
    true,
    true,
    2,
    "web1",
    "A task",
  ]);
});

Deno.test("module() answers with a plain result", async () => {
  deepEqual(await run({ run: () => Promise.resolve({}) }), {
    status: "ok",
    changed: false,
    skipped: false,
    result: "{}",
    diff: [],
    warnings: [],
  });
});

Deno.test("module() answers with all that a result may have", async () => {
  const reply = await run({
    run: (call) => {
      call.warn("look out");
      return Promise.resolve({
        changed: true,
        skipped: true,
        command: { exitCode: 3, stdout: bytes("out"), stderr: bytes("err") },
        result: { dest: "/x", left_out: undefined },
        diff: [{ before: "a", after: "b" }],
        facts: { answer: 42 },
      });
    },
  });
  deepEqual(reply, {
    status: "ok",
    changed: true,
    skipped: true,
    command: { exitCode: 3, stdout: bytes("out"), stderr: bytes("err") },
    result: '{"dest":"/x"}',
    diff: [{ before: "a", after: "b" }],
    warnings: ["look out"],
    facts: '{"answer":42}',
  });
});

Deno.test("module() fails the task with a ModuleFailure and breaks with any other error", async () => {
  const failed = await run({
    run: () => Promise.reject(new ModuleFailure("no such user", { result: { user: "x" } })),
  });
  deepEqual([failed.status, failed.errorMessage, failed.result], [
    "failure",
    "no such user",
    '{"user":"x"}',
  ]);
  await rejects(run({ run: () => Promise.reject(new RangeError("a bug")) }), RangeError);
});

Deno.test("module() refuses what is no request", async () => {
  const caller = callerOf([module("test", () => Promise.resolve({}))]);
  await rejects(caller.call("execute.test", bytes("rubbish")), WireError);
});

const RESULT = { exitCode: 0, stdout: bytes("ok\n"), stderr: bytes("\xff"), carriedOut: true };

Deno.test("Target sends probes and applies in one call, with the task's scope", async () => {
  const requests: unknown[] = [];
  const contexts: ServiceContext[] = [];
  await run({
    services: {
      exec: (request, context) => {
        requests.push(request);
        contexts.push(context);
        return Promise.resolve({ results: [RESULT] });
      },
    },
    run: async (_call, target) => {
      const [outcome] = await target.probe({ argv: ["stat", "/x"], stdin: "in", env: { A: "1" } });
      equal(outcome?.stdout, "ok\n");
      await target.apply({ script: "rm $1", argv: ["/x"] }, { argv: ["true"], timeoutMs: 5 });
      await target.applyAll({ argv: ["a"] });
      deepEqual(await target.probe(), []);
      return {};
    },
  });
  deepEqual(requests, [
    {
      scope: "secret",
      intent: "probe",
      stopOnFailure: false,
      commands: [{ argv: ["stat", "/x"], stdin: bytes("in"), env: [{ key: "A", value: "1" }] }],
    },
    {
      scope: "secret",
      intent: "apply",
      stopOnFailure: true,
      commands: [{ script: "rm $1", argv: ["/x"] }, { argv: ["true"], timeoutMs: 5 }],
    },
    { scope: "secret", intent: "apply", stopOnFailure: false, commands: [{ argv: ["a"] }] },
  ]);
  deepEqual([...new Set(contexts.map(({ plugin }) => plugin))], ["tests"]);
});

Deno.test("Target reads, writes, asks for facts and for sources", async () => {
  const requests: unknown[] = [];
  const note = <T>(reply: T) => (request: unknown) => {
    requests.push(request);
    return Promise.resolve(reply);
  };
  const source = {
    isFound: true,
    searched: [],
    path: "/p/a",
    isDirectory: false,
    entries: [],
  };
  await run({
    services: {
      get: note({ content: bytes("now") }),
      put: note({ carriedOut: false, validation: RESULT, before: [RESULT], after: [] }),
      facts: note({ facts: '{"os_family":"Debian"}' }),
      source: note(source),
    },
    run: async (_call, target) => {
      deepEqual(await target.get("/x", { maxBytes: 7 }), bytes("now"));
      const before = [{ argv: ["stat", "/x"] }];
      const file = { path: "/x", content: "new", mode: "0600", validate: "v %s" };
      const put = await target.put({ ...file, unlessSha1: "da39", before });
      deepEqual([put.carriedOut, put.validation?.stdout], [false, "ok\n"]);
      deepEqual(put.before.map(({ stdout }) => stdout), ["ok\n"]);
      await target.put({ path: "/y", content: { source: "s" }, isInPlace: true });
      deepEqual(await target.facts("min"), dict({ os_family: "Debian" }));
      deepEqual(await target.source({ path: "a", options: { trim_blocks: true } }), source);
      return {};
    },
  });
  const scope = "secret";
  deepEqual(requests, [
    { scope, path: "/x", maxBytes: 7 },
    {
      scope,
      path: "/x",
      content: { bytes: bytes("new") },
      mode: "0600",
      validate: "v %s",
      isInPlace: false,
      unlessSha1: "da39",
      before: [{ argv: ["stat", "/x"] }],
      after: [],
    },
    { scope, path: "/y", content: { source: "s" }, isInPlace: true, before: [], after: [] },
    { scope, subset: ["min"] },
    { scope, path: "a", kind: "file", options: '{"trim_blocks":true}', wantsContent: false },
  ]);
});

Deno.test("Target.get() tells no file from an empty one", async () => {
  const replies = [{}, { content: new Uint8Array() }];
  await run({
    services: { get: () => Promise.resolve(replies.shift() ?? {}) },
    run: async (_call, target) => {
      equal(await target.get("/x"), undefined);
      deepEqual(await target.get("/x"), new Uint8Array());
      return {};
    },
  });
});

Deno.test("a module fails with what the host refuses", async () => {
  await rejects(
    run({ run: async (_call, target) => ({ facts: Object.fromEntries(await target.facts()) }) }),
    new CallError("denied", "Not in this test"),
  );
});

Deno.test("inventory(), playbook() and parse() answer the host's calls, and read through it", async () => {
  const none = { warnings: ["w"], diagnostics: [] };
  const caller = callerOf([
    inventory(async (request, context) => {
      deepEqual(await context.read(request.filePath), { kind: "file", content: bytes("x") });
      return { ...none, inventory: { hosts: [], groups: [] } };
    }),
    playbook((request) => Promise.resolve({ ...none, error: request.filePath })),
    parse((request) => Promise.resolve({ ...none, error: request.kind })),
  ], { read: () => Promise.resolve({ kind: "file", content: bytes("x") }) });
  deepEqual(await loadInventory(caller, { filePath: "/hosts", format: "auto" }), {
    ...none,
    inventory: { hosts: [], groups: [] },
  });
  deepEqual(await parsePlaybook(caller, { filePath: "/p.yml" }), { ...none, error: "/p.yml" });
  deepEqual(await parseFile(caller, { filePath: "/t.yml", kind: "handlers" }), {
    ...none,
    error: "handlers",
  });
});

Deno.test("connection() serves sessions from connect to close", async () => {
  const closed: string[] = [];
  const caller = callerOf(connection("test", {
    connect: (request) =>
      Promise.resolve(
        request.host === "down"
          ? { kind: "failed", failure: "unreachable", message: "no route" }
          : { kind: "open", session: "s1", user: "me", home: "/home/me" },
      ),
    exec: (request) => Promise.resolve({ results: [RESULT], lost: request.session }),
    put: ({ session, path, before, after }) =>
      Promise.resolve({
        error: `${session} ${path}`,
        isKept: true,
        before: before.map(() => RESULT),
        after: after.map(() => RESULT),
      }),
    get: (request) => Promise.resolve({ content: bytes(`${request.session} ${request.path}`) }),
    close: (session) => {
      closed.push(session);
      return Promise.resolve();
    },
  }));
  const to = (host: string) => ({
    connection: "test",
    request: { host, address: host, settings: [], timeoutMs: 1 },
  });
  deepEqual(await openConnection(caller, to("down")), {
    kind: "failed",
    failure: "unreachable",
    message: "no route",
  });
  const session = await openConnection(caller, to("up"));
  ok(session.kind === "open");
  deepEqual([session.user, session.home], ["me", "/home/me"]);
  equal((await session.exec({ commands: [], stopOnFailure: true })).lost, "s1");
  const file = { path: "/x", content: bytes("y"), isInPlace: false, unlessSha1: "da39" };
  const before = [{ argv: ["stat", "/x"] }];
  const put = await session.put({ ...file, before, after: [] });
  deepEqual(put, { error: "s1 /x", isKept: true, before: [RESULT], after: [] });
  deepEqual((await session.get({ path: "/x", maxBytes: 0 })).content, bytes("s1 /x"));
  await session.close();
  deepEqual(closed, ["s1"]);
});

Deno.test("argument readers read what is there, and take null for absent", () => {
  const args = dict({ s: "x", b: false, i: 3, f: new Float(2), l: ["a"], d: new Map(), n: null });
  deepEqual([str(args, "s"), bool(args, "b"), int(args, "i"), strings(args, "l")], [
    "x",
    false,
    3,
    ["a"],
  ]);
  equal(optionalFloat(args, "f"), 2);
  deepEqual(optionalDict(args, "d"), new Map());
  for (const read of [optionalStr, optionalBool, optionalInt, optionalFloat, optionalDict]) {
    equal(read(args, "n"), undefined);
    equal(read(args, "absent"), undefined);
  }
  deepEqual(list(args, "n"), []);
});

Deno.test("argument readers name the argument whose type is not the declared one", () => {
  const args = dict({ s: "x", i: 3.5, l: ["a", 1] });
  throws(
    () => bool(args, "s"),
    new TypeError("Cannot read argument s: expected a bool, found a string"),
  );
  throws(() => int(args, "i"), /expected an integer, found a number$/);
  throws(() => strings(args, "l"), /expected a list of strings, found a number$/);
  throws(() => list(args, "s"), /expected a list, found a string$/);
  throws(() => str(args, "absent"), /Cannot read argument absent: it is not given$/);
});
