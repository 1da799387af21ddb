import assert from "node:assert/strict";
import type { ConnectRequest } from "../../lib/plugin/sdk.ts";
import { startLocal } from "./local/start_local.ts";
import { shellConnection } from "./shell_connection.ts";
import { CONTEXT } from "./testing/say.ts";

const REQUEST: ConnectRequest = {
  host: "localhost",
  address: "localhost",
  settings: [],
  timeoutMs: 60_000,
};

Deno.test("shellConnection() opens sessions, works in them and closes them", async () => {
  const connection = shellConnection(startLocal, { killer: ["sh"] });
  const opened = await connection.connect(REQUEST, CONTEXT);
  assert.ok(opened.kind === "open");
  const { session } = opened;
  const commands = [{ argv: ["echo", "hello"] }];
  const { results } = await connection.exec({ session, commands, stopOnFailure: true }, CONTEXT);
  assert.equal(new TextDecoder().decode(results[0]?.stdout), "hello\n");
  const missing = await connection.get({ session, path: "/no/such/file", maxBytes: 0 }, CONTEXT);
  assert.deepEqual(missing, {});
  await connection.close(session, CONTEXT);
  const late = await connection.exec({ session, commands, stopOnFailure: true }, CONTEXT);
  assert.deepEqual(late, { results: [], lost: "There is no such session" });
});

Deno.test("shellConnection() replaces a shell that was lost when it is next needed", async () => {
  const connection = shellConnection(startLocal, { killer: ["sh"] });
  const opened = await connection.connect(REQUEST, CONTEXT);
  assert.ok(opened.kind === "open");
  const { session } = opened;
  const commands = [{ script: "kill -9 $PPID" }];
  const first = await connection.exec({ session, commands, stopOnFailure: true }, CONTEXT);
  assert.match(first.lost ?? "", /SIGKILL/);
  const hello = [{ argv: ["echo", "hello"] }];
  const { results } = await connection.exec(
    { session, commands: hello, stopOnFailure: true },
    CONTEXT,
  );
  assert.equal(new TextDecoder().decode(results[0]?.stdout), "hello\n");
  await connection.close(session, CONTEXT);
});

Deno.test("shellConnection() says why a session could not be opened", async () => {
  const unknown = { ...REQUEST, become: { method: "magic", user: "web" } };
  assert.deepEqual(
    await shellConnection(startLocal, { killer: ["sh"] }).connect(unknown, CONTEXT),
    {
      kind: "failed",
      failure: "become",
      message: "Cannot become web: method magic is not known",
    },
  );
  const connection = shellConnection(() => ({ argv: ["/no/such/program"] }));
  const reply = await connection.connect(REQUEST, CONTEXT);
  assert.ok(reply.kind === "failed" && reply.failure === "unreachable");
  assert.match(reply.message, /^Cannot start \/no\/such\/program/);
});

Deno.test("shellConnection() gives the shell what its shortcut does not answer", async () => {
  const answered = { stdout: new Uint8Array(), stderr: new Uint8Array(), carriedOut: true };
  const connection = shellConnection(startLocal, {
    killer: ["sh"],
    shortcut: () => ({
      exec: ({ commands }) =>
        commands.map(({ argv }) =>
          argv?.[0] === "simple" ? { ...answered, exitCode: 7 } : undefined
        ),
      put: () => Promise.resolve({ isKept: false, before: [] }),
      get: () => Promise.resolve(undefined),
    }),
  });
  const opened = await connection.connect(REQUEST, CONTEXT);
  assert.ok(opened.kind === "open");
  const { session } = opened;
  const commands = [["true"], ["simple"], ["false"], ["simple"]].map((argv) => ({ argv }));
  const exec = { session, commands, stopOnFailure: false };
  const codes = (results: readonly { readonly exitCode: number }[]) =>
    results.map(({ exitCode }) => exitCode);
  assert.deepEqual(codes((await connection.exec(exec, CONTEXT)).results), [0, 7, 1, 7]);
  const file = { path: "/nowhere", content: new Uint8Array(), isInPlace: false, before: [] };
  const put = await connection.put({ ...file, session, after: commands }, CONTEXT);
  assert.deepEqual(codes(put.after), [0, 7, 1, 7]);
  const lost = [{ script: "kill -9 $PPID" }, { argv: ["simple"] }];
  const { results, lost: why } = await connection.exec({ ...exec, commands: lost }, CONTEXT);
  assert.deepEqual(results, []);
  assert.match(why ?? "", /SIGKILL/);
  await connection.close(session, CONTEXT);
});
