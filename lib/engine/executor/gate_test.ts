import assert from "node:assert/strict";
import type { Command } from "../../wire/host.ts";
import { contentOf } from "./put_pieces.ts";
import { Gate, type TaskAccess } from "./gate.ts";
import { type Session, UnreachableError } from "./sessions.ts";

const options = { signal: new AbortController().signal };
const empty = new Uint8Array();

/** A session that notes what reaches the target. */
class NotingSession implements Session {
  readonly user = "user";
  readonly home = "/home/user";
  readonly commands: Command[] = [];
  readonly files: string[] = [];
  exec(request: { readonly commands: readonly Command[] }) {
    this.commands.push(...request.commands);
    return Promise.resolve({
      results: request.commands.map(() => ({
        exitCode: 0,
        stdout: empty,
        stderr: empty,
        carriedOut: true,
      })),
    });
  }
  put(request: { readonly path: string }) {
    this.files.push(request.path);
    return Promise.resolve({ isKept: false, before: [], after: [] });
  }
  get() {
    return Promise.resolve({ content: empty });
  }
  close() {
    return Promise.resolve();
  }
}

function opened(more: Partial<TaskAccess>): { gate: Gate; session: NotingSession } {
  const session = new NotingSession();
  const gate = new Gate();
  gate.open("secret", {
    isCheck: false,
    environment: [],
    session: () => Promise.resolve(session),
    dropSession: () => Promise.resolve(),
    facts: () => Promise.resolve("{}"),
    source: () => Promise.reject(new Error("none")),
    sourceContent: () => contentOf(empty),
    ...more,
  });
  return { gate, session };
}

const NOT_PUT = { carriedOut: false, before: [], after: [] };

const apply = { scope: "secret", intent: "apply", stopOnFailure: true } as const;
const probe = { scope: "secret", intent: "probe", stopOnFailure: false } as const;

Deno.test("Gate carries nothing out that applies when it checks", async () => {
  const { gate, session } = opened({ isCheck: true });
  const { results } = await gate.exec({ ...apply, commands: [{ script: "rm -rf /" }] }, options);
  assert.deepEqual(results.map((result) => result.carriedOut), [false]);
  const put = { scope: "secret", path: "/x", content: { bytes: empty }, isInPlace: false };
  const request = { ...put, before: [], after: [] };
  assert.deepEqual(await gate.put(request, options), NOT_PUT);
  assert.deepEqual([session.commands, session.files], [[], []]);
});

Deno.test("Gate refuses a probe that may write, in check mode and out of it", async () => {
  for (const isCheck of [true, false]) {
    const { gate, session } = opened({ isCheck });
    const lies: readonly Command[] = [
      { script: "rm -rf /" },
      { argv: ["rm", "-rf", "/"] },
      { argv: ["sh", "-c", "rm -rf /"] },
      { argv: ["find", "/", "-delete"] },
      { argv: ["stat", "/"], env: [{ key: "LD_PRELOAD", value: "/x" }] },
      { argv: [] },
    ];
    for (const command of lies) {
      await assert.rejects(
        gate.exec({ ...probe, commands: [command] }, options),
        /Cannot probe the target/,
      );
    }
    assert.deepEqual(session.commands, []);
  }
});

Deno.test("Gate refuses a file to write with a probe that may write", async () => {
  const { gate, session } = opened({});
  const file = { scope: "secret", path: "/x", content: { bytes: empty }, isInPlace: false };
  const lie = [{ argv: ["rm", "-rf", "/"] }];
  for (const probes of [{ before: lie, after: [] }, { before: [], after: lie }]) {
    await assert.rejects(gate.put({ ...file, ...probes }, options), /Cannot probe the target/);
  }
  assert.deepEqual(session.files, []);
});

Deno.test("Gate carries probes and applies out, with the task's environment first", async () => {
  const { gate, session } = opened({ environment: [{ key: "LANG", value: "C" }] });
  await gate.exec({ ...probe, commands: [{ argv: ["stat", "/"] }] }, options);
  const own = [{ key: "LANG", value: "de" }];
  await gate.exec({ ...apply, commands: [{ argv: ["touch", "/x"], env: own }] }, options);
  assert.deepEqual(session.commands, [
    { argv: ["stat", "/"], env: [{ key: "LANG", value: "C" }] },
    { argv: ["touch", "/x"], env: [{ key: "LANG", value: "C" }, ...own] },
  ]);
});

Deno.test("Gate refuses a scope that is not of a running task", async () => {
  const { gate } = opened({});
  gate.close("secret");
  await assert.rejects(gate.exec({ ...apply, commands: [] }, options), /not running/);
  await assert.rejects(gate.put({
    scope: "guess",
    path: "/x",
    content: { bytes: empty },
    isInPlace: false,
    before: [],
    after: [],
  }, options));
});

Deno.test("Gate remembers why a host could not be reached", async () => {
  const { gate } = opened({ session: () => Promise.reject(new UnreachableError("gone")) });
  await assert.rejects(gate.exec({ ...apply, commands: [] }, options), UnreachableError);
  assert.equal(gate.close("secret")?.message, "gone");
});
